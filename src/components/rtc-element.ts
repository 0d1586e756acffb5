import { LitElement } from 'lit';
import { CustomStates } from '../internal/custom-states.js';
import { demandElements } from './on-demand.js';
import { Localize } from './words/localize.js';

/** What all elements have in common. */
export abstract class RtcElement extends LitElement {
  /** Name under which `define` registers the element. */
  static readonly tag: string;

  protected readonly words = new Localize(this);
  protected readonly states = new CustomStates(this);

  constructor() {
    super();
    this.addController({
      hostUpdated: () => {
        demandElements(this.renderRoot);
      },
    });
  }

  /** Registers the element, unless something is registered under that name already. */
  static define(tag: string = this.tag, registry: CustomElementRegistry = customElements): void {
    if (registry.get(tag)) return;
    const element = this as unknown as CustomElementConstructor;
    try {
      registry.define(tag, element);
    } catch {
      // A class has one name; this one may have been given it elsewhere.
      registry.define(tag, class extends element {});
    }
  }
}
