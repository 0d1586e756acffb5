import { LitElement, type PropertyValues } from 'lit';
import { CustomStates } from '../../internal/custom-states.js';
import type { ImportPart } from '../../internal/load.js';
import { want } from '../../internal/want.js';
import { Localize } from '../words/localize.js';
import { keepFocus } from './keep-focus.js';
import { demandElements, watchTree } from './on-demand.js';
import { preventRepeat } from './single-press.js';

/** Base class of all elements. */
export abstract class RtcElement extends LitElement {
  /** Name under which `define` registers the element. */
  static readonly tag: string;
  /** Names of parts that a page can style through the element around this one (css-shadow-parts §3). */
  static readonly parts: string = '';

  protected readonly words = new Localize(this);
  protected readonly states = new CustomStates(this);

  /** Aborted when the element is removed; not when it is moved. */
  #presence = new AbortController();

  constructor() {
    super();
    this.addEventListener('keydown', preventRepeat);
    this.addController({
      hostUpdated: () => {
        demandElements(this.renderRoot);
      },
    });
  }

  /** Registers the element, unless its name is taken. */
  static define(tag: string = this.tag, registry: CustomElementRegistry = customElements): void {
    if (registry.get(tag)) return;
    const element = this as unknown as CustomElementConstructor;
    try {
      registry.define(tag, element);
    } catch {
      // A class can have one name only, and this one is registered under another.
      registry.define(tag, class extends element {});
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#presence.signal.aborted) this.#presence = new AbortController();
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) {
      if (root.host instanceof RtcElement) this.#exportParts();
      else watchTree(root);
    }
    // Loading, playing and listening ended when the element was removed: an update starts them again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#presence.abort();
    });
  }

  protected override update(changed: PropertyValues): void {
    const hasFocus = (): boolean => Boolean(this.shadowRoot?.activeElement);
    const hadFocus = hasFocus();
    super.update(changed);
    // Later, since `updated` may know a better place.
    if (hadFocus && !hasFocus()) queueMicrotask(() => keepFocus(this));
  }

  #exportParts(): void {
    const { parts } = this.constructor as typeof RtcElement;
    if (parts) this.setAttribute('exportparts', parts);
  }

  /** Loads a part in the background and passes it to `use`, unless the element is removed before. */
  protected want<T>(importPart: ImportPart<T>, use: (part: T) => void): void {
    want(importPart, use, this.#presence.signal);
  }
}
