import { expect, fixture, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { RtcCall } from '../../../src/components/rtc-call/rtc-call.js';
import type { RtcErrorEvent, RtcParticipantJoinEvent, RtcStateChangeEvent } from '../../../src/index.js';
import '../../../src/index.js';
import { startSignalingServer } from '../../support/signaling.js';
import { failure } from '../support/events.js';
import { framesAdvance, stubGetUserMedia } from '../support/media.js';
import {
  appears,
  call,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  joined,
  picture,
  reached,
} from './support.js';
import { waitUntil } from '../support/wait-until.js';

const refuse = (): ReturnType<typeof stubGetUserMedia> =>
  stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));

describe('<rtc-call>', () => {
  let media: ReturnType<typeof stubGetUserMedia> | undefined;

  afterEach(() => {
    media?.restore();
    media = undefined;
    cleanUp();
  });

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark'] as const) {
      it(`holds in every state of a call (${scheme})`, async () => {
        colorScheme(scheme);
        const room = freshRoom();
        const element = await call('', '', room);
        await expect(element).to.be.accessible();
        await element.join();
        await reached(element, 'in-call');
        await expect(element).to.be.accessible();
        const other = await joined({ room, name: 'Bob' });
        await appears(element, 'rtc-stage', 'rtc-remote-video', 'video.showing');
        await expect(element).to.be.accessible();
        await other.toggleCamera(false);
        await other.toggleMicrophone(false);
        await appears(element, 'rtc-stage', 'rtc-remote-video', '.muted');
        await element.toggleMicrophone(false);
        await element.toggleCamera(false);
        await element.updateComplete;
        await expect(element).to.be.accessible();
        await element.leave();
        await reached(element, 'left');
        await expect(element).to.be.accessible();
      });

      it(`holds while waiting for permission and after a refusal (${scheme})`, async () => {
        colorScheme(scheme);
        media = stubGetUserMedia(() => new Promise(() => undefined));
        const element = await call();
        void failure(element.join());
        await reached(element, 'joining');
        await expect(element).to.be.accessible();
        await element.leave();
        media.restore();
        media = refuse();
        const refused = await call();
        await failure(refused.join());
        await reached(refused, 'failed');
        await expect(refused).to.be.accessible();
      });
    }

    it('announces politely what happens', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      const status = deep(element, '[role=status]');
      await element.join();
      await waitUntil(() => status.textContent.includes('You joined'), 'joining is not announced');
      await waitUntil(() => element.session.features.chat, 'what comes later is not there');
      const other = await joined({ room, name: 'Bob' });
      await waitUntil(() => status.textContent.includes('Bob⁩ joined'), 'Bob is not announced');
      await element.toggleMicrophone(false);
      await waitUntil(() => status.textContent.includes('Microphone muted'), 'muting is not announced');
      await other.leave();
      await waitUntil(() => status.textContent.includes('Bob⁩ left'), 'leaving is not announced');
      expect(deep(element, '[role=status]')).to.equal(status);
    });

    it('warns when the words of a connection have changed', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      const status = deep(element, '[role=status]');
      const [, other] = await Promise.all([element.join(), joined({ room, name: 'Bob' })]);
      const { session } = element;
      await waitUntil(() => session.features.chat && element.participants.length === 1, 'not together');
      const publish = (state: 'ready' | 'changed'): void => {
        session.features.verification = { [other.self.id]: { state, words: [] } };
        session.dispatchEvent(new Event('change'));
      };
      const warning = 'The words of the connection with \u2068Bob\u2069 have changed. Compare them again.';
      const isWarning = (): boolean => status.textContent.includes(warning);
      publish('changed');
      await waitUntil(isWarning, 'no warning');
      expect(status.firstElementChild?.className).to.equal('passing');
      publish('ready');
      await other.leave();
      await waitUntil(() => !isWarning(), 'the warning stays');
    });

    it('keeps the previous announcement visible, and does not repeat it', async () => {
      const element = await call('autojoin no-camera');
      await reached(element, 'in-call');
      const status = deep(element, '[role=status]');
      const words = (): (string | undefined)[] =>
        Array.from(status.children, ({ textContent }) => textContent.trim());
      media = refuse();
      await failure(element.toggleCamera(true));
      await waitUntil(() => (words()[0] ?? '').startsWith('Camera blocked'), 'the error is not announced');
      const [before] = status.children;
      await element.toggleMicrophone(false);
      await waitUntil(() => words()[1] === 'Microphone muted', 'muting is not announced');
      const [seen, heard] = status.children;
      expect([seen?.className, heard?.className]).to.deep.equal(['passing', 'hidden']);
      // Only what is new in it is read out.
      expect(status).to.have.attribute('aria-atomic', 'false');
      expect(seen).to.equal(before);
      expect(seen?.textContent).to.match(/Camera blocked/);
    });

    it('announces shared screens', async () => {
      const room = freshRoom();
      const element = await call('no-camera no-microphone', '', room);
      const status = deep(element, '[role=status]');
      const [, other] = await Promise.all([element.join(), joined({ room, name: 'Ann' })]);
      await waitUntil(() => element.participants.length === 1, 'nobody there');
      await other.toggleScreen(true);
      await waitUntil(() => status.textContent.includes('Ann⁩ shares their screen'), 'not announced');
      await element.toggleScreen(true);
      await waitUntil(() => status.textContent.includes('You are sharing'), 'the own one is not announced');
      await element.toggleScreen(false);
      await waitUntil(() => status.textContent.includes('You stopped'), 'the end is not announced');
    });

    it('covers the notice of the own screen with no announcement and no photo', async () => {
      const element = await call('no-microphone');
      await element.join();
      await element.toggleScreen(true);
      const status = deep(element, '[role=status]');
      await waitUntil(() => status.textContent.includes('You are sharing'), 'not announced');
      const notice = await appears(element, 'rtc-stage', '[part~=sharing]');
      const announcement = status.firstElementChild?.getBoundingClientRect() ?? new DOMRect();
      expect(announcement.height).to.be.above(0);
      expect(notice.getBoundingClientRect().top).to.be.at.least(announcement.bottom);
      (await appears(element, 'rtc-controls', '[part~=snapshot-button]')).click();
      const card = await appears(element, 'rtc-snapshot', '.card');
      await Promise.all(card.getAnimations().map(({ finished }) => finished));
      expect(notice.getBoundingClientRect().top).to.be.at.least(card.getBoundingClientRect().bottom);
    });

    it('animates an announcement only while it comes and goes', async () => {
      await emulateMedia({ reducedMotion: 'no-preference' });
      try {
        const element = await call('no-camera no-microphone autojoin');
        const announcement = await appears(element, '[role=status] > .passing');
        const { animationDelay, animationDuration } = getComputedStyle(announcement);
        // As long as something is animated, a browser paints the page again and again.
        expect([animationDelay, animationDuration]).to.deep.equal(['0s, 4.6s', '0.2s, 0.4s']);
      } finally {
        await emulateMedia({ reducedMotion: 'reduce' });
      }
    });

    it('announces errors while reconnecting, and that it is still reconnecting', async () => {
      const server = await startSignalingServer();
      const element = await call('no-camera no-microphone');
      element.signaling = server.url;
      await element.join();
      await server.stop();
      await reached(element, 'reconnecting');
      media = refuse();
      await failure(element.toggleCamera(true));
      await waitUntil(
        () => /Camera .+ Connection lost/.test(deep(element, '[role=status]').textContent),
        'the error is not announced',
      );
    });

    it('lets the keyboard alone make and end a call', async () => {
      const element = await call();
      const input = deep(element, 'rtc-lobby', 'input');
      input.focus();
      await sendKeys({ type: 'Ann' });
      await sendKeys({ press: 'Enter' });
      await reached(element, 'in-call');
      expect(element.session.name).to.equal('Ann');
      const toolbar = deep(element, 'rtc-controls').shadowRoot;
      await waitUntil(() => toolbar?.activeElement, 'the focus is lost');
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Enter' });
      await reached(element, 'left');
      await waitUntil(() => element.shadowRoot?.activeElement?.matches('button'), 'the focus is lost');
    });
  });

  describe('properties', () => {
    it('reflects the state as attribute and custom state', async () => {
      const element = await call();
      expect(element).to.have.attribute('state', 'idle');
      await element.join();
      expect(element).to.have.attribute('state', 'in-call');
      expect(element.matches(':state(in-call)')).to.equal(true);
      expect(element.matches(':state(idle)')).to.equal(false);
      await element.leave();
      expect(element).to.have.attribute('state', 'left');
    });

    it('uses attributes that were set right before joining', async () => {
      const element = document.createElement('rtc-call');
      const place = await fixture(`<div></div>`);
      place.append(element);
      element.signaling = 'broadcast:';
      element.room = freshRoom();
      element.name = 'Ann';
      element.noCamera = true;
      await element.join();
      expect(element.session.self.name).to.equal('Ann');
      expect(element.session.room).to.equal(element.room);
      expect(element.session.self.media).to.include({ camera: false, microphone: true });
    });

    it('starts without camera and microphone with `no-camera` and `no-microphone`', async () => {
      const element = await call('no-camera no-microphone');
      await element.join();
      expect(element.session.self.media).to.include({ camera: false, microphone: false });
    });

    it('keeps a name from the lobby when other things change', async () => {
      const element = await call('name="Ann"');
      const lobby = deep(element, 'rtc-lobby');
      const input = deep(lobby, 'input') as HTMLInputElement;
      expect(input.value).to.equal('Ann');
      input.value = 'Bob';
      deep(lobby, '.primary[type=submit]').click();
      await reached(element, 'in-call');
      element.token = 'x';
      await element.updateComplete;
      expect(element.session.name).to.equal('Bob');
    });

    it('joins by itself with `autojoin`, once it knows where', async () => {
      const element = await fixture<RtcCall>(`<rtc-call autojoin room="${freshRoom()}"></rtc-call>`);
      expect(element.state).to.equal('idle');
      element.signaling = 'broadcast:';
      await reached(element, 'in-call');
      await element.leave();
      element.name = 'Ann';
      await element.updateComplete;
      expect(element.state).to.equal('left');
    });

    it('joins by itself again when it is inserted again, and never after a farewell', async () => {
      const element = await call('autojoin no-camera no-microphone');
      await reached(element, 'in-call');
      const place = element.parentElement;
      element.remove();
      await waitUntil(() => element.state === 'left');
      place?.append(element);
      await reached(element, 'in-call');
      await element.leave();
      element.name = 'Ann';
      await element.updateComplete;
      expect(element.state).to.equal('left');
    });

    it('speaks the language of `lang`, in nested parts too, and changes it', async () => {
      const element = await call('lang="zh-CN"');
      const heading = deep(element, 'rtc-lobby', 'h2');
      await waitUntil(() => heading.textContent === '准备好加入了吗？', 'the heading is not in Chinese');
      const label = deep(element, 'rtc-lobby', 'rtc-device-picker', '.label');
      await waitUntil(() => label.textContent === '摄像头', 'nested parts are not in Chinese');
      element.lang = 'en';
      await waitUntil(() => heading.textContent === 'Ready to join?', 'the heading does not follow');
      await waitUntil(() => label.textContent === 'Camera', 'nested parts do not follow');
    });
  });

  describe('events', () => {
    it('tells of every state, in the document', async () => {
      const seen: string[] = [];
      const done = new AbortController();
      document.addEventListener(
        'rtc-state-change',
        (event: RtcStateChangeEvent) => seen.push(`${event.previous} ${event.state}`),
        done,
      );
      const element = await call();
      await Promise.all([element.join(), element.join()]);
      await element.leave();
      done.abort();
      expect(seen).to.deep.equal(['idle joining', 'joining in-call', 'in-call left']);
    });

    it('tells of participants', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      await element.join();
      const arrival = oneEvent(
        element,
        'rtc-participant-join',
      ) as unknown as Promise<RtcParticipantJoinEvent>;
      const other = await joined({ room, name: 'Bob' });
      expect((await arrival).participant.name).to.equal('Bob');
      expect(element.participants.map(({ name }) => name)).to.deep.equal(['Bob']);
      const departure = oneEvent(element, 'rtc-participant-leave');
      await other.leave();
      await departure;
      expect(element.participants).to.deep.equal([]);
    });

    it('tells why joining failed', async () => {
      media = refuse();
      const element = await call();
      const event = oneEvent(element, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      await failure(element.join());
      expect((await event).error.code).to.match(/^permission-/);
    });
  });

  describe('the default user interface', () => {
    it('goes from lobby to stage to farewell, and back in', async () => {
      const element = await call();
      deep(element, 'rtc-lobby', '.primary[type=submit]').click();
      await appears(element, 'rtc-stage');
      deep(element, 'rtc-controls', '.danger').click();
      const rejoin = await appears(element, '[part~=rejoin-button]');
      rejoin.click();
      await appears(element, 'rtc-stage');
    });

    it('can cancel joining while the browser asks', async () => {
      media = stubGetUserMedia(() => new Promise(() => undefined));
      const element = await call();
      void failure(element.join());
      await reached(element, 'joining');
      expect(deep(element, 'h2').textContent.trim()).to.equal('Waiting for permission…');
      deep(element, '[part~=cancel-button]').click();
      await reached(element, 'left');
    });

    it('says what to do after a refusal, and tries again', async () => {
      media = refuse();
      const element = await call();
      await failure(element.join());
      const retry = await appears(element, '[part~=retry-button]');
      expect(deep(element, 'h2').textContent).to.match(/Camera and microphone/);
      media.restore();
      media = undefined;
      retry.click();
      await reached(element, 'in-call');
      expect(element.session.self.media.camera).to.equal(true);
    });

    it('offers to join without camera and microphone', async () => {
      media = refuse();
      const element = await call();
      await failure(element.join());
      (await appears(element, '[part~=without-button]')).click();
      await reached(element, 'in-call');
      expect(element.session.self.media.camera).to.equal(false);
    });

    it('says when the call is not set up', async () => {
      const element = await fixture<RtcCall>(`<rtc-call></rtc-call>`);
      await failure(element.join());
      await reached(element, 'failed');
      expect(deep(element, 'h2').textContent.trim()).to.equal('This call is not set up');
      expect(exists(element, '[part~=without-button]')).to.equal(false);
    });

    it('shows somebody else with a moving picture', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      await Promise.all([element.join(), joined({ room, name: '<b>Bob</b>' })]);
      const video = await picture(element, 'rtc-stage', 'rtc-remote-video');
      await framesAdvance(video);
      expect(deep(element, 'rtc-stage', 'rtc-remote-video', 'bdi').textContent.trim()).to.equal('<b>Bob</b>');
    });
  });

  describe('slots and parts', () => {
    it('shows only the layout of the page when there is one', async () => {
      const element = await call('', '<p>mine</p>');
      expect(exists(element, '.ui')).to.equal(false);
      expect(element.querySelector('p')?.assignedSlot).to.equal(deep(element, 'slot'));
      element.replaceChildren();
      await appears(element, '.ui');
      element.append(document.createElement('p'));
      await waitUntil(() => !exists(element, '.ui'), 'the default user interface stays');
    });

    it('lets a page style the pieces of nested parts', async () => {
      const place = await fixture(`<div>
        <style>
          rtc-call::part(leave-button) { background: rgb(1, 2, 3) }
          rtc-call::part(avatar) { background: rgb(4, 5, 6) }
        </style>
        <rtc-call signaling="broadcast:" room="${freshRoom()}" no-camera></rtc-call>
      </div>`);
      const element = place.querySelector('rtc-call')!;
      await element.join();
      const button = await appears(element, 'rtc-controls', '.danger');
      expect(getComputedStyle(button).backgroundColor).to.equal('rgb(1, 2, 3)');
      const avatar = await appears(element, 'rtc-stage', 'rtc-local-video', '.avatar');
      expect(getComputedStyle(avatar).backgroundColor).to.equal('rgb(4, 5, 6)');
    });
  });

  describe('lifecycle', () => {
    it('takes photos of oneself and of others, in their resolution', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      const [other] = await Promise.all([joined({ room }), element.join()]);
      await picture(element, 'rtc-stage', 'rtc-remote-video');
      const taken: string[] = [];
      element.addEventListener('rtc-snapshot', ({ participant }) => taken.push(participant));
      const own = await createImageBitmap(await element.takeSnapshot());
      const { width, height } = element.session.media.getTrack('camera')?.getSettings() ?? {};
      expect([own.width, own.height]).to.deep.equal([width, height]);
      const theirs = await element.takeSnapshot({ participant: other.self.id, type: 'image/jpeg' });
      expect(theirs.type).to.equal('image/jpeg');
      expect(taken).to.deep.equal([element.session.self.id, other.self.id]);
      await element.toggleCamera(false);
      const refused = await element.takeSnapshot().catch((error: unknown) => error);
      expect(refused).to.have.property('code', 'no-picture');
    });

    it('keeps the call when it is moved', async () => {
      const room = freshRoom();
      const place = await fixture(`<div><section id="a"></section><section id="b"></section></div>`);
      const element = document.createElement('rtc-call');
      Object.assign(element, { signaling: 'broadcast:', room });
      place.querySelector('#a')?.append(element);
      await Promise.all([element.join(), joined({ room })]);
      const video = await picture(element, 'rtc-stage', 'rtc-remote-video');
      const track = element.session.getTrack('', 'camera') ?? element.session.media.getTrack('camera');
      place.querySelector('#b')?.append(element);
      await element.updateComplete;
      expect(element.state).to.equal('in-call');
      expect(track?.readyState).to.equal('live');
      expect(deep(element, 'rtc-stage', 'rtc-remote-video', 'video')).to.equal(video);
      await framesAdvance(video);
    });

    it('ends the call when it is removed, and can start again', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      const [other] = await Promise.all([joined({ room }), element.join()]);
      await waitUntil(() => other.participants.length === 1);
      const tracks = [element.session.media.getTrack('camera'), element.session.media.getTrack('microphone')];
      const place = element.parentElement;
      element.remove();
      await Promise.resolve();
      expect(tracks.map((track) => track?.readyState)).to.deep.equal(['ended', 'ended']);
      expect(element.state).to.equal('left');
      await waitUntil(() => other.participants.length === 0, 'the other one is not told');
      place?.append(element);
      await element.join();
      await waitUntil(() => other.participants.length === 1, 'not back again');
    });

    it('gets its services also when it was removed while they were being loaded', async () => {
      const element = await call('no-camera no-microphone');
      type Want = (importPart: () => Promise<unknown>, use: (part: unknown) => void) => void;
      const host = element as unknown as { want: Want };
      const want = host.want.bind(element);
      let lost = 0;
      // As `want` forgets a part for an element that is gone.
      host.want = (importPart, use) => {
        if (lost === 0 && String(importPart).includes('call-services')) lost += 1;
        else want(importPart, use);
      };
      await waitUntil(() => lost > 0, 'they are not wanted');
      const place = element.parentElement;
      element.remove();
      await Promise.resolve();
      place?.append(element);
      await element.join();
      await appears(element, 'rtc-recording');
    });

    it('can be registered twice', () => {
      expect(() => {
        RtcCall.define();
      }).not.to.throw();
    });
  });

  it('keeps a person muted who has muted themselves, whatever the attributes become', async () => {
    const element = await call('no-microphone no-camera');
    await element.join();
    await element.toggleMicrophone(true);
    await element.toggleMicrophone(false);
    element.removeAttribute('no-microphone');
    await element.updateComplete;
    expect(element.session.media.microphone).to.equal(false);
  });

  it('has its toolbar in reach beside an open chat, however narrow it is', async () => {
    const element = await call('no-camera style="width: 20rem"');
    await element.join();
    const controls = await appears(element, 'rtc-controls');
    (await appears(controls, '[part~=chat-button]')).click();
    await appears(await appears(element, 'rtc-chat'), 'textarea');
    const leave = await appears(controls, '[part~=leave-button]');
    leave.scrollIntoView();
    const { left, top, width, height } = leave.getBoundingClientRect();
    const hit = element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
    expect(hit?.localName).to.equal('rtc-controls');
    const chat = deep(element, 'rtc-chat').getBoundingClientRect();
    expect(chat.bottom).to.be.at.most(controls.getBoundingClientRect().top);
  });

  it('shows announcements below the notices of recordings', async () => {
    const element = await call('no-camera');
    await element.join();
    const recording = (await appears(element, 'rtc-recording')).getBoundingClientRect();
    const said = deep(element, '[part=status]').getBoundingClientRect();
    expect(said.top).to.be.at.least(recording.bottom);
  });

  it('builds what is said of recordings once it is in the call, so that joining takes no longer for it', async () => {
    const element = await call('no-camera');
    await waitUntil(() => element.session.features.chat, 'no services');
    const joining = element.join();
    await element.updateComplete;
    expect(element.state).to.equal('joining');
    expect(exists(element, 'rtc-recording')).to.equal(false);
    await joining;
    await appears(element, 'rtc-recording');
  });

  it('leaves what is said of recordings to an <rtc-recording> of the page, which would say everything twice', async () => {
    const element = await call('no-camera', '<rtc-stage></rtc-stage><rtc-recording></rtc-recording>');
    await element.join();
    await appears(element.querySelector('rtc-stage')!, 'rtc-local-video');
    const other = await call('no-camera', '<rtc-stage></rtc-stage>');
    await other.join();
    // Of two that joined one after the other, the later one has its own by now.
    await appears(other, 'rtc-recording');
    expect(exists(element, 'rtc-recording')).to.equal(false);
  });
});
