import { equal } from '../../internal/equal.js';
import { KeyedLock } from '../../internal/lock.js';
import { RtcError, toRtcError } from '../errors.js';
import type { CaptureSource, MediaConstraints } from '../types.js';
import { captureConstraints, type DeviceChoice } from './capture-constraints.js';
import { CAPTURE_SOURCES, INPUT_KINDS, TRACK_KINDS } from './capture-kinds.js';
import { capturePreferred, captureSources } from './capture-sources.js';
import { capture } from './capture.js';
import type { LocalSource } from './local-source.js';
import { opensOneAtATime } from './one-at-a-time.js';

export interface CapturingOwner {
  readonly sources: Readonly<Record<CaptureSource, LocalSource>>;
  readonly choice: DeviceChoice;
  readonly isWanted: (source: CaptureSource) => boolean;
  /** A request for devices has been answered. */
  readonly onAnswer: () => void;
  /** An open device meets other constraints. */
  readonly onChange: () => void;
  /** Neither the preferred device nor the previous one opened, but another one. */
  readonly onReplaced: (source: CaptureSource) => void;
  /** Something failed, and no promise is rejected with it. */
  readonly onFailure: (error: RtcError) => void;
}

type Failures = ReadonlyMap<CaptureSource, RtcError>;

/** How camera and microphone are opened, exchanged for other devices, and kept to the constraints of the page. */
export class Capturing {
  /** Why the last request failed; `undefined` once one succeeded. */
  error: RtcError | undefined;

  readonly #owner: CapturingOwner;
  #constraints: MediaConstraints;
  /** The last constraints that open devices met: in force again where they cannot meet the next ones. */
  #met: MediaConstraints = {};
  /** Requests that are queued or under way. */
  readonly #requests = new Map<CaptureSource, Promise<Failures>>();
  /** Devices of one kind are opened one after another. */
  #lock = new KeyedLock<CaptureSource>();
  #lifetime = new AbortController();

  constructor(owner: CapturingOwner, constraints: MediaConstraints) {
    this.#owner = owner;
    this.#constraints = constraints;
  }

  /** Aborts when everything is closed. */
  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  get constraints(): MediaConstraints {
    return this.#constraints;
  }

  set constraints(constraints: MediaConstraints) {
    const before = this.#constraints;
    this.#constraints = constraints;
    for (const source of CAPTURE_SOURCES) this.#follow(source, before);
  }

  /**
   * Opens those of the sources that are wanted and not open yet, with one request. All callers who ask for a source
   * while it is being requested share the answer, since some browsers prompt for every request.
   *
   * @throws {RtcError} When none of them could be opened.
   */
  async open(sources: readonly CaptureSource[]): Promise<void> {
    const missing = sources.filter((source) => this.#isMissing(source));
    const fresh = missing.filter((source) => !this.#requests.has(source));
    for (const source of missing) {
      // Switched off and on again while it is being requested.
      if (!fresh.includes(source)) this.#owner.sources[source].mark('requesting');
    }
    if (fresh.length > 0) this.#request(fresh);
    const failures = await Promise.all(
      missing.map(async (source) => (await this.#requests.get(source))?.get(source)),
    );
    const [failure] = failures;
    if (failure && failures.every((other) => other !== undefined)) throw failure;
  }

  /**
   * Opens the preferred device in place of the one in use, if there is one. Where that fails, the previous one stays
   * or comes back.
   *
   * @returns Whether nothing else was chosen before it began, and nothing was closed until it was done.
   * @throws {RtcError} Why the preferred device could not be opened.
   */
  async exchange(source: CaptureSource): Promise<boolean> {
    const { signal } = this;
    const { choice, sources } = this.#owner;
    const kind = INPUT_KINDS[source];
    const deviceId = choice.devices.get(kind);
    const before = sources[source].track;
    return this.#lock.run([source], async () => {
      if (signal.aborted || choice.devices.get(kind) !== deviceId) return false;
      const { track } = sources[source];
      // Opened since then, and with this choice already.
      const done = track !== before && track?.getSettings().deviceId === deviceId;
      if (track && !done) await this.#exchange(source, track, signal);
      return !signal.aborted;
    });
  }

  /** Forgets every request under way: its tracks are stopped when they arrive. */
  close(): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    // A request that never settles must not keep later ones waiting.
    this.#lock = new KeyedLock();
    this.#requests.clear();
    this.error = undefined;
  }

  #isMissing(source: CaptureSource): boolean {
    return this.#owner.isWanted(source) && !this.#owner.sources[source].track;
  }

  /** A microphone that is not wanted is kept, muted. */
  #isNeeded(source: CaptureSource): boolean {
    return this.#owner.isWanted(source) || source === 'microphone';
  }

  #request(sources: readonly CaptureSource[]): void {
    const { signal } = this;
    const forget = (source: CaptureSource): void => {
      if (this.#requests.get(source) === request) this.#requests.delete(source);
    };
    const request: Promise<Failures> = this.#lock
      .run(sources, async () => {
        if (signal.aborted) return new Map();
        const missing = sources.filter((source) => this.#isMissing(source));
        for (const source of sources) {
          if (missing.includes(source)) continue;
          // Switched off before its turn came; switching it on again takes another request.
          forget(source);
          this.#settle(source);
        }
        return missing.length > 0 ? this.#capture(missing, signal) : new Map();
      })
      .finally(() => sources.forEach(forget));
    for (const source of sources) this.#requests.set(source, request);
  }

  async #capture(sources: readonly CaptureSource[], signal: AbortSignal): Promise<Failures> {
    const { choice, onAnswer, onFailure } = this.#owner;
    for (const source of sources) this.#owner.sources[source].mark('requesting');
    // Read after the event, in which listeners may set other constraints.
    const asked = this.#constraints;
    const failures = await captureSources(
      sources,
      (some) => captureConstraints(some, asked, choice),
      (source, track) => this.#hold(source, track, asked, signal),
      signal,
    );
    if (signal.aborted) return new Map();
    const [failure] = failures.values();
    const failed = failures.size === sources.length;
    this.error = failed ? failure : undefined;
    for (const source of sources) this.#settle(source, failures.get(source));
    if (!failed) for (const error of failures.values()) onFailure(error);
    onAnswer();
    return failures;
  }

  /** Ends the state `requesting` of a source that was not opened. */
  #settle(source: CaptureSource, failure?: RtcError): void {
    const held = this.#owner.sources[source];
    if (held.track) return;
    held.mark(failure && this.#owner.isWanted(source) ? 'error' : 'inactive', failure);
  }

  /** @param asked - Constraints that the track was requested with. */
  #hold(source: CaptureSource, track: MediaStreamTrack, asked: MediaConstraints, signal: AbortSignal): void {
    if (signal.aborted || !this.#isNeeded(source)) {
      track.stop();
      return;
    }
    track.enabled = this.#owner.isWanted(source);
    this.#met = { ...this.#met, [TRACK_KINDS[source]]: asked[TRACK_KINDS[source]] };
    this.#owner.sources[source].hold(track);
    this.#follow(source, asked);
  }

  async #exchange(source: CaptureSource, old: MediaStreamTrack, signal: AbortSignal): Promise<void> {
    const held = this.#owner.sources[source];
    const { deviceId } = held;
    const asked = this.#constraints;
    const open = (): Promise<MediaStream> =>
      capture(captureConstraints([source], asked, this.#owner.choice), signal);
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
      for (const track of stream.getTracks()) this.#hold(source, track, asked, signal);
      old.stop();
    } catch (error) {
      if (signal.aborted || !this.#isNeeded(source)) return;
      held.expectEnd(false);
      if (!held.track) await this.#restore(source, deviceId, signal);
      throw error;
    }
  }

  /** Opens the previous device again, after the one in its place did not open. */
  async #restore(source: CaptureSource, deviceId: string, signal: AbortSignal): Promise<void> {
    const { choice, sources, onReplaced, onFailure } = this.#owner;
    const asked = this.#constraints;
    const previous = { ...choice, devices: new Map([[INPUT_KINDS[source], deviceId]]) };
    try {
      const stream = await capturePreferred(captureConstraints([source], asked, previous), signal);
      for (const track of stream.getTracks()) this.#hold(source, track, asked, signal);
      if (sources[source].deviceId !== deviceId) onReplaced(source);
    } catch (error) {
      if (signal.aborted) return;
      this.error = toRtcError(error, 'device-failed');
      sources[source].mark('error', this.error);
      onFailure(this.error);
    }
  }

  /** Brings an open device up to date with constraints that have changed since `before`. */
  #follow(source: CaptureSource, before: MediaConstraints): void {
    const kind = TRACK_KINDS[source];
    const { track } = this.#owner.sources[source];
    if (track && !equal(before[kind], this.#constraints[kind])) void this.#apply(source, track);
  }

  async #apply(source: CaptureSource, track: MediaStreamTrack): Promise<void> {
    const kind = TRACK_KINDS[source];
    const { choice, sources, onChange, onFailure } = this.#owner;
    const { [kind]: wish } = this.#constraints;
    // The device itself was chosen when it was opened.
    const { [kind]: constraints } = captureConstraints([source], this.#constraints, {
      ...choice,
      devices: new Map(),
    });
    try {
      await track.applyConstraints(constraints || {});
      // Closed or exchanged meanwhile.
      if (sources[source].track !== track) return;
      this.#met = { ...this.#met, [kind]: wish };
      onChange();
    } catch (error) {
      if (sources[source].track !== track) return;
      // As it was, so that the device opens again later.
      if (equal(this.#constraints[kind], wish))
        this.#constraints = { ...this.#constraints, [kind]: this.#met[kind] };
      onFailure(
        new RtcError('device-unavailable', `The ${source} cannot do that: ${String(error)}`, {
          cause: error,
          subject: source,
        }),
      );
    }
  }
}
