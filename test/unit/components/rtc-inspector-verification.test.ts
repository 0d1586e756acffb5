import { expect, fixture } from '@open-wc/testing';
import type { RtcInspector } from '../../../src/components/rtc-inspector/rtc-inspector.js';
import '../../../src/components/rtc-inspector/define.js';
import { RtcInspectorVerification } from '../../../src/components/rtc-inspector/verification-view.js';
import type { CallSession, VerificationState } from '../../../src/core/index.js';
import { answerVerification } from '../../../src/core/features/verification/answer.js';
import { appears, cleanUp, colorScheme, deep, exists, freshRoom, joined, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

RtcInspectorVerification.define();

async function shown(here: CallSession | undefined, participant = ''): Promise<RtcInspectorVerification> {
  const element = await fixture<RtcInspectorVerification>(
    '<rtc-inspector-verification></rtc-inspector-verification>',
  );
  Object.assign(element, { session: here, participant });
  await element.updateComplete;
  return element;
}

/** The published verification of Bob. */
function publish(
  here: CallSession,
  participant: string,
  state: VerificationState,
  words: string[] = [],
): void {
  here.features.verification = { [participant]: { state, words } };
  here.dispatchEvent(new Event('change'));
}

async function pair(): Promise<[CallSession, CallSession]> {
  const room = freshRoom();
  const both = [session({ room, name: 'Ann' }), session({ room, name: 'Bob' })] as [CallSession, CallSession];
  for (const one of both) {
    one.media.wanted = { microphone: false, camera: false };
    answerVerification(one);
  }
  await Promise.all(both.map((one) => one.join()));
  await waitUntil(() => both.every(({ participants }) => participants.length === 1), 'not together');
  return both;
}

const wordsIn = (element: Element): (string | undefined)[] =>
  Array.from(element.shadowRoot!.querySelectorAll('[part=word]'), ({ textContent }) => textContent);

const textOf = (element: Element, selector: string): string => deep(element, selector).textContent.trim();

describe('<rtc-inspector-verification>', () => {
  afterEach(cleanUp);

  it('shows the same four words on both sides once one of them has asked', async () => {
    const [here, bob] = await pair();
    const element = await shown(here, bob.self.id);
    const there = await shown(bob, here.self.id);
    expect(textOf(element, 'p')).to.contain('Compare these words');
    const button = deep(element, 'button');
    button.focus();
    button.click();
    await waitUntil(() => wordsIn(element).length === 4 && wordsIn(there).length === 4, 'no words');
    expect(wordsIn(element)).to.deep.equal(wordsIn(there));
    expect(textOf(element, 'h3')).to.equal('Words with \u2068Bob\u2069');
    expect(exists(element, 'button')).to.equal(false);
    expect(element.shadowRoot?.activeElement, 'the focus stays').to.equal(deep(element, '.state'));
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible in every state (${scheme})`, async () => {
      colorScheme(scheme);
      const [here, bob] = await pair();
      const { id } = bob.self;
      const element = await shown(here, id);
      await expect(element).to.be.accessible();
      const says: Readonly<Record<VerificationState, [selector: string, text: string]>> = {
        pending: ['[role=status]', 'is being asked'],
        ready: ['[role=status]', 'album'],
        changed: ['[role=alert]', 'another certificate'],
        unsupported: ['[role=status]', 'does not answer'],
      };
      for (const [state, [selector, text]] of Object.entries(says)) {
        const words = state === 'ready' ? ['album', 'forest', 'zebra', 'lemon'] : [];
        publish(here, id, state as VerificationState, words);
        await element.updateComplete;
        expect(textOf(element, selector)).to.contain(text);
        expect(exists(element, 'button'), state).to.equal(state === 'changed');
        await expect(element).to.be.accessible();
      }
    });
  }

  it('says that a file holds no words, and has no button for somebody who has left', async () => {
    const file = await shown(undefined, 'bob');
    expect(textOf(file, 'p')).to.contain('not in a file');
    const here = await joined({ name: 'Ann' });
    expect(exists(await shown(here, 'nobody'), 'button')).to.equal(false);
  });

  it('announces changed certificates in the inspector while another tab is open', async () => {
    const [here, bob] = await pair();
    const { id } = bob.self;
    const inspector = await fixture<RtcInspector>('<rtc-inspector></rtc-inspector>');
    inspector.session = here;
    publish(here, id, 'ready');
    await inspector.updateComplete;
    const news = (): string =>
      Array.from(inspector.shadowRoot!.querySelectorAll('[role=alert]'), ({ textContent }) =>
        textContent.trim(),
      ).join('');
    expect(news()).to.equal('');
    publish(here, id, 'changed');
    await inspector.updateComplete;
    expect(news()).to.contain('The connection with \u2068Bob\u2069 has another certificate');
    await expect(inspector).to.be.accessible();
    // The view says so itself.
    deep(inspector, '#tab-verification').click();
    await appears(inspector, 'rtc-inspector-verification', '[role=alert]');
    expect(news()).to.equal('');
  });

  it('lets go of the session when it is removed', async () => {
    const here = await joined({ name: 'Ann' });
    const element = await shown(here, 'nobody');
    element.remove();
    await Promise.resolve();
    const { updateComplete } = element;
    await updateComplete;
    here.dispatchEvent(new Event('change'));
    expect(element.isUpdatePending).to.equal(false);
  });
});
