import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { want } from '../../internal/want.js';
import type { CallProvider } from '../kit/call-provider.js';
import { RtcChatToggleEvent, type RtcInspectToggleEvent } from '../events.js';
import { loadFor } from '../kit/load-for.js';
import type { RtcInspector } from '../rtc-inspector/rtc-inspector.js';
import { buttonsOf } from '../kit/toolbars.js';

const inspectorPart = () => import('../rtc-inspector/define.js');
const samplerPart = () => import('../../core/inspect/sampler.js');

/** The call, as far as the panel needs it. */
interface PanelHost
  extends HTMLElement, ReactiveControllerHost, Pick<CallProvider, 'session' | 'renderRoot' | 'toolbars'> {}

/** Up to this width of the call, in px, there is room for one panel, the chat or the inspector. */
const NARROW = 1120;

/** The inspector beside a call that shows its own interface, and the numbers that it needs from the join on. */
export class InspectorPanel implements ReactiveController {
  readonly #host: PanelHost;
  #connection: AbortController | undefined;
  /** Lives as long as a call whose toolbar names the inspector. */
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
      // Only moved: the call goes on.
      if (this.#host.isConnected) return;
      this.#close();
      this.#following?.abort();
      this.#following = undefined;
    });
  }

  hostUpdated(): void {
    const isBare = this.#place() !== null;
    if (!isBare || !this.#inCall) this.#close();
    // Whether somebody can open it.
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

  /** Where the panel belongs; `null` in a call with a layout of its own, which shows an inspector itself. */
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

  /** Puts the panel into its place; undefined where it cannot be loaded, or is not wanted any longer by then. */
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
    if (inspector) session.features.inspector = inspector;
    else delete session.features.inspector;
    session.dispatchEvent(new Event('change'));
  }

  /** Where the toolbar offers the inspector, its numbers begin with the call. Nothing is read for them before it is open. */
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
