import { RtcError, toRtcError } from '../errors.js';
import type { CaptureSource } from '../types.js';
import { captureConstraints } from './capture-constraints.js';
import { INPUT_KINDS } from './capture-kinds.js';
import { capturePreferred } from './capture-sources.js';
import { capture } from './capture.js';
import type { Capturing } from './capturing.js';
import { opensOneAtATime } from './one-at-a-time.js';

export interface DeviceExchangeOptions {
  readonly capturing: Capturing;
  /** Neither the preferred device nor the previous one opened, but another one. */
  readonly onReplaced: (source: CaptureSource) => void;
  /** Nothing is open any longer. */
  readonly onFailure: (error: RtcError) => void;
}

/** Opens a camera or microphone in place of the one in use. */
export class DeviceExchange {
  readonly #options: DeviceExchangeOptions;

  constructor(options: DeviceExchangeOptions) {
    this.#options = options;
  }

  /**
   * Opens the preferred device in place of the one in use, if there is one. Where that fails, the previous one stays
   * or comes back.
   *
   * @returns Whether nothing else was chosen before it began, and nothing was closed until it was done.
   * @throws {RtcError} If the preferred device could not be opened.
   */
  async run(source: CaptureSource): Promise<boolean> {
    const { capturing } = this.#options;
    const { signal, choice } = capturing;
    const held = capturing.sources[source];
    const kind = INPUT_KINDS[source];
    const deviceId = choice.devices.get(kind);
    const previous = held.track;
    return capturing.inTurn(source, async () => {
      if (signal.aborted || choice.devices.get(kind) !== deviceId) return false;
      const { track } = held;
      // Opened since then, and with this choice already.
      const isDone = track !== previous && track?.getSettings().deviceId === deviceId;
      if (track && !isDone) await this.#exchange(source, track, signal);
      return !signal.aborted;
    });
  }

  async #exchange(source: CaptureSource, old: MediaStreamTrack, signal: AbortSignal): Promise<void> {
    const { capturing } = this.#options;
    const { constraints, choice } = capturing;
    const held = capturing.sources[source];
    const { deviceId } = held;
    const open = (): Promise<MediaStream> =>
      capture(captureConstraints([source], constraints, choice), signal);
    // Systems that have only one open at a time end the old track themselves.
    held.expectEnd();
    if (opensOneAtATime()) held.release('requesting');
    try {
      const stream = await open().catch((error: unknown) => {
        const inUse = error instanceof RtcError && error.code === 'device-in-use';
        if (!inUse || held.track !== old || signal.aborted) throw error;
        held.release('requesting');
        return open();
      });
      for (const track of stream.getTracks()) capturing.hold(source, track, constraints, signal);
      old.stop();
    } catch (error) {
      if (signal.aborted || !capturing.isNeeded(source)) return;
      held.expectEnd(false);
      if (!held.track) await this.#restore(source, deviceId, signal);
      throw error;
    }
  }

  /** Opens the previous device again, after the one in its place did not open. */
  async #restore(source: CaptureSource, deviceId: string, signal: AbortSignal): Promise<void> {
    const { capturing, onReplaced, onFailure } = this.#options;
    const { constraints, choice } = capturing;
    const held = capturing.sources[source];
    const previous = { facing: choice.facing, devices: new Map([[INPUT_KINDS[source], deviceId]]) };
    try {
      const stream = await capturePreferred(captureConstraints([source], constraints, previous), signal);
      for (const track of stream.getTracks()) capturing.hold(source, track, constraints, signal);
      if (held.deviceId !== deviceId) onReplaced(source);
    } catch (error) {
      if (signal.aborted) return;
      capturing.error = toRtcError(error, 'device-failed');
      held.mark('error', capturing.error);
      onFailure(capturing.error);
    }
  }
}
