import { mesh } from './mesh.js';
import { Peer, type MediaConnection } from 'peerjs';

void mesh(({ url, room, index, stream, show }) => () => {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const peer = new Peer(`${room}-${index}`, {
      host: hostname,
      port: Number(port),
      path: '/',
      secure: false,
      config: { iceServers: [] },
    });
    const watch = (call: MediaConnection): void =>
      call.on('stream', (remote) => {
        show(call.peer, remote);
      });
    peer.on('open', () => {
      resolve();
      // Its server has no rooms, so the page has to know who is there.
      for (let other = 0; other < index; other += 1) watch(peer.call(`${room}-${other}`, stream));
    });
    peer.on('call', (call) => {
      watch(call);
      call.answer(stream);
    });
  });
});
