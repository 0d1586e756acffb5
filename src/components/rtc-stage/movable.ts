import type { Point } from './own-place.js';

/** The pointer moves the picture from this distance on, in px: a shaking hand still presses what it meant to press. */
const THRESHOLD = 5;

/** Controls that a press is meant for; among them the menu of the tile. */
const CONTROLS = 'button, input, [popover]';

interface Movable {
  /** The element that moves. */
  readonly element: HTMLElement;
  /** It stays inside of this one, which is the offset parent. */
  readonly area: HTMLElement;
  /** Whether it can be moved at the moment. */
  readonly canMove: () => boolean;
  /** Called when the person has moved it to this place. */
  readonly onMove: (at: Point) => void;
}

/** Lets a person drag an element by one or more handles, of which it may be one. */
export class Dragging {
  readonly #movable: Movable;
  /** Lives as long as a pointer is down. */
  #press: AbortController | undefined;
  #hasMoved = false;

  constructor(movable: Movable) {
    this.#movable = movable;
  }

  /** Whether the press that ends now has moved the element, so that it was no click. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  /** Begins with this `pointerdown`, unless it is meant for a control inside of the handle. */
  begin(event: PointerEvent): void {
    const handle = event.currentTarget as HTMLElement;
    this.cancel();
    this.#hasMoved = false;
    if (!event.isPrimary || event.button !== 0 || !this.#movable.canMove()) return;
    if (isForControl(event, handle)) return;
    const { signal } = (this.#press = new AbortController());
    const start = event;
    const on = (
      type: 'pointermove' | 'pointerup' | 'pointercancel',
      listener: (event: PointerEvent) => void,
    ): void => {
      const ofSamePointer = (event: PointerEvent): void => {
        if (event.pointerId === start.pointerId) listener(event);
      };
      handle.ownerDocument.addEventListener(type, ofSamePointer, { signal, capture: true });
    };
    on('pointermove', (event) => {
      this.#drag(event.clientX - start.clientX, event.clientY - start.clientY, () =>
        handle.setPointerCapture(start.pointerId),
      );
    });
    on('pointerup', () => this.#drop());
    on('pointercancel', () => this.cancel());
  }

  /** Puts the element back where it was. */
  cancel(): void {
    this.#press?.abort();
    const { element, area } = this.#movable;
    area.classList.remove('dragging');
    element.style.translate = '';
  }

  #drag(right: number, down: number, capture: () => void): void {
    const { element, area } = this.#movable;
    if (!this.#hasMoved) {
      if (Math.hypot(right, down) < THRESHOLD) return;
      this.#hasMoved = true;
      // The pointer may leave the element, and the window.
      capture();
      area.classList.add('dragging');
    }
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = element;
    const x = clamp(right, -offsetLeft, area.clientWidth - offsetWidth - offsetLeft);
    const y = clamp(down, -offsetTop, area.clientHeight - offsetHeight - offsetTop);
    element.style.translate = `${String(x)}px ${String(y)}px`;
  }

  #drop(): void {
    const { element, area, onMove } = this.#movable;
    const box = element.getBoundingClientRect();
    const room = area.getBoundingClientRect();
    const hasMoved = this.#hasMoved;
    this.cancel();
    if (!hasMoved) return;
    const x = part(box.left - room.left, room.width - box.width);
    const y = part(box.top - room.top, room.height - box.height);
    onMove({ x: isRightToLeft(area) ? 1 - x : x, y });
  }
}

/** The side or corner of the stage that an arrow key moves the own picture to; undefined for other keys. */
export function pointByKey(key: string, { x, y }: Point, area: HTMLElement): Point | undefined {
  const right = isRightToLeft(area) ? 0 : 1;
  switch (key) {
    case 'ArrowLeft':
      return { x: 1 - right, y };
    case 'ArrowRight':
      return { x: right, y };
    case 'ArrowUp':
      return { x, y: 0 };
    case 'ArrowDown':
      return { x, y: 1 };
    default:
      return undefined;
  }
}

/** The corner after the one that is nearest to this point, once around. */
export function nextCorner({ x, y }: Point): Point {
  const [atEnd, atBottom] = [x >= 0.5, y >= 0.5];
  if (atEnd) return atBottom ? { x: 0, y: 1 } : { x: 1, y: 1 };
  return atBottom ? { x: 0, y: 0 } : { x: 1, y: 0 };
}

const isForControl = (event: Event, handle: HTMLElement): boolean => {
  const path = event.composedPath();
  return path.slice(0, path.indexOf(handle)).some((one) => one instanceof Element && one.matches(CONTROLS));
};

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** 0 at the start of the room, 1 at its end, also where there is none. */
const part = (way: number, room: number): number => (room > 0 ? clamp(way / room, 0, 1) : 1);

const isRightToLeft = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';
