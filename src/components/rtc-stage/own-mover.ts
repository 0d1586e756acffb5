import type { CallSession } from '../../core/index.js';
import { Dragging, nextCorner, pointByKey } from './movable.js';
import type { Point } from './own-place.js';
import type { MoveHandlers } from './stage-buttons.js';

/** Chosen positions of the own picture, by call: the stage of the same call may be another one later. */
const places = new WeakMap<CallSession, Point>();

const CORNER: Point = { x: 1, y: 1 };

/** Lets the person move the own picture on a stage, and remembers where it is to be. */
export class OwnMover {
  readonly #session: () => CallSession | undefined;
  readonly #onMove: () => void;
  #area: HTMLElement | undefined;
  #dragging: Dragging | undefined;

  /** @param onMove - Called when the person wants it elsewhere. */
  constructor(session: () => CallSession | undefined, onMove: () => void) {
    this.#session = session;
    this.#onMove = onMove;
  }

  /** Position of the own picture. */
  get at(): Point {
    const session = this.#session();
    return (session && places.get(session)) ?? CORNER;
  }

  /** Lets the picture be dragged within the area while it has the class `movable`, until `signal` is aborted. */
  attach(own: HTMLElement, area: HTMLElement, signal: AbortSignal): void {
    const dragging = new Dragging({
      element: own,
      area,
      canMove: () => own.classList.contains('movable'),
      onMove: (at) => this.#moveTo(at),
    });
    own.addEventListener('pointerdown', (event) => dragging.begin(event), { signal });
    // From the menu of the tile.
    own.addEventListener('move', () => this.#moveTo(nextCorner(this.at)), { signal });
    signal.addEventListener('abort', () => dragging.cancel());
    this.#area = area;
    this.#dragging = dragging;
  }

  /** For the button that moves the picture. */
  readonly handlers: MoveHandlers = {
    handlePointer: (event) => this.#dragging?.begin(event),
    handleKey: (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const at = this.#area && pointByKey(event.key, this.at, this.#area);
      if (!at) return;
      event.preventDefault();
      this.#moveTo(at);
    },
    handleClick: ({ detail }) => {
      // The end of a drag is a click, too. A press of a key is one that counts no clicks.
      if (detail > 0 && this.#dragging?.hasMoved) return;
      this.#moveTo(nextCorner(this.at));
    },
  };

  #moveTo(at: Point): void {
    const session = this.#session();
    if (session) places.set(session, at);
    this.#onMove();
  }
}
