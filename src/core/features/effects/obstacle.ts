import { breakoutBoxes } from './background/breakout.js';
import { hasSimd } from './simd.js';

/** A change of camera or microphone. */
export type Effect = 'background' | 'noise';

/** Code of the error that keeps an effect from working. */
export type EffectObstacle = 'unsupported-browser' | 'insecure-context';

/**
 * The reason why an effect cannot work in this page, as far as it can be known before. A Content Security
 * Policy cannot be asked. A blurred background may be possible all the same, where the camera blurs by itself.
 */
export function obstacleTo(effect: Effect): EffectObstacle | undefined {
  if (!isSecureContext) return 'insecure-context';
  const isPossible =
    effect === 'noise'
      ? 'AudioWorkletNode' in globalThis && 'WebAssembly' in globalThis
      : hasSimd() && 'Worker' in globalThis && 'OffscreenCanvas' in globalThis && canMakeTracks();
  return isPossible ? undefined : 'unsupported-browser';
}

const canMakeTracks = (): boolean =>
  'MediaStreamTrackGenerator' in breakoutBoxes() || 'captureStream' in HTMLCanvasElement.prototype;
