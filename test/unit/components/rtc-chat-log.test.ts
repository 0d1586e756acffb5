import { expect, fixture, nextFrame, oneEvent } from '@open-wc/testing';
import type { RtcChat } from '../../../src/index.js';
import { Chat } from '../../../src/core/features/chat/index.js';
import type { CallSession } from '../../../src/core/index.js';
import '../../../src/index.js';
import { cleanUp as endCalls, people } from '../core/features/chat/support.js';
import { appears, cleanUp, deep, exists } from './support.js';
import { waitUntil } from '../support/wait-until.js';

/** Distance of a log from its end, in px. */
const toEnd = (log: Element): number => log.scrollHeight - log.scrollTop - log.clientHeight;

describe('the log of a chat', () => {
  let bob: CallSession;
  let element: RtcChat;
  let log: HTMLElement;

  /** Bob writes so many messages, which Ann sees. */
  async function writes(count: number): Promise<void> {
    const bubbles = (): number => element.renderRoot.querySelectorAll('.bubble').length;
    const wanted = bubbles() + count;
    for (let n = 0; n < count; n += 1) Chat.of(bob).send(`message ${n}`);
    await waitUntil(() => bubbles() === wanted, 'no messages');
  }

  beforeEach(async () => {
    const sessions = (await people('Ann', 'Bob')) as [CallSession, CallSession];
    for (const session of sessions) Chat.of(session);
    bob = sessions[1];
    element = await fixture<RtcChat>('<rtc-chat style="height: 16rem"></rtc-chat>');
    element.session = sessions[0];
    log = deep(element, '.log');
    await writes(20);
  });

  afterEach(() => {
    cleanUp();
    endCalls();
  });

  it('stays at its end, unless the reader scrolled up', async () => {
    expect(toEnd(log)).to.be.below(2);
    const scrolled = oneEvent(log, 'scroll');
    log.scrollTop = 0;
    await scrolled;
    expect(log.scrollTop).to.equal(0);
    Chat.of(bob).send('newer');
    const newest = await appears(element, '[part~=newest-button]');
    expect(log.scrollTop).to.equal(0);
    await expect(element).to.be.accessible();
    newest.click();
    await waitUntil(() => !exists(element, '[part~=newest-button]'), 'the button stays');
    expect(toEnd(log)).to.be.below(2);
    element.style.height = '14rem';
    await waitUntil(() => toEnd(log) < 2, 'not at its end');
  });

  it('leaves a reader alone who has scrolled up just before it grows', async () => {
    log.scrollTop = 0;
    // No frame, and so no event about it, in between.
    element.requestUpdate();
    await element.updateComplete;
    expect(log.scrollTop).to.equal(0);
    Chat.of(bob).send('newer');
    await appears(element, '[part~=newest-button]');
    expect(log.scrollTop).to.equal(0);
  });

  it('leaves a reader alone who has scrolled by a line', async () => {
    const scrolled = oneEvent(log, 'scroll');
    log.scrollTop -= 20;
    const { scrollTop } = log;
    await scrolled;
    await nextFrame();
    expect(log.scrollTop).to.equal(scrollTop);
  });

  it('is at its end again after it was moved in the document', async () => {
    const parent = element.parentElement!;
    element.remove();
    parent.append(element);
    element.requestUpdate();
    await element.updateComplete;
    await waitUntil(() => toEnd(log) < 2, 'not at its end');
  });

  describe('that grew while it was hidden', () => {
    /** Looks at its position at once, as a page may: Firefox tells of it before the log has been told of its size. */
    async function growsHidden(): Promise<void> {
      const hidden = sizeChanges(log);
      element.hidden = true;
      await hidden;
      await writes(5);
      const shown = sizeChanges(log);
      await nextTask();
      element.hidden = false;
      expect(toEnd(log)).to.be.above(100);
      await shown;
      await nextFrame();
    }

    it('is at its end', async () => {
      await growsHidden();
      expect(toEnd(log)).to.be.below(2);
      expect(exists(element, '[part~=newest-button]')).to.equal(false);
    });

    it('is where its reader scrolled up to', async () => {
      const scrolled = oneEvent(log, 'scroll');
      log.scrollTop = 40;
      await scrolled;
      await growsHidden();
      expect(log.scrollTop).to.equal(40);
      expect(exists(element, '[part~=newest-button]')).to.equal(true);
    });
  });
});

/** Fulfilled when the size of this element has changed, and everybody who observed it before has been told. */
function sizeChanges(element: Element): Promise<void> {
  const { offsetHeight } = element as HTMLElement;
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if ((element as HTMLElement).offsetHeight === offsetHeight) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}

/** Ends the task that is running, which may be part of a frame. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
