import Camera from 'lucide/dist/esm/icons/camera.mjs';
import CircleDot from 'lucide/dist/esm/icons/circle-dot.mjs';
import CircleStop from 'lucide/dist/esm/icons/circle-stop.mjs';
import Inspect from 'lucide/dist/esm/icons/chart-no-axes-gantt.mjs';
import Leaf from 'lucide/dist/esm/icons/leaf.mjs';
import MessageSquare from 'lucide/dist/esm/icons/message-square.mjs';
import Settings from 'lucide/dist/esm/icons/settings-2.mjs';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/index.js';
import { RtcChatToggleEvent, RtcInspectToggleEvent } from '../events.js';
import { callOf } from '../kit/call-of.js';
import type { CallProvider } from '../kit/call-provider.js';
import { takePhoto, takePhotoBy, type CallSnapshotOptions } from '../kit/photo.js';
import type { SessionElement } from '../kit/session-element.js';
import { roundButton, type RoundButton } from '../kit/toggle-button.js';
import { isRecording, toggleLowData, toggleRecording } from '../kit/toggle-feature.js';
import { openSettings } from '../rtc-settings/open-settings.js';
import type { Localize } from '../words/localize.js';
import './rtc-controls.words.js';

/** Highest number on the badge. */
const MAX_COUNT = 99;

/** The toolbar, as far as its buttons need it. */
interface ToolbarHost extends SessionElement {
  readonly controls: string;
  readonly chatOpen: boolean;
}

interface MoreButton extends Pick<RoundButton, 'label' | 'picture' | 'look' | 'expanded' | 'overlay'> {
  readonly press: (session: CallSession) => unknown;
}

/** Says how a button looks and what it does; undefined where the browser cannot do that. */
type Describe = (
  toolbar: ToolbarHost,
  words: Localize,
  session: CallSession | undefined,
) => MoreButton | undefined;

const BUTTONS: Readonly<Record<string, Describe>> = {
  snapshot: (toolbar, words) => ({
    label: words.term('takePhoto'),
    picture: ['snapshot', Camera],
    press: (session) => takePhotoBy((options) => takePhotoFrom(toolbar, session, options), session),
  }),
  record(_, words, session) {
    if (!('MediaRecorder' in globalThis)) return undefined;
    const on = isRecording(session);
    return {
      label: words.term(on ? 'stopRecording' : 'record'),
      picture: on ? ['record-stop', CircleStop] : ['record', CircleDot],
      look: on ? 'danger' : '',
      press: toggleRecording,
    };
  },
  chat(toolbar, words, session) {
    const unread = session?.features.chat?.unread ?? 0;
    return {
      label: words.term('openChat', unread),
      picture: ['chat', MessageSquare],
      expanded: toolbar.chatOpen,
      overlay: unread > 0 ? badge(unread, words) : nothing,
      press: () => toolbar.dispatchEvent(new RtcChatToggleEvent()),
    };
  },
  inspect: (toolbar, words, session) => ({
    label: words.term('inspect'),
    picture: ['inspect', Inspect],
    ...(session?.features.inspector && { expanded: session.features.inspector.open }),
    press: () => toolbar.dispatchEvent(new RtcInspectToggleEvent()),
  }),
  'low-data'(_, words, session) {
    const on = session?.features.quality?.lowData === true;
    return {
      label: words.term(on ? 'stopSavingData' : 'saveData'),
      picture: ['low-data', Leaf],
      look: on ? 'primary' : '',
      press: toggleLowData,
    };
  },
  settings: (toolbar, words) => ({
    label: words.term('settings'),
    picture: ['settings', Settings],
    press: (session) => openSettings(toolbar, session),
  }),
};

/** The buttons that are not in every toolbar, and that the call around it has to know of. All of them need a call. */
export class MoreButtons implements ReactiveController {
  readonly #toolbar: ToolbarHost;
  readonly #words: Localize;
  /** The call that counts this toolbar as one of its own. */
  #call: CallProvider | undefined;

  constructor(toolbar: ToolbarHost, words: Localize) {
    this.#words = words;
    (this.#toolbar = toolbar).addController(this);
  }

  hostUpdated(): void {
    // Keys count inside of the call: a toolbar elsewhere in the page takes no part in them.
    this.#belongTo(this.#toolbar.for ? undefined : callOf(this.#toolbar));
  }

  hostDisconnected(): void {
    this.#belongTo(undefined);
  }

  render(name: string, key: string | undefined): TemplateResult | typeof nothing {
    const { session } = this.#toolbar;
    const active = session && ['in-call', 'reconnecting'].includes(session.state);
    const button = BUTTONS[name]?.(this.#toolbar, this.#words, session);
    if (!button) return nothing;
    const onClick = (): void => {
      if (session) void button.press(session);
    };
    return roundButton({ ...button, name, key, onClick, disabled: !active });
  }

  #belongTo(call: CallProvider | undefined): void {
    if (call === this.#call) return;
    this.#call?.toolbars.delete(this.#toolbar);
    this.#call = call;
    call?.toolbars.add(this.#toolbar);
    // The call looks at the buttons of its toolbars when it updates.
    call?.requestUpdate();
  }
}

/** Takes a photo through the `<rtc-call>`, which fires `rtc-snapshot`; where there is none, the toolbar fires it. */
async function takePhotoFrom(
  toolbar: ToolbarHost,
  session: CallSession,
  options: CallSnapshotOptions,
): Promise<void> {
  const call = callOf(toolbar);
  if (call) await call.takeSnapshot(options);
  else toolbar.dispatchEvent(await takePhoto(session, options));
}

/** Hidden from screen readers, since the label has the number, too. */
const badge = (unread: number, words: Localize): TemplateResult =>
  html`<span part="badge" class="badge" aria-hidden="true"
    >${words.number(Math.min(unread, MAX_COUNT))}${unread > MAX_COUNT ? '+' : ''}</span
  >`;
