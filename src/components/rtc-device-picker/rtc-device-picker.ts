import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import {
  DEVICE_KINDS,
  toRtcError,
  type CallSession,
  type DeviceKind,
  type LocalMedia,
  type RtcError,
} from '../../core/index.js';
import { selectAnew } from '../kit/select-anew.js';
import { SessionElement } from '../kit/session-element.js';
import { keepTyping } from '../kit/typing.js';
import { base } from '../styles/base.styles.js';
import { field } from '../styles/field.styles.js';
import type * as Buttons from './device-buttons.js';
import { LevelController } from './level-controller.js';
import { styles } from './rtc-device-picker.styles.js';
import './rtc-device-picker.words.js';

const buttonsPart = () => import('./device-buttons.js');

/**
 * Selects for camera, microphone and speaker, with buttons that try them. The speaker is left out in browsers that cannot
 * choose one, or list none.
 *
 * @tag rtc-device-picker
 * @summary Camera, microphone and speaker selects with a level meter and a speaker test.
 * @csspart field - Around one select with its label.
 * @csspart label - The word above a select.
 * @csspart select - A select.
 * @csspart button - Any button.
 * @csspart flip-button - Changes between front and back camera, where there are both.
 * @csspart speaker-test-button - Plays a chime on the speaker, or stops it.
 * @csspart meter - Loudness of the microphone.
 * @csspart note - The reason why a device could not be used.
 */
export class RtcDevicePicker extends SessionElement {
  static override readonly tag: string = 'rtc-device-picker';
  static override readonly parts: string =
    'field,label,select,meter,note,button,flip-button,speaker-test-button';
  static override styles = [base, field, styles];

  readonly #level = new LevelController(this, (level) => {
    this.meter?.style.setProperty('--_loud', level.toFixed(3));
  });

  /** Kinds of devices that have a select, in this order. */
  @property() kinds: string = DEVICE_KINDS.join(' ');

  /** Error of the last choice. */
  @state() private error: RtcError | undefined;

  /** Buttons that try devices; loaded after the selects. */
  @state() private buttons: Buttons.DeviceButtons | undefined;

  /** Session whose list of devices has been refreshed. */
  #refreshedFor: CallSession | undefined;

  @query('.meter > span') private readonly meter!: HTMLElement | null;

  constructor() {
    super();
    keepTyping();
  }

  protected override select({ media }: CallSession): readonly unknown[] {
    return [
      ...DEVICE_KINDS.flatMap((kind) => [media.devices.list(kind), media.selectedDevice(kind)]),
      media.getTrack('microphone'),
      media.getTrack('camera'),
    ];
  }

  protected override updated(): void {
    const { session } = this;
    if (session !== this.#refreshedFor) {
      this.#refreshedFor = session;
      void session?.media.devices.refresh();
    }
    if (session && !this.buttons) this.want(buttonsPart, this.#handleButtons);
    this.#level.track = this.meter && (session?.media.getTrack('microphone') ?? null);
  }

  protected override render(): TemplateResult {
    const media = this.session?.media;
    // Firefox lists no speakers before the microphone is allowed.
    const speakers = media?.speakerSelectable && media.devices.list('audiooutput').length > 0;
    const kinds = this.kinds
      .split(/\s+/)
      .flatMap(
        (name) => DEVICE_KINDS.find((kind) => kind === name && (kind !== 'audiooutput' || speakers)) ?? [],
      );
    return html`<div class="fields">${kinds.map((kind) => this.#renderField(kind))}</div>
      <div role="status">${this.error ? this.#renderError(this.error) : nothing}</div>`;
  }

  #renderField(kind: DeviceKind): TemplateResult {
    const { words, session } = this;
    const media = session?.media;
    const devices = media?.devices.list(kind) ?? [];
    const known = devices.some(({ deviceId }) => deviceId === media?.selectedDevice(kind));
    const selected = known ? media?.selectedDevice(kind) : devices[0]?.deviceId;
    return html`<div class="device">
      <label part="field">
        <span part="label" class="label">${words.term('device', kind)}</span>
        ${selectAnew(
          devices.length === 0,
          html`<select
            part="select"
            ?disabled=${devices.length === 0}
            @change=${(event: Event) => this.#handleChange(kind, event)}
          >
            ${
              devices.length === 0
                ? html`<option value="">${words.term('noDevice', kind)}</option>`
                : devices.map(
                    ({ deviceId, label }, i) =>
                      html`<option value=${deviceId} .selected=${live(deviceId === selected)}>
                        ${label || words.term('deviceNumber', kind, i + 1)}
                      </option>`,
                  )
            }
          </select>`,
        )}
        ${
          kind === 'audioinput'
            ? html`<span part="meter" class="meter" aria-hidden="true"><span></span></span>`
            : nothing
        } </label
      >${session && this.buttons?.render(kind, session.media)}
    </div>`;
  }

  #renderError(error: RtcError): TemplateResult {
    const words = this.buttons?.explain(error) ?? this.words.error(error);
    return html`<p part="note" class="note">${words.join('. ')}</p>`;
  }

  #handleChange(kind: DeviceKind, event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    void this.#try((media) => media.selectDevice(kind, value));
  }

  readonly #handleButtons = ({ DeviceButtons }: typeof Buttons): void => {
    this.buttons ??= new DeviceButtons(this, this.words, (action) => this.#try(action));
  };

  /** Runs an action with the devices, and shows its error. */
  async #try(action: (media: LocalMedia) => Promise<void>): Promise<void> {
    const media = this.session?.media;
    if (!media) return;
    this.error = undefined;
    try {
      await action(media);
    } catch (error) {
      this.error = toRtcError(error, 'device-failed');
    }
    // The select shows the device in use, which may still be the previous one.
    this.requestUpdate();
  }
}
