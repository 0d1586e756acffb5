import type { MediaState } from '../../protocol/index.js';
import { PeerLink } from '../peer/peer-link.js';
import type { JoinRequest, SignalingTransport } from '../signaling/transport.js';

/** A member that sends back whatever it receives, through a connection as real as any other. */
export class Echo {
  readonly #transport: SignalingTransport;
  #self = '';
  #link: PeerLink | undefined;

  constructor(transport: SignalingTransport) {
    this.#transport = transport;
    transport.addEventListener('joined', ({ joined }) => {
      this.#self = joined.self;
    });
    transport.addEventListener('push', ({ push }) => {
      if (push.type === 'participant-joined') this.#answer(push.participant.id, push.participant.media);
      else if (push.type === 'participant-updated') transport.update({ media: push.participant.media });
      else if (push.type === 'signal') this.#link?.receive(push.payload);
    });
  }

  join(request: JoinRequest): Promise<void> {
    return this.#transport.join(request);
  }

  leave(): Promise<void> {
    this.#link?.close();
    this.#link = undefined;
    return this.#transport.leave();
  }

  #answer(id: string, media: MediaState): void {
    const link = new PeerLink({
      offers: this.#self < id,
      configuration: {},
      send: (signal) => {
        this.#transport.signal(id, signal);
      },
    });
    link.addEventListener('track', ({ source, track }) => {
      link.setTrack(source, track);
    });
    this.#link = link;
    this.#transport.update({ media });
    link.start();
  }
}
