import type { RtcError } from '../errors.js';
import type { Source } from '../types.js';

/** A remote track came with a connection: it lives as long as the connection does. */
export class PeerTrackEvent extends Event {
  readonly source: Source;
  readonly track: MediaStreamTrack;

  constructor(source: Source, track: MediaStreamTrack) {
    super('track');
    this.source = source;
    this.track = track;
  }
}

/** Something went wrong; the link goes on where it can. */
export class PeerErrorEvent extends Event {
  readonly error: RtcError;

  constructor(error: RtcError) {
    super('error');
    this.error = error;
  }
}

export interface PeerLinkEventMap {
  statechange: Event;
  track: PeerTrackEvent;
  /** There is another control channel. */
  control: Event;
  error: PeerErrorEvent;
}
