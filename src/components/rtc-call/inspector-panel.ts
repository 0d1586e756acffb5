import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { want } from '../../internal/want.js';
import { RtcChatToggleEvent, type RtcInspectToggleEvent } from '../events.js';
import type { CallProvider } from '../kit/call-provider.js';
import { loadFor } from '../kit/load-for.js';
import { buttonsOf } from '../kit/toolbars.js';
import type { RtcInspector } from '../rtc-inspector/rtc-inspector.js';

const inspectorPart = () => import('../rtc-inspector/define.js');
const samplerPart = () => import('../../core/features/inspect/sampler.js');

/** The call, as far as the panel needs it. */
interface PanelHost
  extends HTMLElement, ReactiveControllerHost, Pick<CallProvider, 'session' | 'renderRoot' | 'toolbars'> {}

/** Up to this width of the call, in px, there is room for one panel, the chat or the inspector. */
const NARROW = 1120;

/** Shows the inspector beside a call with the default interface, and samples statistics for it from the join on. */
export class InspectorPanel implements ReactiveController {
  readonly #host: PanelHost;
  #connection: AbortController | undefined;
  /** Aborted when a call ends whose toolbar has a button for the inspector. */
  #following: AbortController | undefined;
  #panel: RtcInspector | undefined;
  #chatWasOpen = false;

  constructor(host: PanelHost) {
    (this.#host = host).addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    this.#host.addEventListener('rtc-inspect-toggle', this.#handleToggle, { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    queueMicrotask(() => {
      // The element was moved: the call goes on.
      if (this.#host.isConnected) return;
      this.#close();
      this.#following?.abort();
      this.#following = undefined;
    });
  }

  hostUpdated(): void {
    const isBare = this.#place() !== null;
    if (!isBare || !this.#inCall) this.#close();
    // Tells the toolbar and the tiles whether there is an inspector to open.
    this.#publish(isBare ? { open: this.#panel !== undefined } : undefined);
    this.#followCall();
    const chatIsOpen = this.#chat !== null;
    if (chatIsOpen && !this.#chatWasOpen && this.#isNarrow) this.#close();
    this.#chatWasOpen = chatIsOpen;
  }

  readonly #handleToggle = ({ participant }: RtcInspectToggleEvent): void => {
    const panel = this.#panel;
    if (panel && (participant === undefined || participant === panel.participant)) this.#close();
    else void this.#open(participant ?? '');
  };

  get #inCall(): boolean {
    return ['in-call', 'reconnecting'].includes(this.#host.session.state);
  }

  get #isNarrow(): boolean {
    return this.#host.clientWidth <= NARROW;
  }

  get #chat(): Element | null {
    return this.#host.renderRoot.querySelector('rtc-chat:not([hidden])');
  }

  /** Parent of the panel; `null` in a call with a layout of the page, which shows an inspector itself. */
  #place(): Element | null {
    return this.#host.renderRoot.querySelector('.ui');
  }

  async #open(participant: string): Promise<void> {
    if (!this.#panel) {
      const panel = await this.#load();
      if (!panel) return;
      await panel.updateComplete;
      panel.focus();
    }
    if (!this.#panel) return;
    this.#panel.participant = participant;
    this.#publish({ open: true });
  }

  /** Adds the panel; undefined when it could not be loaded, or has become useless while it was being loaded. */
  async #load(): Promise<RtcInspector | undefined> {
    const loaded = await loadFor(this.#host.session, inspectorPart);
    const place = this.#place();
    if (!loaded || !place || !this.#inCall || !this.#connection || this.#panel) return undefined;
    const panel = (this.#panel = document.createElement('rtc-inspector'));
    panel.docked = true;
    panel.setAttribute('part', 'inspector');
    if (this.#isNarrow && this.#chat) this.#host.dispatchEvent(new RtcChatToggleEvent());
    place.append(panel);
    return panel;
  }

  #close(): void {
    const panel = this.#panel;
    if (!panel) return;
    this.#panel = undefined;
    const hadFocus = panel.matches(':focus-within');
    panel.remove();
    this.#publish({ open: false });
    if (hadFocus) this.#host.renderRoot.querySelector<HTMLElement>('rtc-controls')?.focus();
  }

  #publish(inspector: { readonly open: boolean } | undefined): void {
    const { session } = this.#host;
    if (session.features.inspector?.open === inspector?.open) return;
    session.publish('inspector', inspector);
  }

  /** Samples from the beginning of a call whose toolbar has the button. Only an open inspector makes new reports. */
  #followCall(): void {
    const { session, toolbars } = this.#host;
    const isOffered = buttonsOf(toolbars).includes('inspect');
    if (!this.#inCall || !isOffered) {
      this.#following?.abort();
      this.#following = undefined;
    } else if (!this.#following) {
      const following = (this.#following = new AbortController());
      want(samplerPart, ({ Sampler }) => Sampler.of(session).follow(following), following.signal);
    }
  }
}
