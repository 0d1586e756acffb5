import { expect } from '@open-wc/testing';
import type { CustomStates } from '../../../src/internal/custom-states.js';

interface Module {
  readonly CustomStates: typeof CustomStates;
}

describe('CustomStates', () => {
  let supports = true;
  const original = Object.getOwnPropertyDescriptor(CSS, 'supports');

  before(() => {
    // Stands for the answer of other browsers.
    Object.defineProperty(CSS, 'supports', { ...original, value: () => supports });
  });

  after(() => {
    if (original) Object.defineProperty(CSS, 'supports', original);
  });

  /** The module as a browser loads it that has `:state()`, or has it not. */
  async function host(has: boolean): Promise<{ element: HTMLElement; states: CustomStates }> {
    supports = has;
    const path = `../../../src/internal/custom-states.ts?supports=${String(has)}`;
    const { CustomStates: States } = (await import(path)) as Module;
    const tag = `x-states-${String(has)}`;
    customElements.define(tag, class extends HTMLElement {});
    const element = document.createElement(tag);
    return { element, states: new States(element) };
  }

  it('are states where the browser has them', async () => {
    const { element, states } = await host(true);
    states.toggle('muted', true);
    expect(element.matches(':state(muted)')).to.equal(true);
    states.toggle('muted', false);
    expect(element.matches(':state(muted)')).to.equal(false);
    expect(element.attributes).to.have.length(0);
  });

  it('are attributes in other browsers, which are removed again', async () => {
    const { element, states } = await host(false);
    states.toggle('muted', true);
    expect(element).to.have.attribute('data-muted');
    states.toggle('muted', false);
    expect(element).not.to.have.attribute('data-muted');
  });
});
