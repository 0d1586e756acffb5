// As short as it can be written by hand: who is there makes an offer to who comes.
import { mesh, type Pictures } from './mesh.js';
import { Relay } from './relay.js';

interface Signal {
  readonly description?: RTCSessionDescription;
  readonly candidate?: RTCIceCandidateInit | null;
}

void mesh(({ url, room, index, stream, pictures, show }) => {
  const relay = new Relay(url, room, String(index));
  const peers = new Map<string, RTCPeerConnection>();

  const connect = (id: string): RTCPeerConnection => {
    const pc = new RTCPeerConnection();
    peers.set(id, pc);
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
    pc.ontrack = ({ streams: [remote] }) => {
      if (remote) show(id, remote);
    };
    pc.onicecandidate = ({ candidate }) => relay.send({ candidate }, id);
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'connected' && pictures) void limit(pc, pictures);
    };
    return pc;
  };
  const describe = async (pc: RTCPeerConnection, id: string): Promise<void> => {
    await pc.setLocalDescription();
    relay.send({ description: pc.localDescription }, id);
  };
  const receive = async ({ description, candidate }: Signal, id: string): Promise<void> => {
    const pc = peers.get(id) ?? connect(id);
    if (!description) {
      await pc.addIceCandidate(candidate);
      return;
    }
    await pc.setRemoteDescription(description);
    if (description.type === 'offer') await describe(pc, id);
  };

  relay.onOther = (id) => void describe(connect(id), id);
  relay.onSignal = (signal, from) => void receive(signal as Signal, from);
  return () => relay.join();
});

/** Sends pictures of this width, and not more of them per second. */
async function limit(pc: RTCPeerConnection, { width, rate }: Pictures): Promise<void> {
  for (const sender of pc.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    const captured = sender.track.getSettings();
    for (const encoding of parameters.encodings) {
      encoding.scaleResolutionDownBy = (captured.width ?? width) / width;
      // A limit as high as the camera's own rate drops frames that come a little early.
      if (rate < 0.9 * (captured.frameRate ?? rate)) encoding.maxFramerate = rate;
    }
    await sender.setParameters(parameters);
  }
}
