import { html, nothing, type TemplateResult } from 'lit';
import type { CallSession, CaptureSource } from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import { icon, type IconName, type IconNode } from './icons.js';
import type { Localize } from '../words/localize.js';

const TOGGLES = {
  microphone: ['toggleMicrophone', 'unmuteMicrophone', 'muteMicrophone'],
  camera: ['toggleCamera', 'turnCameraOn', 'turnCameraOff'],
  screen: ['toggleScreen', 'shareScreen', 'stopSharing'],
} as const;

export type ToggleSource = keyof typeof TOGGLES;

/** What a round button shows and does. Its label says what it would do, so it needs no `aria-pressed`. */
export interface RoundButton {
  /** Its part is `NAME-button`. */
  readonly name: string;
  readonly label: string;
  readonly picture: IconName | IconNode;
  readonly onClick: () => void;
  /** What makes it stand out. */
  readonly look?: 'primary' | 'off' | 'danger' | '';
  readonly disabled?: boolean;
  /** The key that does the same; shown with the label. */
  readonly key?: string | undefined;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  /** What lies above the picture. */
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
 * Switches a source over, before this returns to a click: browsers share a screen only then. Why it did not work is
 * told by the session's `rtc-error` or `media.error`.
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

/** Those that the system holds back. */
export const heldBackDevices = (session: CallSession): CaptureSource[] =>
  CAPTURE_SOURCES.filter((source) => isHeldBack(session, source));

/** The round button that does so. */
export function toggleButton(
  words: Localize,
  session: CallSession | undefined,
  source: ToggleSource,
  { disabled = false, key }: Pick<RoundButton, 'disabled' | 'key'> = {},
): TemplateResult {
  const screen = source === 'screen';
  const on = session?.isOn(source) === true;
  const heldBack = !screen && session !== undefined && isHeldBack(session, source);
  // What stands out: a microphone or a camera of which nothing is sent, a screen that is shared.
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
