import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { RtcRecordingEvent, type CallSession, type RtcRecording } from '../../../src/index.js';
import '../../../src/index.js';
import { CallRecording, RecordingConsent } from '../../../src/core/features/recording/index.js';
import { clock, fileName, size } from '../../../src/components/rtc-recording/format.js';
import { appears, cleanUp, colorScheme, deep, exists, freshRoom, hasWord, joined } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const SMALL = { width: 320, height: 180, frameRate: 10 } as const;

const text = (element: Element): string =>
  element.shadowRoot?.textContent.replace(/[\s\u2068\u2069]+/g, ' ') ?? '';

describe('<rtc-recording>', () => {
  const recordings: CallRecording[] = [];

  afterEach(() => {
    cleanUp();
    for (const recording of recordings.splice(0)) {
      const forget = (): void => {
        for (const finished of recording.finished) recording.forget(finished);
      };
      // A recording that still runs ends with its session. A page that would lose a recording cannot be closed.
      recording.addEventListener('statechange', forget);
      forget();
    }
  });

  function recordingOf(session: CallSession): CallRecording {
    const recording = CallRecording.of(session);
    recordings.push(recording);
    return recording;
  }

  async function recordingOfOne(): Promise<{ element: RtcRecording; recording: CallRecording }> {
    const session = await joined({ name: 'Ann' });
    const element = await show(session);
    return { element, recording: recordingOf(session) };
  }

  async function show(session: CallSession): Promise<RtcRecording> {
    const element = await fixture<RtcRecording>('<rtc-recording></rtc-recording>');
    element.session = session;
    await element.updateComplete;
    return element;
  }

  /** Ann, who records, and what Bob has before him. */
  async function pair(): Promise<{
    ann: CallSession;
    bob: CallSession;
    recording: CallRecording;
    element: RtcRecording;
  }> {
    const room = freshRoom();
    const [ann, bob] = [await joined({ room, name: 'Ann' }), await joined({ room, name: 'Bob' })];
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'no call');
    return { ann, bob, recording: recordingOf(ann), element: await show(bob) };
  }

  async function finish(recording: CallRecording): Promise<void> {
    await waitUntil(() => recording.elapsed > 500 && recording.bytes > 0, 'nothing is recorded');
    await recording.stop();
  }

  const status = (element: Element): string =>
    deep(element, '[role=status]').textContent.replace(/[\u2068\u2069]/g, '');

  async function accessible(...elements: Element[]): Promise<void> {
    for (const element of elements) {
      await expect(element).to.be.accessible();
    }
  }

  for (const scheme of ['light', 'dark']) {
    it(`is accessible in every state (${scheme})`, async () => {
      colorScheme(scheme);
      const { ann, recording, element } = await pair();
      await accessible(element);
      const own = await show(ann);
      const starting = recording.start(SMALL);
      await appears(element, '[part=consent]');
      await appears(own, '[part=asking]');
      await accessible(element, own);
      deep(element, '[part~=accept-button]').click();
      await starting;
      await appears(element, '[part=mark]');
      await appears(own, '[part=mark]');
      await accessible(element, own);
      await finish(recording);
      (await appears(own, '[part~=discard-button]')).click();
      await appears(own, '[part~=keep-button]');
      await accessible(own);
      recording.forget(recording.finished[0]!);
      await recording.start({ participant: 'nobody' }).catch(() => undefined);
      await appears(own, '[part=error]');
      await accessible(own);
    });
  }

  describe('consent', () => {
    it('is asked for in clear words, announced once, and given', async () => {
      const { recording, element } = await pair();
      const before = document.createElement('button');
      document.body.append(before);
      before.focus();
      const starting = recording.start(SMALL);
      const card = await appears(element, '[part=consent]');
      await element.updateComplete;
      expect(text(element)).to.include('Ann wants to record this call');
      expect(status(element)).to.equal('Ann wants to record this call');
      expect(element.matches(':state(asked)')).to.equal(true);
      expect(element.shadowRoot?.activeElement, 'not a button: nobody agrees by chance').to.equal(card);
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '[part~=accept-button]'));
      await sendKeys({ press: 'Enter' });
      await starting;
      await appears(element, '[part=mark]');
      expect(exists(element, '[part=consent]')).to.equal(false);
      expect(text(element)).to.include('Ann is recording you');
      expect(element.matches(':state(recorded)')).to.equal(true);
      expect(document.activeElement).to.equal(before);
      before.remove();
    });

    it('is refused by Escape', async () => {
      const { recording, element } = await pair();
      const starting = recording.start(SMALL);
      await appears(element, '[part=consent]');
      await element.updateComplete;
      await sendKeys({ press: 'Escape' });
      await starting;
      expect(recording.agreed).to.deep.equal([]);
      await element.updateComplete;
      expect(exists(element, '[part=consent]')).to.equal(false);
      expect(exists(element, '[part=mark]')).to.equal(false);
    });

    it('does not take the focus from a person who is writing', async () => {
      const { recording, element } = await pair();
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
      const starting = recording.start(SMALL);
      await appears(element, '[part=consent]');
      await element.updateComplete;
      expect(document.activeElement).to.equal(field);
      deep(element, '[part~=decline-button]').click();
      await starting;
      expect(document.activeElement).to.equal(field);
      field.remove();
    });

    it('is announced each time, also in the same words', async () => {
      const { recording, element } = await pair();
      const said = deep(element, '[role=status]');
      const questions: (Element | null)[] = [];
      for (let times = 0; times < 2; times += 1) {
        const cancelled = recording.start(SMALL).catch(() => undefined);
        await appears(element, '[part=consent]');
        expect(status(element)).to.equal('Ann wants to record this call');
        questions.push(said.firstElementChild);
        await recording.stop().catch(() => undefined);
        await cancelled;
        await waitUntil(() => !exists(element, '[part=consent]'), 'still asked');
      }
      expect(questions[0]).to.not.equal(questions[1]);
    });

    it('is withdrawn', async () => {
      const { bob, recording, element } = await pair();
      const starting = recording.start(SMALL);
      (await appears(element, '[part~=accept-button]')).click();
      await starting;
      expect(recording.agreed).to.deep.equal([bob.self.id]);
      (await appears(element, '[part~=withdraw-button]')).click();
      await waitUntil(() => recording.agreed.length === 0, 'is still recorded');
      await element.updateComplete;
      expect(exists(element, '[part=mark]')).to.equal(false);
      expect(status(element)).to.equal('Ann is no longer recording you');
    });

    it('ends when the participant who asks leaves', async () => {
      const { ann, recording, element } = await pair();
      recording.start(SMALL).catch(() => undefined);
      await appears(element, '[part=consent]');
      await ann.leave();
      await waitUntil(() => !exists(element, '[part=consent]'), 'the question stays');
    });

    it('is asked for in Chinese', async () => {
      const { bob, recording } = await pair();
      const element = await fixture<RtcRecording>('<rtc-recording lang="zh"></rtc-recording>');
      element.session = bob;
      recording.start(SMALL).catch(() => undefined);
      await waitUntil(() => text(element).includes('Ann 想录制此通话'), 'not in Chinese');
      expect(exists(element, '[part=consent]')).to.equal(true);
      await recording.stop().catch(() => undefined);
    });
  });

  describe('a recording of this participant', () => {
    it('waits for answers, and can be cancelled', async () => {
      const { ann, recording } = await pair();
      const element = await show(ann);
      const starting = recording.start(SMALL).catch(() => undefined);
      await appears(element, '[part=asking]');
      expect(text(element)).to.include('1 person has not answered yet');
      deep(element, '[part~=cancel-button]').click();
      await starting;
      await element.updateComplete;
      expect(exists(element, '[part=asking]')).to.equal(false);
      expect(exists(element, '[part=error]')).to.equal(false);
    });

    it('shows time, size, and the participants who are not in it', async () => {
      const { ann, bob, recording } = await pair();
      const element = await show(ann);
      RecordingConsent.of(bob).addEventListener('change', () => RecordingConsent.of(bob).decline());
      await recording.start(SMALL);
      await appears(element, '[part=mark]');
      expect(element.matches(':state(recording)')).to.equal(true);
      expect(status(element)).to.equal('Recording started');
      await waitUntil(() => /0:0[1-9]/.test(text(element)), 'time stands still');
      expect(text(element)).to.match(/[\d.]+ MB/);
      expect(text(element)).to.include('Not in it: Bob');
      expect(status(element), 'the time is not read aloud').to.equal('Recording started');
      deep(element, '[part~=stop-button]').click();
      await appears(element, '[part=result]');
    });

    it('keeps the focus when the button that ends it goes away', async () => {
      const { element, recording } = await recordingOfOne();
      await recording.start(SMALL);
      await waitUntil(() => recording.elapsed > 500 && recording.bytes > 0, 'nothing is recorded');
      (await appears(element, '[part~=stop-button]')).focus();
      await sendKeys({ press: 'Enter' });
      await appears(element, '[part=result]');
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '[part=recording]'));
    });

    it('fires events in the document, the last one with the file', async () => {
      const { element, recording } = await recordingOfOne();
      const told: RtcRecordingEvent[] = [];
      const listen = (event: RtcRecordingEvent): void => void told.push(event);
      document.addEventListener('rtc-recording', listen);
      await recording.start(SMALL);
      await finish(recording);
      document.removeEventListener('rtc-recording', listen);
      expect(told.every((event) => event instanceof RtcRecordingEvent && event.target === element)).to.equal(
        true,
      );
      expect(told.map(({ state }) => state)).to.deep.equal(['asking', 'recording', 'finishing', 'inactive']);
      expect(told.at(-1)?.blob).to.equal(recording.finished[0]?.blob);
    });

    it('tells the page of one that had begun before the element was there', async () => {
      const session = await joined({ name: 'Ann' });
      const recording = recordingOf(session);
      await recording.start(SMALL);
      const told: string[] = [];
      const listen = ({ state }: RtcRecordingEvent): void => void told.push(state);
      document.addEventListener('rtc-recording', listen);
      const element = await show(session);
      expect(told).to.deep.equal(['recording']);
      // Moved, it says nothing new.
      document.body.append(element);
      await element.updateComplete;
      element.remove();
      await finish(recording);
      document.removeEventListener('rtc-recording', listen);
      expect(told[1]).to.not.equal('recording');
    });

    it('is saved under a sensible name', async () => {
      const { element, recording } = await recordingOfOne();
      await recording.start(SMALL);
      await finish(recording);
      const link = (await appears(element, '[part~=save-button]')) as HTMLAnchorElement;
      expect(link.download).to.match(/^recording-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.(mp4|webm)$/);
      expect((await (await fetch(link.href)).blob()).size).to.equal(recording.finished[0]?.blob.size);
      expect(status(element)).to.equal('Recording finished');
      link.addEventListener('click', (event) => event.preventDefault());
      link.click();
      await element.updateComplete;
      expect(recording.finished[0]?.saved).to.equal(true);
      expect(text(element)).to.include('Recording saved');
      deep(element, '[part~=discard-button]').click();
      await element.updateComplete;
      expect(recording.finished).to.deep.equal([]);
      const gone = await fetch(link.href).catch((error: unknown) => error);
      expect(gone, 'its address is given back').to.be.an('error');
    });

    it('is discarded only when the person is sure', async () => {
      const { element, recording } = await recordingOfOne();
      await recording.start(SMALL);
      await finish(recording);
      (await appears(element, '[part~=discard-button]')).click();
      (await appears(element, '[part~=keep-button]')).click();
      await element.updateComplete;
      expect(recording.finished).to.have.length(1);
      expect(exists(element, '[part~=save-button]')).to.equal(true);
      deep(element, '[part~=discard-button]').click();
      await appears(element, '[part~=keep-button]');
      deep(element, '[part~=discard-button]').click();
      await element.updateComplete;
      expect(recording.finished).to.deep.equal([]);
      expect(exists(element, '[part=result]')).to.equal(false);
    });

    it('says why it stopped', async () => {
      const { element, recording } = await recordingOfOne();
      await recording.start({ ...SMALL, maxBytes: 1 });
      await appears(element, '[part=result]');
      expect(text(element)).to.include('It stopped because it became too large');
      expect(status(element)).to.equal(
        'Recording finished. It stopped because it became too large. Everything until then is in it.',
      );
    });

    it('says that it broke off, until it is discarded', async () => {
      const { element, recording } = await recordingOfOne();
      const { prototype } = MediaRecorder;
      const { stop } = prototype;
      prototype.stop = function (this: MediaRecorder): void {
        prototype.stop = stop;
        this.dispatchEvent(new ErrorEvent('error', { error: new DOMException('broken', 'UnknownError') }));
        stop.call(this);
      };
      await recording.start(SMALL);
      await finish(recording);
      await appears(element, '[part=result]');
      expect(text(element)).to.include('The browser could not go on');
      expect(status(element)).to.include('Recording finished. The browser could not go on');
      deep(element, '[part~=discard-button]').click();
      await appears(element, '[part~=keep-button]');
      deep(element, '[part~=discard-button]').click();
      await element.updateComplete;
      expect(exists(element, '[part=result]')).to.equal(false);
      expect(exists(element, '[part=error]'), 'something was recorded').to.equal(false);
    });

    it('says in words that there is none', async () => {
      const { element, recording } = await recordingOfOne();
      const original = globalThis.MediaRecorder;
      Reflect.deleteProperty(globalThis, 'MediaRecorder');
      await recording.start(SMALL).catch(() => undefined);
      globalThis.MediaRecorder = original;
      await appears(element, '[part=error]');
      expect(text(element)).to.include('This browser cannot record calls');
      expect(status(element)).to.include('This browser cannot record calls');
      deep(element, '[part~=dismiss-button]').click();
      await element.updateComplete;
      expect(exists(element, '[part=error]')).to.equal(false);
    });

    it('says so in Chinese, and announces it', async () => {
      const session = await joined({ name: 'Ann' });
      const element = await fixture<RtcRecording>('<rtc-recording lang="zh"></rtc-recording>');
      element.session = session;
      await hasWord('zh', 'recordingFailed');
      const { prototype } = HTMLCanvasElement;
      const { captureStream } = prototype;
      Reflect.deleteProperty(prototype, 'captureStream');
      await recordingOf(session)
        .start(SMALL)
        .catch(() => undefined);
      prototype.captureStream = captureStream;
      await appears(element, '[part=error]');
      const words = '此浏览器无法录制通话。请使用最新版 Chrome、Edge、Firefox 或 Safari。';
      expect(text(element)).to.include(words);
      expect(status(element)).to.equal(`未能录制. ${words}`);
    });

    it('is shown with its result after the call was left', async () => {
      const { element, recording } = await recordingOfOne();
      await recording.start(SMALL);
      await waitUntil(() => recording.elapsed > 1000 && recording.bytes > 0, 'nothing');
      await element.session?.leave();
      await appears(element, '[part=result]');
    });
  });

  it('goes on when it is moved, and leaves nothing behind when it is removed', async () => {
    const { element, recording } = await recordingOfOne();
    await recording.start(SMALL);
    await finish(recording);
    const { href } = (await appears(element, '[part~=save-button]')) as HTMLAnchorElement;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await element.updateComplete;
    expect(exists(element, '[part=result]')).to.equal(true);
    elsewhere.remove();
    await waitUntil(() => element.session === undefined);
    await element.updateComplete;
    expect(exists(element, '[part=result]')).to.equal(false);
    expect(await fetch(href).catch((error: unknown) => error)).to.be.an('error');
    expect(recording.finished, 'the recording itself is kept').to.have.length(1);
    let told = 0;
    element.addEventListener('rtc-recording', () => (told += 1));
    await recording.start(SMALL);
    await finish(recording);
    expect(told).to.equal(0);
  });

  it('fits into 320 px', async () => {
    const { recording, element } = await pair();
    const frame = document.createElement('div');
    frame.style.inlineSize = '320px';
    document.body.append(frame);
    frame.append(element);
    recording.start(SMALL).catch(() => undefined);
    await appears(element, '[part=consent]');
    expect(frame.scrollWidth).to.equal(320);
    deep(element, '[part~=accept-button]').click();
    await appears(element, '[part=mark]');
    expect(frame.scrollWidth).to.equal(320);
    frame.remove();
  });

  it('writes times, sizes and names', () => {
    expect([0, 65_400, 3_723_000].map((ms) => clock(ms, 'en'))).to.deep.equal(['0:00', '1:05', '1:02:03']);
    expect(size(12_345_678, 'en')).to.equal('12.3 MB');
    expect(size(2_500_000_000, 'en')).to.equal('2.5 GB');
    expect(fileName(new Date(2026, 10, 3, 7, 5, 9), 'video/mp4;codecs=vp9')).to.equal(
      'recording-2026-11-03-07-05-09.mp4',
    );
    expect(fileName(new Date(), 'audio/webm')).to.match(/\.webm$/);
  });
});
