import { equal } from '../../internal/equal.js';
import { KeyedLock } from '../../internal/lock.js';
import type { RtcError } from '../errors.js';
import type { CaptureSource, MediaConstraints } from '../types.js';
import { captureConstraints } from './capture-constraints.js';
import { CAPTURE_SOURCES, TRACK_KINDS } from './capture-kinds.js';
import { captureSources } from './capture-sources.js';
import type { DeviceChoice } from './device-choice.js';
import type { LocalSource } from './local-source.js';

export interface CapturingOwner {
  readonly sources: Readonly<Record<CaptureSource, LocalSource>>;
  readonly choice: DeviceChoice;
  readonly isWanted: (source: CaptureSource) => boolean;
  /** Brings an open device up to date with the constraints. */
  readonly adapt: (source: CaptureSource, track: MediaStreamTrack) => Promise<void>;
  /** A request for devices has been answered. */
  readonly onAnswer: () => void;
  /** An open device meets other constraints. */
  readonly onChange: () => void;
  /** Something failed that no promise reports. */
  readonly onFailure: (error: RtcError) => void;
}

type Failures = ReadonlyMap<CaptureSource, RtcError>;

/** Opens camera and microphone, and keeps them to the constraints of the page. */
export class Capturing {
  /** The error of the last request; `undefined` once one succeeded. */
  error: RtcError | undefined;
  /** The last constraints that the open devices met; used again when they cannot meet newer ones. */
  met: MediaConstraints = {};

  readonly sources: Readonly<Record<CaptureSource, LocalSource>>;
  readonly choice: DeviceChoice;
  readonly #owner: CapturingOwner;
  #constraints: MediaConstraints;
  /** Requests that are queued or under way. */
  readonly #requests = new Map<CaptureSource, Promise<Failures>>();
  /** Devices of one kind are opened one after another. */
  #lock = new KeyedLock<CaptureSource>();
  #lifetime = new AbortController();

  constructor(owner: CapturingOwner, constraints: MediaConstraints) {
    this.#owner = owner;
    this.sources = owner.sources;
    this.choice = owner.choice;
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

  /** Goes back to the constraints that devices of this kind have met before. */
  forgetWish(kind: 'audio' | 'video'): void {
    this.#constraints = { ...this.#constraints, [kind]: this.met[kind] };
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
      if (!fresh.includes(source)) this.sources[source].mark('requesting');
    }
    if (fresh.length > 0) this.#request(fresh);
    const failures = await Promise.all(
      missing.map(async (source) => (await this.#requests.get(source))?.get(source)),
    );
    const [failure] = failures;
    if (failure && failures.every((other) => other !== undefined)) throw failure;
  }

  /** Whether a track of this source is kept; a microphone also while it is muted. */
  isNeeded(source: CaptureSource): boolean {
    return this.#owner.isWanted(source) || source === 'microphone';
  }

  /**
   * Keeps a track, or stops it where nobody wants it any longer.
   *
   * @param asked - Constraints that the track was requested with.
   * @param signal - `signal` at the time of the request.
   */
  hold(source: CaptureSource, track: MediaStreamTrack, asked: MediaConstraints, signal: AbortSignal): void {
    if (signal.aborted || !this.isNeeded(source)) {
      track.stop();
      return;
    }
    track.enabled = this.#owner.isWanted(source);
    this.met = { ...this.met, [TRACK_KINDS[source]]: asked[TRACK_KINDS[source]] };
    this.sources[source].hold(track);
    this.#follow(source, asked);
  }

  /** Runs a task once earlier requests for this source have ended. */
  inTurn<T>(source: CaptureSource, task: () => Promise<T>): Promise<T> {
    return this.#lock.run([source], task);
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
    return this.#owner.isWanted(source) && !this.sources[source].track;
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
    const { onAnswer, onFailure } = this.#owner;
    for (const source of sources) this.sources[source].mark('requesting');
    // Read after `mark`, whose listeners may set other constraints.
    const asked = this.#constraints;
    const failures = await captureSources(
      sources,
      (some) => captureConstraints(some, asked, this.choice),
      (source, track) => this.hold(source, track, asked, signal),
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
    const held = this.sources[source];
    if (held.track) return;
    held.mark(failure && this.#owner.isWanted(source) ? 'error' : 'inactive', failure);
  }

  /** Brings an open device up to date with constraints that have changed since `before`. */
  #follow(source: CaptureSource, before: MediaConstraints): void {
    const kind = TRACK_KINDS[source];
    const { track } = this.sources[source];
    if (!track || equal(before[kind], this.#constraints[kind])) return;
    const { adapt, onChange, onFailure } = this.#owner;
    adapt(source, track).then(onChange, onFailure);
  }
}
