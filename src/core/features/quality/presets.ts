/** Qualities of the own picture; `auto` finds out by itself what the connection carries. */
export const QUALITY_PRESETS = ['low', 'standard', 'high', 'auto'] as const;
export type QualityPreset = (typeof QUALITY_PRESETS)[number];

export interface Preset {
  /** Most that is sent to all others together, in bit/s. */
  readonly uplink: number;
  /** Most pictures per second of the camera. */
  readonly frameRate: number;
  /** Constraints of the camera. Default: those of the session. */
  readonly video?: MediaTrackConstraints;
}

const video = (width: number, height: number, frameRate: number): MediaTrackConstraints => ({
  width: { ideal: width },
  height: { ideal: height },
  frameRate: { ideal: frameRate },
});

export const PRESETS: Readonly<Record<QualityPreset, Preset>> = {
  low: { uplink: 300_000, frameRate: 15, video: video(640, 360, 15) },
  standard: { uplink: 1_200_000, frameRate: 30, video: video(960, 540, 30) },
  high: { uplink: 3_000_000, frameRate: 30, video: video(1920, 1080, 30) },
  auto: { uplink: 4_000_000, frameRate: 30 },
};

/** Constraints of the camera where the device cannot keep up with more. */
export const LESS = video(640, 360, 15);
