import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../core/index.js';
import { icon } from '../icons.js';
import { PARTS } from '../parts.js';
import { SessionElement } from '../session-element.js';
import { base } from '../styles/base.styles.js';
import { toggleSource } from '../toggle-button.js';
import { styles } from './rtc-stage.styles.js';

/**
 * Everybody in the call. The own tile floats in the corner; it fills the stage while nobody else is there. While
 * others share their screens, these have the big place, and the cameras stand in a strip beside or below them.
 *
 * @tag rtc-stage
 * @summary All participants, laid out.
 * @csspart stage - The whole area.
 * @csspart grid - Around the tiles of the others.
 * @csspart screens - Around the screens that others share.
 * @csspart sharing - The notice that the own screen is shared.
 * @csspart stop-button - Stops sharing it.
 * @csspart self - The own tile (an `<rtc-local-video>`).
 * @csspart waiting - The hint while nobody else is there.
 * @csspart tile - Every tile; also `video`, `avatar`, `badge`, `name`, `muted-icon`, `hint` and `sound-button` of it.
 * @cssproperty [--rtc-gap=0.5rem] - Between tiles.
 * @cssstate alone - Nobody else is in the call.
 * @cssstate sharing - Somebody shares a screen.
 */
export class RtcStage extends SessionElement {
  static override readonly tag: string = 'rtc-stage';
  static override styles = [base, styles];

  /** How the tiles are laid out. Only `grid` for now; `spotlight` is taken, and shows the same. */
  @property({ reflect: true }) layout: 'grid' | 'spotlight' = 'grid';

  protected override select(session: CallSession): readonly unknown[] {
    const { state, participants } = session;
    return [state, session.isOn('screen'), ...participants.flatMap(({ id, media }) => [id, media.screen])];
  }

  protected override updated(): void {
    const { session } = this;
    this.states.toggle('alone', !session?.participants.length);
    this.states.toggle('sharing', !!session && (session.isOn('screen') || sharers(session).length > 0));
  }

  protected override render(): TemplateResult {
    const { session, words } = this;
    const ids = session?.participants.map(({ id }) => id) ?? [];
    const count = ids.length > 6 ? 'many' : ids.length;
    const screens = session ? sharers(session) : [];
    return html`${session?.isOn('screen') ? this.#renderSharing(session) : nothing}
      <div
        part="stage"
        class="stage ${screens.length ? 'shared' : ''}"
        role="group"
        aria-label=${words.term('participants')}
      >
        ${
          screens.length
            ? html`<div part="screens" class="screens">
                ${repeat(
                  screens,
                  (id) => id,
                  (id) => this.#renderTile(id, 'screen'),
                )}
              </div>`
            : nothing
        }
        <div part="grid" class="grid" data-count=${count}>
          ${repeat(
            ids,
            (id) => id,
            (id) => this.#renderTile(id, 'camera'),
          )}
        </div>
        <rtc-local-video
          part="self"
          class="self ${ids.length || screens.length ? '' : 'alone'}"
          data-count=${count}
          exportparts=${PARTS.tile}
          .session=${session}
        ></rtc-local-video>
        ${
          ids.length === 0 && session?.state === 'in-call'
            ? html`<div part="waiting" class="waiting"><span>${words.term('waitingForOthers')}</span></div>`
            : nothing
        }
      </div>`;
  }

  #renderTile(id: string, source: 'camera' | 'screen'): TemplateResult {
    return html`<rtc-remote-video
      exportparts=${PARTS.tile}
      .session=${this.session}
      participant=${id}
      source=${source}
    ></rtc-remote-video>`;
  }

  /** In place of the picture, which would hold itself, and itself again. */
  #renderSharing(session: CallSession): TemplateResult {
    return html`<div part="sharing" class="sharing">
      ${icon('screen')}<span>${this.words.term('youShare')}</span>
      <button part="button stop-button" type="button" @click=${() => void toggleSource(session, 'screen')}>
        ${this.words.term('stopSharing')}
      </button>
    </div>`;
  }
}

/** Ids of the others who share their screens. */
const sharers = ({ participants }: CallSession): string[] =>
  participants.filter(({ media }) => media.screen).map(({ id }) => id);
