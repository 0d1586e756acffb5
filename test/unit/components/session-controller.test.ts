import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { SessionController } from '../../../src/components/kit/session-controller.js';
import { RtcCall } from '../../../src/components/rtc-call/rtc-call.js';
import type { CallSession } from '../../../src/core/index.js';
import '../../../src/index.js';
import { cleanUp, providedBy, session, watchListeners } from './support.js';
import { waitUntil } from '../support/wait-until.js';

/** Shows the name of the session, and counts how often it renders. */
class TestConsumer extends LitElement {
  renders = 0;
  readonly controller = new SessionController(this, ({ name }) => [name]);

  @property() for = '';

  get session(): CallSession | undefined {
    return this.controller.session;
  }

  protected override render(): unknown {
    this.renders += 1;
    return html`${this.session?.name}`;
  }
}

customElements.define('test-consumer', TestConsumer);

const consumerIn = (element: ParentNode): TestConsumer => {
  const consumer = element.querySelector<TestConsumer>('test-consumer');
  if (!consumer) throw new Error('no consumer');
  return consumer;
};

describe('SessionController', () => {
  afterEach(cleanUp);

  describe('where the session comes from', () => {
    it('is the call around the element, also across shadow roots', async () => {
      const call = await fixture<RtcCall>(`<rtc-call><div></div></rtc-call>`);
      const root = call.firstElementChild?.attachShadow({ mode: 'open' });
      root?.append(document.createElement('test-consumer'));
      expect(consumerIn(root!).session).to.equal(call.session);
    });

    it('is the element that `for` names, before the call around it', async () => {
      const place = await fixture(
        `<div><rtc-call id="other"><i></i></rtc-call><rtc-call><test-consumer for="other"></test-consumer></rtc-call></div>`,
      );
      expect(consumerIn(place).session).to.equal(place.querySelector<RtcCall>('#other')?.session);
    });

    it('finds `for` in the document from within a shadow root', async () => {
      const place = await fixture(
        `<div><rtc-call id="outside"><i></i></rtc-call><div id="host"></div></div>`,
      );
      const root = place.querySelector('#host')?.attachShadow({ mode: 'open' });
      if (root) root.innerHTML = '<test-consumer for="outside"></test-consumer>';
      expect(consumerIn(root!).session).to.equal(place.querySelector<RtcCall>('#outside')?.session);
    });

    it('is the given one before all others', async () => {
      const call = await fixture<RtcCall>(`<rtc-call><test-consumer></test-consumer></rtc-call>`);
      const given = session();
      consumerIn(call).controller.give(given);
      expect(consumerIn(call).session).to.equal(given);
      consumerIn(call).controller.give(undefined);
      expect(consumerIn(call).session).to.equal(call.session);
    });

    it('follows a change of `for`', async () => {
      const place = await fixture(
        `<div><rtc-call id="a"><i></i></rtc-call><rtc-call id="b"><i></i></rtc-call><rtc-controls for="a"></rtc-controls></div>`,
      );
      const controls = place.querySelector('rtc-controls');
      expect(controls?.session).to.equal(place.querySelector<RtcCall>('#a')?.session);
      if (controls) controls.for = 'b';
      await controls?.updateComplete;
      expect(controls?.session).to.equal(place.querySelector<RtcCall>('#b')?.session);
    });
  });

  describe('order', () => {
    it('finds a provider that is upgraded later', async () => {
      const provider = await fixture(`<late-call><test-consumer></test-consumer></late-call>`);
      expect(consumerIn(provider).session).to.equal(undefined);
      customElements.define('late-call', class extends RtcCall {});
      expect(consumerIn(provider).session).to.equal(providedBy(provider));
      expect(consumerIn(provider).session).not.to.equal(undefined);
    });

    it('finds an element that `for` names when it is inserted later', async () => {
      const place = await fixture(`<div><test-consumer for="later"></test-consumer></div>`);
      expect(consumerIn(place).session).to.equal(undefined);
      const call = document.createElement('rtc-call');
      call.id = 'later';
      place.append(call);
      expect(consumerIn(place).session).to.equal(call.session);
    });

    it('takes a session that was set before the element was defined', async () => {
      const given = session();
      const element = document.createElement('late-controls') as HTMLElement & { session: CallSession };
      element.session = given;
      const place = await fixture(`<div></div>`);
      place.append(element);
      const { RtcControls } = await import('../../../src/components/rtc-controls/rtc-controls.js');
      customElements.define('late-controls', class extends RtcControls {});
      await waitUntil(() => element.session === given && element.shadowRoot);
      expect(Object.hasOwn(element, 'session')).to.equal(false);
    });
  });

  describe('rendering', () => {
    it('happens only when what is selected changes', async () => {
      const given = session({ name: 'Ann' });
      const consumer = await fixture<TestConsumer>(`<test-consumer></test-consumer>`);
      consumer.controller.give(given);
      await consumer.updateComplete;
      const before = consumer.renders;
      given.dispatchEvent(new Event('change'));
      await consumer.updateComplete;
      expect(consumer.renders).to.equal(before);
      given.configure({ name: 'Bob' });
      await consumer.updateComplete;
      expect(consumer.renders).to.equal(before + 1);
      expect(consumer.shadowRoot?.textContent).to.equal('Bob');
    });
  });

  describe('lifecycle', () => {
    it('takes the session of its new place when it is moved', async () => {
      const place = await fixture(
        `<div><rtc-call id="a"><test-consumer></test-consumer></rtc-call><rtc-call id="b"><i></i></rtc-call></div>`,
      );
      const consumer = consumerIn(place);
      place.querySelector('#b')?.append(consumer);
      expect(consumer.session).to.equal(place.querySelector<RtcCall>('#b')?.session);
    });

    it('leaves no listener behind when it is removed', async () => {
      const watch = watchListeners();
      try {
        const given = session({ name: 'Ann' });
        const consumer = await fixture<TestConsumer>(`<test-consumer></test-consumer>`);
        consumer.controller.give(given);
        await consumer.updateComplete;
        expect(watch.left()).to.have.members(['HTMLDocument context-provider', 'CallSession change']);
        consumer.remove();
        expect(watch.left()).to.deep.equal([]);
        await consumer.updateComplete;
        expect(consumer.session).to.equal(undefined);
      } finally {
        watch.stop();
      }
    });
  });
});
