import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RtcErrorEvent } from '../../core/index.js';
import { RtcChatToggleEvent, RtcInspectToggleEvent } from '../events.js';
import type { CallProvider } from '../kit/call-provider.js';
import { loadFor } from '../kit/load-for.js';
import { takePhotoBy } from '../kit/photo.js';
import { toggleSource } from '../kit/toggle-button.js';
import { toggleRecording } from '../kit/toggle-feature.js';
import { buttonsOf } from '../kit/toolbars.js';
import type { RtcShortcuts } from './rtc-shortcuts.js';
import { keyOf, isForSomethingElse } from './shortcut-event.js';
import { readShortcuts, type ShortcutAction, type ShortcutKeys } from './shortcut-keys.js';

const listPart = () => import('./rtc-shortcuts.js');

/** The call, as far as its keys need it. */
interface ShortcutHost
  extends
    HTMLElement,
    ReactiveControllerHost,
    Pick<CallProvider, 'session' | 'renderRoot' | 'toolbars' | 'takeSnapshot'> {
  /** The attribute, see `readShortcuts`. */
  readonly shortcuts: string;
}

/** Actions that have a key only in calls that show a button for them: nobody else would see what the key did. */
const NEED_A_BUTTON: readonly ShortcutAction[] = ['chat', 'snapshot', 'record'];

/**
 * Handles the keys of a call. They work only while the focus is inside of it, and can be changed and switched off
 * (WCAG 2.1.4).
 */
export class Shortcuts implements ReactiveController {
  readonly #host: ShortcutHost;
  #value: string | undefined;
  #keys: ShortcutKeys = {};
  #connection: AbortController | undefined;
  #list: RtcShortcuts | undefined;

  constructor(host: ShortcutHost) {
    (this.#host = host).addController(this);
    this.hostUpdated();
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    this.#host.addEventListener('keydown', this.#handleKeydown, { signal: this.#connection.signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#list?.remove();
  }

  hostUpdated(): void {
    const host = this.#host;
    if (host.shortcuts === this.#value) return;
    // Nobody has keys to press before the first call.
    if (this.#value === undefined && !host.shortcuts && host.session.state !== 'in-call') return;
    this.#value = host.shortcuts;
    const { keys, errors } = readShortcuts(host.shortcuts);
    this.#keys = keys;
    host.session.publish('shortcuts', { keys });
    // Reported to the developer only: the person in the call cannot mend it.
    for (const error of errors) host.dispatchEvent(new RtcErrorEvent({ error }));
  }

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    const { session } = this.#host;
    if (session.state !== 'in-call' && session.state !== 'reconnecting') return;
    if (event.defaultPrevented || isForSomethingElse(event, this.#host)) return;
    const pressed = keyOf(event);
    const action = this.#present().find((one) => pressed.includes(this.#keys[one] ?? ''));
    if (!action) return;
    event.preventDefault();
    this.#run(action);
  };

  #run(action: ShortcutAction): void {
    const host = this.#host;
    const { session } = host;
    switch (action) {
      case 'chat':
        host.dispatchEvent(new RtcChatToggleEvent());
        break;
      case 'inspect':
        host.dispatchEvent(new RtcInspectToggleEvent());
        break;
      case 'snapshot':
        void takePhotoBy((options) => host.takeSnapshot(options), session);
        break;
      case 'record':
        void toggleRecording(session);
        break;
      case 'fullscreen':
        void toggleFullscreen(host);
        break;
      case 'help':
        void this.#toggleList();
        break;
      default:
        void toggleSource(session, action);
    }
  }

  /** Actions that have a key in this call, in this browser. */
  #present(): ShortcutAction[] {
    const { session } = this.#host;
    const impossible = new Set<ShortcutAction>();
    if (!session.media.screenSupported) impossible.add('screen');
    if (!('MediaRecorder' in globalThis)) impossible.add('record');
    if (!document.fullscreenEnabled) impossible.add('fullscreen');
    const buttons = buttonsOf(this.#host.toolbars);
    if (!session.features.inspector && !buttons.includes('inspect')) impossible.add('inspect');
    return (Object.keys(this.#keys) as ShortcutAction[]).filter(
      (action) => !impossible.has(action) && (!NEED_A_BUTTON.includes(action) || buttons.includes(action)),
    );
  }

  async #toggleList(): Promise<void> {
    if (this.#list?.isConnected) {
      this.#list.remove();
      return;
    }
    const part = await loadFor(this.#host.session, listPart);
    if (!part || !this.#host.isConnected || this.#list?.isConnected) return;
    const { RtcShortcuts } = part;
    RtcShortcuts.define();
    // A new element each time: the browser fires `close` of the previous dialog late, which would close this one.
    const list = (this.#list = new RtcShortcuts());
    list.keys = Object.fromEntries(this.#present().map((action) => [action, this.#keys[action]]));
    list.holdToTalk = this.#host.session.features.preferences?.holdToTalk === true;
    this.#host.renderRoot.append(list);
  }
}

async function toggleFullscreen(call: ShortcutHost): Promise<void> {
  const { fullscreenElement } = call.getRootNode() as Document | ShadowRoot;
  try {
    await (fullscreenElement === call ? document.exitFullscreen() : call.requestFullscreen());
  } catch {
    // The page does not allow it, or the person has refused; nothing has changed.
  }
}
