import Camera from 'lucide/dist/esm/icons/camera.mjs';
import CircleDot from 'lucide/dist/esm/icons/circle-dot.mjs';
import CircleStop from 'lucide/dist/esm/icons/circle-stop.mjs';
import Inspect from 'lucide/dist/esm/icons/chart-no-axes-gantt.mjs';
import Leaf from 'lucide/dist/esm/icons/leaf.mjs';
import MessageSquare from 'lucide/dist/esm/icons/message-square.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { CallSession } from '../../core/index.js';
import { RtcChatToggleEvent, RtcInspectToggleEvent } from '../events.js';
import { takePhotoFor } from '../photo.js';
import { callOf } from '../provider.js';
import { roundButton, type RoundButton } from '../toggle-button.js';
import { isRecording, toggleLowData, toggleRecording } from '../toggle-feature.js';
import type { Localize } from '../words/localize.js';
import type { RtcControls } from './rtc-controls.js';
import './rtc-controls.words.js';

/** Most unread messages that the badge counts. */
const MAX_COUNT = 99;

interface MoreButton extends Pick<RoundButton, 'label' | 'picture' | 'look' | 'expanded' | 'overlay'> {
  readonly press: (session: CallSession) => unknown;
}

/** What one of these buttons shows and does; nothing where the browser cannot do it. */
type Describe = (
  toolbar: RtcControls,
  words: Localize,
  session: CallSession | undefined,
) => MoreButton | undefined;

const BUTTONS: Readonly<Record<string, Describe>> = {
  snapshot: (toolbar, words) => ({
    label: words.term('takePhoto'),
    picture: Camera,
    press: (session) => takePhotoFor(callOf(toolbar) ?? toolbar, session),
  }),
  record(_, words, session) {
    if (!('MediaRecorder' in globalThis)) return undefined;
    const on = isRecording(session);
    return {
      label: words.term(on ? 'stopRecording' : 'record'),
      picture: on ? CircleStop : CircleDot,
      look: on ? 'danger' : '',
      press: toggleRecording,
    };
  },
  chat(toolbar, words, session) {
    const unread = session?.features.chat?.unread ?? 0;
    return {
      label: words.term('openChat', unread),
      picture: MessageSquare,
      expanded: toolbar.chatOpen,
      overlay: unread > 0 ? badge(unread) : nothing,
      press: () => toolbar.dispatchEvent(new RtcChatToggleEvent()),
    };
  },
  inspect: (toolbar, words, session) => ({
    label: words.term('inspect'),
    picture: Inspect,
    ...(session?.features.inspector && { expanded: session.features.inspector.open }),
    press: () => toolbar.dispatchEvent(new RtcInspectToggleEvent()),
  }),
  'low-data'(_, words, session) {
    const on = session?.features.quality?.lowData === true;
    return {
      label: words.term(on ? 'stopSavingData' : 'saveData'),
      picture: Leaf,
      look: on ? 'primary' : '',
      press: toggleLowData,
    };
  },
};

/** One of the buttons that are not in every toolbar. All of them need a call. */
export function renderMore(
  toolbar: RtcControls,
  words: Localize,
  name: string,
  key: string | undefined,
): TemplateResult | typeof nothing {
  const { session } = toolbar;
  const active = session && ['in-call', 'reconnecting'].includes(session.state);
  const button = BUTTONS[name]?.(toolbar, words, session);
  if (!button) return nothing;
  const onClick = (): void => {
    if (session) void button.press(session);
  };
  return roundButton({ ...button, name, key, onClick, disabled: !active });
}

/** The label says the number, too. */
const badge = (unread: number): TemplateResult =>
  html`<span part="badge" class="badge" aria-hidden="true"
    >${unread > MAX_COUNT ? `${String(MAX_COUNT)}+` : unread}</span
  >`;
