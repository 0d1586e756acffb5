import { extensionOf } from '../../core/features/recording/index.js';

/** `1:05`, or `1:02:03` from an hour on, of ms. */
export function clock(duration: number, lang: string): string {
  const seconds = Math.floor(duration / 1000);
  const digits = (number: number, minimumIntegerDigits = 1): string =>
    new Intl.NumberFormat(lang, { minimumIntegerDigits }).format(number);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const start = hours > 0 ? `${digits(hours)}:${digits(minutes, 2)}` : digits(minutes);
  return `${start}:${digits(seconds % 60, 2)}`;
}

/** A duration of ms as `<time>` and as speech have it (HTML, valid duration string). */
export const isoDuration = (duration: number): string => `PT${String(Math.floor(duration / 1000))}S`;

/** A number of bytes for people, such as `12.4 MB`. */
export function size(bytes: number, lang: string): string {
  const [unit, value] = bytes < 1e9 ? ['megabyte', bytes / 1e6] : ['gigabyte', bytes / 1e9];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** `recording-2026-11-23-17-45-01.mp4`, by the local time and the type of the file. */
export function fileName(ended: Date, type: string): string {
  const local = new Date(ended.getTime() - ended.getTimezoneOffset() * 60_000);
  return `recording-${local.toISOString().slice(0, 19).replace(/[T:]/g, '-')}.${extensionOf(type)}`;
}
