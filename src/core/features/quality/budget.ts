import type { Source } from '../../types.js';
import type { PictureSource, Size, Views } from '../../viewing/view.js';

/** Settings of a sender: its one encoding (webrtc-pc §5.2.5), and what is reduced when the bitrate does not suffice. */
export interface SenderSettings {
  readonly encoding: Readonly<
    Pick<
      RTCRtpEncodingParameters,
      'active' | 'maxBitrate' | 'maxFramerate' | 'scaleResolutionDownBy' | 'priority'
    > & { codec?: RTCRtpCodec | undefined }
  >;
  readonly degradationPreference?: RTCDegradationPreference;
}

/** Settings of everything that is sent to one participant. */
export type Plan = Readonly<Partial<Record<Source, SenderSettings>>>;

export interface Budget {
  /** For all others together, in bit/s. */
  readonly uplink: number;
  /** The views of each of the others, undefined until they can be known; low-data mode sees no camera. */
  readonly viewers: readonly (Views | undefined)[];
  /** Sources that are sent at all. */
  readonly sources: ReadonlySet<Source>;
  /** Pictures as they are captured. */
  readonly captured: Readonly<Record<PictureSource, Size>>;
  /** Most pictures per second of the camera. */
  readonly frameRate: number;
  /** The same for each of the viewers, where their pictures have just begun. */
  readonly firstRates?: readonly number[];
  /** Part of their width and height that pictures keep where the device cannot encode more, up to 1. */
  readonly shrink?: number;
}

/** Bitrate with which a camera's picture of a height, the shorter side in pixels, looks good at least, and that is plenty for it. */
const HEIGHTS: readonly (readonly [least: number, height: number, plenty: number])[] = [
  [1_500_000, 1080, 4_000_000],
  [700_000, 720, 2_500_000],
  [450_000, 540, 1_500_000],
  [220_000, 360, 800_000],
  [110_000, 270, 500_000],
  [0, 180, 300_000],
];

/** For a viewer who says nothing of what they see: the more are in the call, the smaller is each tile. By the number of others. */
const TILE_HEIGHTS = [Infinity, Infinity, 720, 540, 360, 360, 360];
const SMALLEST_TILE = 270;

/** Number of viewers from which a call is large: each has an encoder of its own. */
export const MANY = 3;

/**
 * View that is assumed in a large call until one is known: large encoders that all start at once take the processor from the
 * connections that are still being made.
 */
const FIRST_VIEW: Views = { camera: { width: 320, height: 180 } };

/** A camera's picture that is lower than this, in pixels, needs no more pictures per second than `SMALL_RATE`. */
const SMALL = 100;
const SMALL_IN_LARGE_CALL = 361;
const SMALL_RATE = 15;

/** Of what remains for pictures while a screen is shared. */
const CAMERA_BESIDE_SCREEN = 0.25;

/** Plenty for a screen, in bit/s for each million pixels, and for the smallest one. */
const SCREEN_PLENTY = 2_000_000;
const SMALL_SCREEN_PLENTY = 400_000;

/** Shares the uplink out: a plan for each viewer, in their order. Nobody gets more than suits what they see. */
export function shareOut(budget: Budget): readonly Plan[] {
  const { uplink, viewers, sources } = budget;
  const each = uplink / viewers.length;
  // Enough for two copies (RED).
  const voice = sources.has('microphone') ? Math.min(each / 2, clamp(each * 0.12, 24_000, 64_000)) : 0;
  const sound = sources.has('screen-audio') ? Math.min(each / 4, clamp(each * 0.1, 16_000, 96_000)) : 0;
  const needs = viewers.map((views) => needsOf(views, budget));
  const rest = uplink - viewers.length * (voice + sound);
  const portions = pour(
    rest,
    needs.map(({ camera, screen }) => (camera?.plenty ?? 0) + (screen?.plenty ?? 0)),
  );
  return needs.map(({ camera, screen }, i) => {
    const portion = portions[i] ?? 0;
    const frameRate = Math.min(budget.frameRate, budget.firstRates?.[i] ?? Infinity);
    const forCamera = camera ? Math.min(camera.plenty, screen ? portion * CAMERA_BESIDE_SCREEN : portion) : 0;
    return {
      ...(voice > 0 && { microphone: audioSettings(voice, 'high') }),
      ...(sound > 0 && { 'screen-audio': audioSettings(sound, 'medium') }),
      ...(sources.has('camera') && {
        camera: camera ? cameraSettings(forCamera, camera, { ...budget, frameRate }) : UNSEEN,
      }),
      ...(sources.has('screen') && {
        screen: screen ? screenSettings(portion - forCamera, screen) : UNSEEN,
      }),
    };
  });
}

/** The needs of a viewer for a picture that they see. */
interface Need {
  /** By how much its sides are divided. */
  readonly scale: number;
  /** Bitrate above which it looks no better, in bit/s. */
  readonly plenty: number;
}

function needsOf(
  views: Views | undefined,
  { sources, viewers, captured, shrink = 1 }: Budget,
): Readonly<Partial<Record<PictureSource, Need>>> {
  const { camera, screen } = views ?? (viewers.length < MANY ? {} : FIRST_VIEW);
  const needs: Partial<Record<PictureSource, Need>> = {};
  if (sources.has('camera') && camera !== null) {
    const most = TILE_HEIGHTS[viewers.length] ?? SMALLEST_TILE;
    const { height } = sides(captured.camera);
    const scale = (camera ? scaleTo(captured.camera, camera) : Math.max(1, height / most)) / shrink;
    needs.camera = { scale, plenty: camera ? plentyOf(height / scale) : Infinity };
  }
  if (sources.has('screen') && screen !== null) {
    const scale = scaleTo(captured.screen, screen);
    const pixels = (captured.screen.width * captured.screen.height) / scale ** 2;
    const plenty = Math.max(SMALL_SCREEN_PLENTY, (pixels / 1e6) * SCREEN_PLENTY);
    needs.screen = { scale, plenty: screen ? plenty : Infinity };
  }
  return needs;
}

/** Longer and shorter side, since a phone may be turned before its picture is. */
const sides = ({ width, height }: Size): Size => ({
  width: Math.max(width, height),
  height: Math.min(width, height),
});

/** By how much a captured picture may be divided to fill a view. Never less than 1: that would be scaling up. */
function scaleTo(captured: Size, view: Size | undefined): number {
  if (!view) return 1;
  const [from, to] = [sides(captured), sides(view)];
  return Math.max(1, Math.min(from.width / to.width, from.height / to.height));
}

const plentyOf = (height: number): number =>
  (HEIGHTS.findLast(([, enough]) => enough >= height) ?? HEIGHTS[0])?.[2] ?? Infinity;

/**
 * Shares an amount equally among vessels, none of which takes more than it holds: what one leaves goes to the others.
 *
 * @returns The share of each, in the order of `sizes`.
 */
export function pour(amount: number, sizes: readonly number[]): readonly number[] {
  const shares = sizes.map(() => 0);
  let rest = amount;
  // From the smallest: each leaves at least an equal share to those after it.
  const order = sizes.map((size, i) => ({ size, i })).sort((a, b) => a.size - b.size);
  for (const [taken, { size, i }] of order.entries()) {
    const share = Math.min(size, rest / (order.length - taken));
    shares[i] = share;
    rest -= share;
  }
  return shares;
}

const audioSettings = (bitrate: number, priority: RTCPriorityType): SenderSettings => ({
  encoding: { active: true, maxBitrate: Math.floor(bitrate), priority },
});

/** Nobody looks: nothing is sent, and the browser encodes nothing. */
const UNSEEN: SenderSettings = { encoding: { active: false } };

function cameraSettings(
  bitrate: number,
  need: Need,
  { captured, frameRate, viewers }: Budget,
): SenderSettings {
  const { height } = sides(captured.camera);
  const affordable = HEIGHTS.find(([least]) => bitrate >= least)?.[1] ?? 180;
  const scale = Math.max(need.scale, height / affordable, 1);
  const small = viewers.length < MANY ? SMALL : SMALL_IN_LARGE_CALL;
  const most = height / scale < small ? SMALL_RATE : bitrate < 150_000 ? 15 : bitrate < 300_000 ? 20 : 30;
  return {
    encoding: {
      active: true,
      maxBitrate: Math.floor(bitrate),
      maxFramerate: Math.min(frameRate, most),
      scaleResolutionDownBy: scale,
      priority: 'low',
    },
    // `balanced` keeps a stream at ten pictures per second for half a minute when a call has begun on a busy machine.
    degradationPreference: 'maintain-framerate',
  };
}

// The text on it has to stay readable: what gives way is the number of pictures.
const screenSettings = (bitrate: number, { scale }: Need): SenderSettings => ({
  encoding: {
    active: true,
    maxBitrate: Math.floor(bitrate),
    maxFramerate: bitrate < 300_000 ? 5 : bitrate < 1_500_000 ? 15 : 30,
    scaleResolutionDownBy: scale,
    priority: 'medium',
  },
  degradationPreference: 'maintain-resolution',
});

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
