import { RtcError } from '../errors.js';
import { SOURCES, type Source } from '../types.js';

/** The four transceivers that every connection has from its first offer on, one for each source. */
export type Layout = Readonly<Record<Source, RTCRtpTransceiver>>;

const KIND: Readonly<Record<Source, 'audio' | 'video'>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-audio': 'audio',
};

/** What belongs into one stream, so that the receiver keeps picture and sound together. */
const groupOf = (source: Source): 'person' | 'screen' => (source.startsWith('screen') ? 'screen' : 'person');

const streams = (): Record<'person' | 'screen', MediaStream> => ({
  person: new MediaStream(),
  screen: new MediaStream(),
});

/** Creates the layout: the business of whoever makes the first offer, and of nobody else. */
export function createLayout(pc: RTCPeerConnection): Layout {
  const stream = streams();
  return layoutOf((source) =>
    pc.addTransceiver(KIND[source], { direction: 'sendrecv', streams: [stream[groupOf(source)]] }),
  );
}

/**
 * Adopts the layout of the first offer, after `setRemoteDescription` and before the answer. Transceivers of
 * one's own would add four more m-lines and another offer.
 *
 * @throws {RtcError} `negotiation-failed` when the offer has another layout.
 */
export function adoptLayout(pc: RTCPeerConnection): Layout {
  const transceivers = pc.getTransceivers();
  const fits =
    transceivers.length === SOURCES.length &&
    SOURCES.every((source, i) => transceivers[i]?.receiver.track.kind === KIND[source]);
  if (!fits) {
    throw new RtcError('negotiation-failed', 'The offer lacks the four m-lines.');
  }
  const stream = streams();
  const layout = layoutOf((_, i) => transceivers[i]);
  for (const source of SOURCES) {
    layout[source].direction = 'sendrecv';
    layout[source].sender.setStreams(stream[groupOf(source)]);
  }
  return layout;
}

function layoutOf(transceiver: (source: Source, i: number) => RTCRtpTransceiver | undefined): Layout {
  return Object.fromEntries(
    SOURCES.map((source, i) => [source, transceiver(source, i)]),
  ) as unknown as Layout;
}
