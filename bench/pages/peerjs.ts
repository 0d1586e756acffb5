import { Peer } from 'peerjs';
import { measure } from './call.js';

measure(({ url, room, index, stream, onStream }) => {
  const { hostname, port } = new URL(url);
  const join = (): Promise<void> =>
    new Promise((resolve) => {
      const peer = new Peer(`${room}-${index}`, {
        host: hostname,
        port: Number(port),
        path: '/',
        secure: false,
        config: { iceServers: [] },
      });
      peer.on('open', () => {
        resolve();
        if (index === 1) peer.call(`${room}-0`, stream).on('stream', onStream);
      });
      peer.on('call', (call) => {
        call.on('stream', onStream);
        call.answer(stream);
      });
    });
  return { join };
});
