import type { CallSession } from '../../call/call-session.js';
import type { Messages } from '../../channels/messages.js';
import {
  PICTURE_SOURCES,
  readViews,
  TOPIC,
  type PictureSource,
  type Size,
  type Views,
} from '../../viewing/view.js';

/** A little more than is seen is sent, so that a tile that grows a little needs no other picture. */
const MARGIN = 1.05;

/** A picture may be larger than what is seen of it by so much before a smaller one takes its place. */
const EXCESS = 1.3;

const NOTHING_SAID: Views = Object.freeze({});

/** The views that the others have of the pictures of this participant, as they say it. */
export class Viewers {
  readonly #views = new Map<string, Views>();

  /** @param onChange - Called when somebody has to be sent something else. */
  constructor(session: CallSession, messages: Messages, onChange: () => void) {
    session.peers.each(({ id, signal }) => {
      this.#views.set(id, NOTHING_SAID);
      signal.addEventListener('abort', () => this.#views.delete(id));
    });
    messages.on(TOPIC, ({ from, data }) => {
      const before = this.#views.get(from);
      const views = readViews(data);
      if (!before || !views) return;
      this.#views.set(from, settle(before, views));
      onChange();
    });
  }

  /** Sizes to send a participant; what is not in it is sent in full. */
  of(participantId: string): Views {
    return this.#views.get(participantId) ?? NOTHING_SAID;
  }
}

/** The sizes to send: those before as long as they suit what is seen now. */
export function settle(before: Views, seen: Views): Views {
  const views: Partial<Record<PictureSource, Size | null>> = {};
  for (const source of PICTURE_SOURCES) {
    const [sent, view] = [before[source], seen[source]];
    if (view === undefined) continue;
    views[source] = view && (sent && suits(sent, view) ? sent : larger(view));
  }
  return views;
}

/** Whether a picture that is sent is large enough for the view, and not much larger. */
const suits = (sent: Size, view: Size): boolean =>
  view.width <= sent.width &&
  view.height <= sent.height &&
  sent.width <= view.width * MARGIN * EXCESS &&
  sent.height <= view.height * MARGIN * EXCESS;

const larger = ({ width, height }: Size): Size => ({ width: width * MARGIN, height: height * MARGIN });
