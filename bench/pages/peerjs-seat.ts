import { Peer } from 'peerjs';
import type { Create, Seat } from './call.js';

/**
 * Takes a seat in a call with PeerJS, which has no rooms: the id of who is there first is made of the room.
 *
 * @param newcomerId - Id of the newcomer; `undefined` lets the server draw one.
 */
export const peerJsSeat =
  (newcomerId: (seat: Seat) => string | undefined): Create =>
  (seat) => {
    const { hostname, port } = new URL(seat.url);
    const firstId = `${seat.room}-0`;
    const join = (): Promise<void> =>
      new Promise((resolve) => {
        const peer = new Peer(seat.index === 0 ? firstId : newcomerId(seat), {
          host: hostname,
          port: Number(port),
          path: '/',
          secure: false,
          config: { iceServers: [] },
        });
        peer.on('open', () => {
          resolve();
          if (seat.index === 1) peer.call(firstId, seat.stream).on('stream', seat.onStream);
        });
        peer.on('call', (call) => {
          call.on('stream', seat.onStream);
          call.answer(seat.stream);
        });
      });
    return { join };
  };
