import { html, nothing, type TemplateResult } from 'lit';
import type { CallSession, CaptureSource } from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import type { Localize } from '../words/localize.js';
import { icon, type Icon } from './icons.js';

const TOGGLES = {
  microphone: ['toggleMicrophone', 'unmuteMicrophone', 'muteMicrophone'],
  camera: ['toggleCamera', 'turnCameraOn', 'turnCameraOff'],
  screen: ['toggleScreen', 'shareScreen', 'stopSharing'],
} as const;

export type ToggleSource = keyof typeof TOGGLES;

/** Look and action of a round button. Its label says what a press would do, so it needs no `aria-pressed`. */
export interface RoundButton {
  /** Its part is `NAME-button`. */
  readonly name: string;
  readonly label: string;
  readonly picture: Icon;
  readonly onClick: () => void;
  /** Colour that makes it stand out. */
  readonly look?: 'primary' | 'off' | 'danger' | '';
  readonly disabled?: boolean;
  /** The key that does the same; shown with the label. */
  readonly key?: string | undefined;
  /** State of the panel that it opens. */
  readonly expanded?: boolean;
  /** Lies above the picture. */
  readonly overlay?: unknown;
}

/** A round button with a picture and a tooltip. */
export const roundButton = ({
  name,
  label,
  picture,
  onClick,
  look = '',
  disabled = false,
  key,
  expanded,
  overlay,
}: RoundButton): TemplateResult =>
  html`<button
    part="button ${name}-button"
    class="round ${look}"
    type="button"
    aria-label=${label}
    aria-keyshortcuts=${key ?? nothing}
    aria-expanded=${expanded ?? nothing}
    ?disabled=${disabled}
    @click=${onClick}
  >
    ${icon(picture)}${overlay}<span class="tip" aria-hidden="true" data-key=${key ?? nothing}>${label}</span>
  </button>`;

/**
 * Switches a source on or off, within the click: browsers share a screen only then. A failure is an `rtc-error` of the
 * session, or `media.error`.
 */
export async function toggleSource(session: CallSession, source: ToggleSource): Promise<void> {
  try {
    await session[TOGGLES[source][0]]();
  } catch {
    // Shown by whoever shows errors of the session.
  }
}

/** Whether the system holds back a device that the person has on: a phone call, a switch at the device, a closed lid. */
export const isHeldBack = (session: CallSession, source: CaptureSource): boolean =>
  session.isOn(source) && session.media.sourceState(source) === 'interrupted';

/** All devices that the system holds back. */
export const heldBackDevices = (session: CallSession): CaptureSource[] =>
  CAPTURE_SOURCES.filter((source) => isHeldBack(session, source));

/** Round button that switches a source on and off. */
export function toggleButton(
  words: Localize,
  session: CallSession | undefined,
  source: ToggleSource,
  { disabled = false, key }: Pick<RoundButton, 'disabled' | 'key'> = {},
): TemplateResult {
  const screen = source === 'screen';
  const on = session?.isOn(source) === true;
  const heldBack = !screen && session !== undefined && isHeldBack(session, source);
  // A microphone or a camera that sends nothing stands out, and a screen that is shared.
  const marked = screen === on || heldBack;
  const label = words.term(TOGGLES[source][on ? 2 : 1]);
  return roundButton({
    name: source,
    label: heldBack ? `${words.term('heldBack', source)}. ${label}` : label,
    picture: marked ? `${source}-off` : source,
    look: marked ? (screen ? 'primary' : 'off') : '',
    disabled: disabled || !session,
    key,
    onClick: () => {
      if (session) void toggleSource(session, source);
    },
  });
}
