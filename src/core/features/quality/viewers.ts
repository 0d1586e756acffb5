import type { CallSession } from '../../call/call-session.js';
import type { Peer } from '../../call/peers.js';
import type { Messages } from '../../channels/messages.js';
import {
  PICTURE_SOURCES,
  readViews,
  TOPIC,
  type PictureSource,
  type Size,
  type Views,
} from '../../viewing/view.js';

/** A view may be larger than its picture by so many pixels: browsers round the sides of what they send. */
const ROUNDING = 1;

/** A picture may be larger than what is seen of it by so much before a smaller one takes its place. */
const EXCESS = 1.35;

/** Time for which a participant who can speak may not have said what they see, in ms; older versions never do. */
const PATIENCE = 5000;

const NOTHING_SAID: Views = Object.freeze({});

/** The views that the others have of the pictures of this participant, as they say it. */
export class Viewers {
  /** By the ids of those who are there; undefined until they say it. */
  readonly #views = new Map<string, Views | undefined>();

  /** @param onChange - Called when somebody has to be sent something else. */
  constructor(session: CallSession, messages: Messages, onChange: () => void) {
    session.peers.each((peer) => this.#attach(peer, onChange));
    messages.on(TOPIC, ({ from, data }) => {
      const views = readViews(data);
      if (!this.#views.has(from) || !views) return;
      this.#views.set(from, settle(this.#views.get(from) ?? NOTHING_SAID, views));
      onChange();
    });
  }

  /** Sizes to send a participant, undefined until they can be known; what is not in it is sent in full. */
  of(participantId: string): Views | undefined {
    return this.#views.get(participantId);
  }

  #attach({ id, link, signal }: Peer, onChange: () => void): void {
    this.#views.set(id, undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      timer ??= setTimeout(() => {
        if (this.#views.get(id)) return;
        this.#views.set(id, NOTHING_SAID);
        onChange();
      }, PATIENCE);
    };
    link.addEventListener('control', wait, { signal });
    if (link.control) wait();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      this.#views.delete(id);
    });
  }
}

/** The sizes to send: those before as long as they suit what is seen now. */
export function settle(before: Views, seen: Views): Views {
  const views: Partial<Record<PictureSource, Size | null>> = {};
  for (const source of PICTURE_SOURCES) {
    const [sent, view] = [before[source], seen[source]];
    if (view === undefined) continue;
    // Of exactly this size, so that whoever shows the picture need not scale it.
    views[source] = view && (sent && suits(sent, view) ? sent : view);
  }
  return views;
}

/** Whether a picture that is sent is large enough for the view, and not much larger. */
const suits = (sent: Size, view: Size): boolean =>
  view.width <= sent.width + ROUNDING &&
  view.height <= sent.height + ROUNDING &&
  sent.width <= view.width * EXCESS &&
  sent.height <= view.height * EXCESS;
