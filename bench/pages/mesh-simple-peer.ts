// The signaling is left to who uses it, so it gets the bare relay.
import { mesh } from './mesh.js';
import SimplePeer from 'simple-peer';
import { Relay } from './relay.js';

void mesh(({ url, room, index, stream, show }) => {
  const relay = new Relay(url, room, String(index));
  const peers = new Map<string, SimplePeer>();
  const connect = (id: string, initiator: boolean): SimplePeer => {
    const peer = new SimplePeer({ initiator, stream, config: { iceServers: [] } });
    peers.set(id, peer);
    peer.on('signal', (signal) => relay.send(signal, id));
    peer.on('stream', (remote) => {
      show(id, remote);
    });
    return peer;
  };
  relay.onOther = (id) => connect(id, true);
  relay.onSignal = (signal, from) => {
    (peers.get(from) ?? connect(from, false)).signal(signal);
  };
  return () => relay.join();
});
