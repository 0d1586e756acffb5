import AudioLines from 'lucide/dist/esm/icons/audio-lines.mjs';
import SignalLow from 'lucide/dist/esm/icons/signal-low.mjs';
import SignalMedium from 'lucide/dist/esm/icons/signal-medium.mjs';
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Activity, type LinkHealth } from '../../../core/features/activity/index.js';
import type { CallSession } from '../../../core/index.js';
import { equal } from '../../../internal/equal.js';
import { icon } from '../../kit/icons.js';
import { RtcElement } from '../../kit/rtc-element.js';
import { Settling } from '../../kit/settling.js';
import { base } from '../../styles/base.styles.js';
import type { TileContent } from '../tile-content.js';
import './rtc-tile-marks.words.js';
import { styles } from './rtc-tile-marks.styles.js';

/** The tile around the marks, as far as they need it. */
interface MarkedTile {
  readonly session: CallSession | undefined;
  readonly source: 'camera' | 'screen';
  readonly pinned: boolean | undefined;
  hasTools: boolean;
  toggleState(name: string, on: boolean): void;
}

/** States that the marks give their tile. */
const STATES = ['speaking', 'silenced', 'pinned', 'quality-good', 'quality-fair', 'quality-poor'] as const;

/**
 * Icons beside the name of a participant: they speak, they are muted here, their connection is bad. Part of every tile in
 * a call, loaded after its first picture; it sets the states of the tile, too.
 *
 * @internal
 */
export class RtcTileMarks extends RtcElement {
  static override readonly tag: string = 'rtc-tile-marks';
  static override readonly parts: string = 'speaking-icon,quality-icon,silenced-icon';
  static override styles = [base, styles];

  /** The tile that these marks belong to. */
  @property({ attribute: false }) tile: MarkedTile | undefined;

  /** Content of the tile; another object after each change. */
  @property({ attribute: false }) content: TileContent | undefined;

  #session: CallSession | undefined;
  #watching: AbortController | undefined;
  /** Whether they speak and how well they are received, as the marks show it. */
  #shown: readonly unknown[] = [];

  constructor() {
    super();
    new Settling(
      this,
      () => this.#session,
      () => {
        if (this.tile) this.tile.hasTools = true;
      },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
    for (const state of STATES) this.tile?.toggleState(state, false);
  }

  protected override willUpdate(): void {
    if (this.isConnected) this.#watch(this.tile?.session);
  }

  protected override updated(): void {
    this.#shown = this.#said;
    const grade = this.#health?.grade;
    const on = new Set<string>([`quality-${grade ?? ''}`]);
    if (this.#speaking) on.add('speaking');
    if (this.content?.silenced) on.add('silenced');
    if (this.tile?.pinned) on.add('pinned');
    for (const state of STATES) this.tile?.toggleState(state, on.has(state));
  }

  protected override render(): TemplateResult {
    const grade = this.#health?.grade ?? 'good';
    return html`${
      this.content?.silenced
        ? html`<span part="silenced-icon" class="silenced"
            >${icon(['sound-off', VolumeX])}${this.#say('silenced')}</span
          >`
        : nothing
    }${
      grade === 'good'
        ? nothing
        : html`<span part="quality-icon" class=${grade}
            >${icon(grade === 'poor' ? ['quality-poor', SignalLow] : ['quality-fair', SignalMedium])}<span
              class="hidden"
              >${this.words.term('grade', grade)}</span
            ></span
          >`
    }${
      this.#speaking
        ? html`<span part="speaking-icon">${icon(['speaking', AudioLines])}${this.#say('speaking')}</span>`
        : nothing
    }`;
  }

  get #activity(): Activity | undefined {
    return this.#session && Activity.of(this.#session);
  }

  /** Nobody speaks by their screen. */
  get #speaking(): boolean {
    return this.tile?.source === 'camera' && this.#activity?.isSpeaking(this.content?.id ?? '') === true;
  }

  get #health(): LinkHealth | undefined {
    return this.#activity?.health(this.content?.id ?? '');
  }

  get #said(): readonly unknown[] {
    return [this.#speaking, this.#health?.grade];
  }

  #say(term: 'speaking' | 'silenced'): TemplateResult {
    return html`<span class="hidden">${this.words.term(term)}</span>`;
  }

  #watch(session: CallSession | undefined): void {
    if (session === this.#session) return;
    this.#session = session;
    this.#watching?.abort();
    if (!session) return;
    this.#watching = new AbortController();
    Activity.of(session).watch(
      () => {
        // It is called for everybody in the call.
        if (!equal(this.#said, this.#shown)) this.requestUpdate();
      },
      { signal: this.#watching.signal },
    );
  }
}
