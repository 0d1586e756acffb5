export const CAPTURE_SOURCES = ['microphone', 'camera'] as const;

/** Kinds of their tracks. */
export const TRACK_KINDS = { microphone: 'audio', camera: 'video' } as const;

/** Kinds of their devices. */
export const INPUT_KINDS = { microphone: 'audioinput', camera: 'videoinput' } as const;
