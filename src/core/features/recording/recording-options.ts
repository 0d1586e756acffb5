import { RtcError } from '../../errors.js';
import { SOURCES } from '../../types.js';
import { chooseType } from './file-type.js';
import type { PictureFormat } from './composition.js';
import type { SceneSubject } from './scene.js';

/** Decides what is recorded, and how. */
export interface RecordingOptions {
  /** Id of the one participant who is recorded; the whole call where it is left out. */
  readonly participant?: string;
  /** Source that is recorded: a picture comes with the sound that belongs to it. Default `camera`. */
  readonly source?: SceneSubject['source'];
  /** Of the picture, in pixels. Default 1280. */
  readonly width?: number;
  /** Of the picture, in pixels. Default 720. */
  readonly height?: number;
  /** Frames per second, up to 60. Default 25. */
  readonly frameRate?: number;
  /** Media type of the file; the best that the browser has where it is left out. */
  readonly mimeType?: string;
  /** Default 2,500,000. */
  readonly videoBitsPerSecond?: number;
  /** Default 128,000. */
  readonly audioBitsPerSecond?: number;
  /** A file that is written while the recording runs (File System API). Without it the recording is kept in memory. */
  readonly sink?: FileSystemFileHandle;
  /** Size at which the recording stops by itself. Default 2 GiB in memory, no limit in a file. */
  readonly maxBytes?: number;
  /** Time for the others to agree, in ms; those who have not answered then are not in it. Default 30,000. */
  readonly answerTimeout?: number;
}

/** The same, complete and checked. */
export interface RecordingPlan {
  readonly subject: SceneSubject | undefined;
  /** Nothing where only sound is recorded. */
  readonly format: PictureFormat | undefined;
  readonly recorder: MediaRecorderOptions & { readonly mimeType: string };
  readonly sink: FileSystemFileHandle | undefined;
  readonly maxBytes: number;
  readonly answerTimeout: number;
}

/** Most bytes in memory where the page says nothing else. */
const MAX_MEMORY = 2 * 1024 ** 3;

const LIMITS = {
  width: [16, 4096],
  height: [16, 4096],
  frameRate: [1, 60],
  videoBitsPerSecond: [1, 1e9],
  audioBitsPerSecond: [1, 1e6],
  maxBytes: [1, Infinity],
  answerTimeout: [0, 600_000],
} as const;

/** @throws {RtcError} `invalid-options`, `unsupported-browser`. */
export function planRecording(options: RecordingOptions): RecordingPlan {
  for (const [name, [min, max]] of Object.entries(LIMITS)) {
    const value = options[name as keyof typeof LIMITS];
    if (value !== undefined && !(value >= min && value <= max)) {
      throw invalid(`${name} is ${value}; it can be ${min} to ${max}.`);
    }
  }
  const { participant, source = 'camera', sink } = options;
  if (!SOURCES.includes(source)) throw invalid(`There is no source "${source}".`);
  if (participant === undefined && options.source !== undefined)
    throw invalid('A source needs a participant.');
  const subject = participant === undefined ? undefined : { participant, source };
  const sound = subject?.source === 'microphone' || subject?.source === 'screen-audio';
  // Before anybody is asked for something that cannot be done.
  if (!sound && !('captureStream' in HTMLCanvasElement.prototype)) {
    throw new RtcError('unsupported-browser', 'This browser captures no canvas.', {
      recoverable: false,
      subject: 'recording',
    });
  }
  const { width = 1280, height = 720, frameRate = 25 } = options;
  return {
    subject,
    format: sound ? undefined : { width, height, frameRate },
    recorder: {
      mimeType: chooseType(sound ? 'audio' : 'video', options.mimeType),
      videoBitsPerSecond: options.videoBitsPerSecond ?? 2_500_000,
      audioBitsPerSecond: options.audioBitsPerSecond ?? 128_000,
    },
    sink,
    maxBytes: options.maxBytes ?? (sink ? Infinity : MAX_MEMORY),
    answerTimeout: options.answerTimeout ?? 30_000,
  };
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false, subject: 'recording' });
