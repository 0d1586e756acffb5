import { RtcError } from '../errors.js';
import { SOURCES, type Source } from '../types.js';
import { offerFewForms } from './offered-codecs.js';

/** The four transceivers that every connection has from its first offer on, one for each source. */
export type Layout = Readonly<Record<Source, RTCRtpTransceiver>>;

/** The tracks that are sent, by source. */
export type Tracks = Readonly<Partial<Record<Source, MediaStreamTrack | null>>>;

const KIND: Readonly<Record<Source, 'audio' | 'video'>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-audio': 'audio',
};

/** One stream for each person and one for each screen, so that the receiver keeps picture and sound together. */
function createStreams(): Readonly<Record<Source, MediaStream>> {
  const [person, screen] = [new MediaStream(), new MediaStream()];
  return { microphone: person, camera: person, screen, 'screen-audio': screen };
}

/**
 * Creates the layout. Only the side that makes the first offer does.
 *
 * @param tracks - Sent from the beginning, which spares the browser a `replaceTrack` for each.
 */
export function createLayout(pc: RTCPeerConnection, tracks: Tracks = {}): Layout {
  const streams = createStreams();
  return layoutOf((source) => {
    const transceiver = pc.addTransceiver(tracks[source] ?? KIND[source], {
      direction: 'sendrecv',
      streams: [streams[source]],
    });
    // Sound has few forms.
    if (KIND[source] === 'video') offerFewForms(transceiver);
    return transceiver;
  });
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
  const streams = createStreams();
  const layout = layoutOf((_, i) => transceivers[i]);
  for (const source of SOURCES) {
    layout[source].direction = 'sendrecv';
    layout[source].sender.setStreams(streams[source]);
  }
  return layout;
}

function layoutOf(transceiver: (source: Source, i: number) => RTCRtpTransceiver | undefined): Layout {
  return Object.fromEntries(
    SOURCES.map((source, i) => [source, transceiver(source, i)]),
  ) as unknown as Layout;
}
