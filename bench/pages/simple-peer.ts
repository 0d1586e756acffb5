// The signaling is left to who uses it, so it gets the bare relay.
import SimplePeer from 'simple-peer';
import { measure } from './call.js';
import { Relay } from './relay.js';

measure(({ url, room, index, stream, onStream }) => {
  const relay = new Relay(url, room, String(index));
  const other = String(1 - index);
  const connect = (initiator: boolean): void => {
    const peer = new SimplePeer({ initiator, stream, config: { iceServers: [] } });
    peer.on('signal', (signal) => relay.send(signal, other));
    peer.on('stream', onStream);
    relay.onSignal = (signal) => peer.signal(signal);
  };
  relay.onOther = () => connect(true);
  return {
    async join(): Promise<void> {
      await relay.join();
      if (index === 1) connect(false);
    },
  };
});
