import type { CaptureSource, DeviceKind } from '../types.js';

export const CAPTURE_SOURCES = ['microphone', 'camera'] as const;

/** Kinds of their tracks. */
export const TRACK_KINDS = { microphone: 'audio', camera: 'video' } as const;

/** Kinds of their devices. */
export const INPUT_KINDS = { microphone: 'audioinput', camera: 'videoinput' } as const;

/** The source that this kind of device captures; `undefined` for a speaker. */
export const sourceOf = (kind: DeviceKind): CaptureSource | undefined =>
  CAPTURE_SOURCES.find((source) => INPUT_KINDS[source] === kind);
