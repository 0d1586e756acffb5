import { abortable } from '../../internal/abortable.js';
import { RtcError } from '../errors.js';
import type { Source } from '../types.js';
import type { MediaStage, StageOptions, Stages } from './stages.js';

/** Time in ms that the stages have to start. */
const PATIENCE = 15_000;

/** Time in ms in which the end of a captured track may follow the end of what was made of it. */
const END_GAP = 500;

const NO_STAGES: readonly MediaStage[] = Object.freeze([]);

export interface StageChainOwner {
  readonly source: Source;
  /** Another track is to be shown and sent. */
  readonly onChange: () => void;
  /** The stages have failed, and are no longer there. */
  readonly onFailure: (error: RtcError) => void;
}

/** A track, and the stages that made it. */
interface Made {
  readonly track: MediaStreamTrack;
  readonly captured: MediaStreamTrack;
  readonly list: readonly MediaStage[];
  /** Ends the stages, and the track unless it is the captured one. */
  readonly ending: AbortController;
}

/** Passes what a source captures through stages, one track after another. */
export class StageChain implements Stages {
  readonly #owner: StageChainOwner;
  #list = NO_STAGES;
  #captured: MediaStreamTrack | undefined;
  #made: Made | undefined;
  /** Ends stages that have not started yet. */
  #starting: AbortController | undefined;
  #isHeldBack = false;

  constructor(captured: MediaStreamTrack | undefined, owner: StageChainOwner) {
    this.#owner = owner;
    this.follow(captured);
  }

  get list(): readonly MediaStage[] {
    return this.#list;
  }

  get output(): MediaStreamTrack | undefined {
    return this.#isHeldBack ? undefined : this.#made?.track;
  }

  follow(captured: MediaStreamTrack | undefined): void {
    this.#captured = captured;
    if (captured && this.#list.length > 0) {
      this.#start(captured).catch((error: unknown) => this.#giveUp(error as RtcError));
      return;
    }
    this.#cancel();
    this.#isHeldBack = false;
    const before = this.#made;
    this.#made = captured && {
      track: captured,
      captured,
      list: NO_STAGES,
      ending: new AbortController(),
    };
    before?.ending.abort();
  }

  /**
   * Replaces the stages.
   *
   * @returns Once they have started; without a captured track, or when they are replaced meanwhile, sooner.
   * @throws {RtcError} If they could not start. Those before them go on.
   */
  async set(list: readonly MediaStage[], { holdBack = false }: StageOptions = {}): Promise<void> {
    this.#list = Object.freeze([...list]);
    const captured = this.#captured;
    if (!captured) return;
    if (holdBack) {
      this.#isHeldBack = true;
      this.#owner.onChange();
    }
    try {
      await this.#start(captured);
    } catch (error) {
      this.#restore(captured);
      throw error;
    }
  }

  /** @throws {RtcError} Unless other stages, or another track, have taken the place of these meanwhile. */
  async #start(captured: MediaStreamTrack): Promise<void> {
    this.#cancel();
    const list = this.#list;
    const ending = (this.#starting = new AbortController());
    const { signal } = ending;
    const timer = setTimeout(() => ending.abort(this.#failure('It took too long to start.')), PATIENCE);
    try {
      const passing = pass(captured, list, signal, () => this.#handleEnded(ending));
      const track = await abortable(passing, signal);
      signal.throwIfAborted();
      this.#show({ track, captured, list, ending });
    } catch (error) {
      if (this.#starting !== ending) return;
      this.#cancel();
      throw error instanceof RtcError ? error : this.#failure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #show(made: Made): void {
    const before = this.#made;
    this.#starting = undefined;
    this.#isHeldBack = false;
    this.#made = made;
    made.track.enabled = made.captured.enabled;
    // Connections take the new track before the previous one ends.
    this.#owner.onChange();
    before?.ending.abort();
  }

  /** Goes back to the stages that started last. */
  #restore(captured: MediaStreamTrack): void {
    this.#list = this.#made?.list ?? NO_STAGES;
    this.#isHeldBack = false;
    // These have not seen this track yet.
    if (this.#made?.captured !== captured) this.follow(captured);
    this.#owner.onChange();
  }

  #handleEnded(ending: AbortController): void {
    setTimeout(() => {
      // The device may have gone, and taken along what was made of its track.
      if (this.#made?.ending !== ending || this.#made.captured.readyState === 'ended') return;
      this.#giveUp(this.#failure('Its track has ended.'));
    }, END_GAP);
  }

  /** Goes on without stages: they would fail again with the next track. */
  #giveUp(error: RtcError): void {
    this.#list = NO_STAGES;
    this.follow(this.#captured);
    this.#owner.onChange();
    this.#owner.onFailure(error);
  }

  #cancel(): void {
    this.#starting?.abort();
    this.#starting = undefined;
  }

  #failure(cause: unknown): RtcError {
    const { source } = this.#owner;
    return new RtcError('internal', `A stage of the ${source} failed: ${String(cause)}`, {
      cause,
      subject: source,
    });
  }
}

/**
 * Passes a track through stages. Tracks that the stages return are stopped when the signal aborts, even if
 * they come later.
 */
async function pass(
  captured: MediaStreamTrack,
  list: readonly MediaStage[],
  signal: AbortSignal,
  onEnded: () => void,
): Promise<MediaStreamTrack> {
  let track = captured;
  for (const stage of list) {
    const made = await stage.process(track, signal);
    if (!(made instanceof MediaStreamTrack)) throw new TypeError('It returned no track.');
    if (made !== captured) whenAborted(signal, () => made.stop());
    signal.throwIfAborted();
    if (made.kind !== captured.kind || made.readyState !== 'live') {
      throw new TypeError(`It returned no live ${captured.kind} track.`);
    }
    if (made !== track) made.addEventListener('ended', onEnded, { signal });
    track = made;
  }
  return track;
}

function whenAborted(signal: AbortSignal, callback: () => void): void {
  if (signal.aborted) callback();
  else signal.addEventListener('abort', callback, { once: true });
}
