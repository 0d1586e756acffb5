import type { Source } from '../../types.js';

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
  /** Number of others. */
  readonly others: number;
  /** Those of them who do not want the camera. */
  readonly declining: number;
  /** Sources that are sent at all. */
  readonly sources: ReadonlySet<Source>;
  /** Shorter side of the camera's picture, in pixels. */
  readonly height: number;
  /** Most pictures per second of the camera. */
  readonly frameRate: number;
}

/** Height of a picture that looks good with at least so many bit/s. */
const HEIGHTS: readonly (readonly [bitrate: number, height: number])[] = [
  [1_500_000, 1080],
  [700_000, 720],
  [450_000, 540],
  [220_000, 360],
  [110_000, 270],
  [0, 180],
];

/** No more than what is seen of it: the more are in the call, the smaller is each tile. By the number of others. */
const TILE_HEIGHTS = [Infinity, Infinity, 720, 540, 360, 360, 360];
const SMALLEST_TILE = 270;

/** Of what remains for pictures while a screen is shared. */
const CAMERA_BESIDE_SCREEN = 0.25;

/** Shares the uplink out: the plan for who gets the camera, and for who declined it. */
export function shareOut(budget: Budget): Readonly<Record<'full' | 'declined', Plan>> {
  const { uplink, others, declining, sources } = budget;
  const each = uplink / others;
  // Enough for two copies (RED).
  const voice = sources.has('microphone') ? Math.min(each / 2, clamp(each * 0.12, 24_000, 64_000)) : 0;
  const sound = sources.has('screen-audio') ? Math.min(each / 4, clamp(each * 0.1, 16_000, 96_000)) : 0;
  const screen = sources.has('screen');
  const viewers = screen ? others : others - declining;
  const picture = (uplink - others * (voice + sound)) / Math.max(1, viewers);
  const camera = screen ? picture * CAMERA_BESIDE_SCREEN : picture;
  const plan = (withCamera: boolean): Plan => ({
    ...(voice > 0 && { microphone: audioSettings(voice, 'high') }),
    ...(sound > 0 && { 'screen-audio': audioSettings(sound, 'medium') }),
    ...(sources.has('camera') && { camera: cameraSettings(camera, withCamera, budget) }),
    ...(screen && {
      screen: screenSettings(withCamera && sources.has('camera') ? picture - camera : picture),
    }),
  });
  return { full: plan(true), declined: plan(false) };
}

const audioSettings = (bitrate: number, priority: RTCPriorityType): SenderSettings => ({
  encoding: { active: true, maxBitrate: Math.floor(bitrate), priority },
});

function cameraSettings(
  bitrate: number,
  active: boolean,
  { others, height, frameRate }: Budget,
): SenderSettings {
  const affordable = HEIGHTS.find(([least]) => bitrate >= least)?.[1] ?? 180;
  const target = Math.min(affordable, TILE_HEIGHTS[others] ?? SMALLEST_TILE);
  return {
    encoding: {
      active,
      maxBitrate: Math.floor(bitrate),
      maxFramerate: Math.min(frameRate, bitrate < 150_000 ? 15 : bitrate < 300_000 ? 20 : 30),
      // Never less than 1: that would be scaling up.
      scaleResolutionDownBy: Math.max(1, height / target),
      priority: 'low',
    },
    degradationPreference: 'balanced',
  };
}

// The text on it has to stay readable: what gives way is the number of pictures.
const screenSettings = (bitrate: number): SenderSettings => ({
  encoding: {
    active: true,
    maxBitrate: Math.floor(bitrate),
    maxFramerate: bitrate < 300_000 ? 5 : bitrate < 1_500_000 ? 15 : 30,
    scaleResolutionDownBy: 1,
    priority: 'medium',
  },
  degradationPreference: 'maintain-resolution',
});

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
