import { RtcError } from '../../errors.js';

/** Best first: MP4 plays and seeks everywhere; VP9 gives the better picture, VP8 costs less. */
const VIDEO = [
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4;codecs=avc1.42E01F,opus',
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
  'video/mp4',
] as const;

const AUDIO = [
  'audio/mp4;codecs=mp4a.40.2',
  'audio/webm;codecs=opus',
  'audio/mp4;codecs=opus',
  'audio/ogg;codecs=opus',
  'audio/webm',
] as const;

const EXTENSIONS: readonly (readonly [part: string, extension: string])[] = [
  ['mp4', 'mp4'],
  ['webm', 'webm'],
  ['matroska', 'mkv'],
  ['ogg', 'ogg'],
];

/**
 * The media type to record in.
 *
 * @param forced - The one that the page wants.
 * @throws {RtcError} `unsupported-browser` where nothing can be recorded, `invalid-options` where the forced one cannot.
 */
export function chooseType(kind: 'video' | 'audio', forced?: string): string {
  if (!('MediaRecorder' in globalThis)) {
    throw new RtcError('unsupported-browser', 'This browser has no MediaRecorder.', {
      recoverable: false,
      subject: 'recording',
    });
  }
  const candidates = forced === undefined ? (kind === 'video' ? VIDEO : AUDIO) : [forced];
  const type = candidates.find((candidate) => MediaRecorder.isTypeSupported(candidate));
  if (type === undefined) {
    const code = forced === undefined ? 'unsupported-browser' : 'invalid-options';
    throw new RtcError(code, `This browser records none of ${candidates.join(' ')}.`, {
      recoverable: false,
      subject: 'recording',
    });
  }
  return type;
}

/** The usual ending of the name of such a file, without the dot. */
export const extensionOf = (type: string): string =>
  EXTENSIONS.find(([part]) => type.includes(part))?.[1] ?? 'bin';
