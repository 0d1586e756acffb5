// As short as it can be written by hand: who is there makes an offer to who comes.
import { measure } from './call.js';
import { Relay } from './relay.js';

interface Signal {
  readonly description?: RTCSessionDescription;
  readonly candidate?: RTCIceCandidateInit | null;
}

measure(({ url, room, index, stream, onStream }) => {
  const relay = new Relay(url, room, String(index));
  const other = String(1 - index);
  const pc = new RTCPeerConnection();
  pc.ontrack = ({ streams: [remote] }) => {
    if (remote) onStream(remote);
  };
  pc.onicecandidate = ({ candidate }) => relay.send({ candidate }, other);

  const describe = async (): Promise<void> => {
    await pc.setLocalDescription();
    relay.send({ description: pc.localDescription }, other);
  };
  const addTracks = (): void => {
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
  };
  const receive = async ({ description, candidate }: Signal): Promise<void> => {
    if (!description) {
      await pc.addIceCandidate(candidate);
      return;
    }
    const isOffer = description.type === 'offer';
    if (isOffer) addTracks();
    await pc.setRemoteDescription(description);
    if (isOffer) await describe();
  };

  relay.onOther = () => {
    addTracks();
    void describe();
  };
  relay.onSignal = (signal) => void receive(signal as Signal);
  return relay;
});
