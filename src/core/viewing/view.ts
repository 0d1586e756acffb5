import type { Size } from '../../internal/fit.js';

export type { Size };

/** Sources with a picture. */
export const PICTURE_SOURCES = ['camera', 'screen'] as const;
export type PictureSource = (typeof PICTURE_SOURCES)[number];

/** The part of a picture that is seen: its size in device pixels where it is shown, all of it (`full`), or nothing. */
export type View = Size | 'full' | null;

/** The views that one participant has of the pictures of another one. A source that is left out is seen in full. */
export type Views = Readonly<Partial<Record<PictureSource, Size | null>>>;

/** Topic of the messages by which a page tells another one its `Views`. */
export const TOPIC = 'view';

/** Limits of a length in a message, in pixels. */
const SMALLEST = 1;
const LARGEST = 16_384;

/** Reads the message of another page; undefined where it is not from this program. */
export function readViews(data: unknown): Views | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const views: Partial<Record<PictureSource, Size | null>> = {};
  for (const source of PICTURE_SOURCES) {
    const view: unknown = (data as Record<string, unknown>)[source];
    if (view === undefined) continue;
    if (view !== null && !isSize(view)) return undefined;
    views[source] = view && { width: view.width, height: view.height };
  }
  return views;
}

/** Whether it has a width and a height that a screen can have. */
export function isSize(value: unknown): value is Size {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height } = value as Partial<Record<'width' | 'height', unknown>>;
  return isLength(width) && isLength(height);
}

const isLength = (value: unknown): boolean =>
  typeof value === 'number' && value >= SMALLEST && value <= LARGEST;

/** The smallest view that holds both. */
export function union(a: View, b: View): View {
  if (a === 'full' || b === 'full') return 'full';
  if (a === null || b === null) return a ?? b;
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}

/** Whether `next` shows anything that `before` did not. */
export function grows(before: View, next: View): boolean {
  if (before === 'full' || next === null) return false;
  if (before === null || next === 'full') return true;
  return next.width > before.width || next.height > before.height;
}
