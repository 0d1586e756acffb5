import { expect, fixture, oneEvent } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { CallSession, Participant, PathProblem, RtcRemoteVideo } from '../../../src/index.js';
import '../../../src/index.js';
import { Quality } from '../../../src/core/features/quality/index.js';
import { fakeTrack, framesAdvance } from '../support/media.js';
import {
  appears,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  joined,
  picture,
  videoOf,
} from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('<rtc-remote-video>', () => {
  afterEach(cleanUp);

  async function pair(): Promise<{ here: CallSession; there: CallSession; element: RtcRemoteVideo }> {
    const room = freshRoom();
    const [here, there] = await Promise.all([
      joined({ room, name: 'Ann' }),
      joined({ room, name: 'Bob Ray' }),
    ]);
    const element = await fixture<RtcRemoteVideo>(`<rtc-remote-video></rtc-remote-video>`);
    element.session = here;
    return { here, there, element };
  }

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds with nobody, while connecting, with and without picture (${scheme})`, async () => {
        colorScheme(scheme);
        const nobody = await fixture<RtcRemoteVideo>(`<rtc-remote-video></rtc-remote-video>`);
        await expect(nobody).to.be.accessible();
        const { there, element } = await pair();
        await element.updateComplete;
        await expect(element).to.be.accessible();
        await appears(element, 'video.showing');
        await expect(element).to.be.accessible();
        await there.toggleCamera(false);
        await there.toggleMicrophone(false);
        await appears(element, '.muted');
        await appears(element, '.avatar');
        await expect(element).to.be.accessible();
      });
    }
  });

  describe('content', () => {
    it('is the one who joined first, with picture and sound', async () => {
      const { here, there, element } = await pair();
      const video = await picture(element);
      await framesAdvance(video);
      const stream = video.srcObject as MediaStream;
      expect(stream.getTracks()).to.have.members([
        here.getTrack(there.self.id, 'camera'),
        here.getTrack(there.self.id, 'microphone'),
      ]);
      expect(video.muted).to.equal(false);
      expect(deep(element, 'bdi').textContent.trim()).to.equal('Bob Ray');
    });

    it('follows camera and microphone of the other', async () => {
      const { there, element } = await pair();
      const video = await picture(element);
      const stream = video.srcObject;
      await there.toggleCamera(false);
      await waitUntil(() => element.matches(':state(camera-off)'), 'camera off is not shown');
      expect(deep(element, '.avatar').textContent.trim()).to.equal('BR');
      await there.toggleMicrophone(false);
      await waitUntil(() => element.matches(':state(muted)'), 'muted is not shown');
      await there.toggleCamera(true);
      await appears(element, 'video.showing');
      expect(video.srcObject).to.equal(stream);
      await framesAdvance(video);
    });

    it('is the participant that the attribute names', async () => {
      const { there, element } = await pair();
      element.participant = 'nobody';
      await element.updateComplete;
      expect(element.matches(':state(empty)')).to.equal(true);
      element.participant = there.self.id;
      await element.updateComplete;
      expect(element.matches(':state(empty)')).to.equal(false);
    });

    it('is shown without a picture while data is saved, and with it afterwards', async () => {
      const { here, element } = await pair();
      await picture(element);
      Quality.of(here).lowData = true;
      await appears(element, '.avatar');
      expect(element.matches(':state(camera-off)')).to.equal(true);
      Quality.of(here).lowData = false;
      await framesAdvance(await picture(element));
    });

    it('goes when the participant leaves', async () => {
      const { there, element } = await pair();
      const video = await picture(element);
      await there.leave();
      await waitUntil(() => element.matches(':state(empty)'), 'still there');
      expect(video.srcObject).to.equal(null);
    });

    it('plays at the volume of the attribute', async () => {
      const { element } = await pair();
      element.volume = 0.25;
      await element.updateComplete;
      expect(videoOf(element).volume).to.equal(0.25);
      element.volume = 7;
      await element.updateComplete;
      expect(videoOf(element).volume).to.equal(1);
    });
  });

  it('plays at full volume when the volume is not a number', async () => {
    const { element } = await pair();
    element.setAttribute('volume', 'loud');
    const video = await picture(element);
    expect(video.volume).to.equal(1);
  });

  it("goes on with the system's speaker where the chosen one is gone", async () => {
    const { here, there, element } = await pair();
    const video = await picture(element);
    const asked: string[] = [];
    video.setSinkId = (id) => {
      asked.push(id);
      return Promise.reject(new DOMException('gone', 'NotFoundError'));
    };
    try {
      const speakers = here.media.devices.list('audiooutput');
      const speaker = speakers.at(-1)?.deviceId ?? '';
      expect(speaker).not.to.equal('');
      // A speaker may have been remembered.
      await here.media.selectDevice('audiooutput', '');
      await element.updateComplete;
      await here.media.selectDevice('audiooutput', speaker);
      await waitUntil(() => asked.includes(speaker), 'not chosen');
      asked.splice(0);
      await here.media.selectDevice('audiooutput', 'gone');
      await element.updateComplete;
      await there.toggleMicrophone(false);
      await appears(element, '.muted');
      // The system's own speaker is used then, which needs no second try either.
      expect(asked).to.deep.equal(['']);
    } finally {
      await here.media.selectDevice('audiooutput', '');
    }
  });

  it('gets its stream again when a track of it is replaced', async () => {
    const { here, element } = await pair();
    const video = await picture(element);
    const given: unknown[] = [];
    const stream = video.srcObject;
    Object.defineProperty(video, 'srcObject', {
      configurable: true,
      get: () => stream,
      set: (value) => given.push(value),
    });
    const other = await fakeTrack('video');
    const getTrack = here.getTrack.bind(here);
    here.getTrack = (id, source) => (source === 'camera' ? other : getTrack(id, source));
    here.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(given).to.deep.equal([stream]);
    Reflect.deleteProperty(video, 'srcObject');
    other.stop();
  });

  it('shows a screen with its sound', async () => {
    const { here, there, element } = await pair();
    element.source = 'screen';
    await there.toggleScreen(true);
    const video = await picture(element);
    expect((video.srcObject as MediaStream).getTracks()).to.have.members([
      here.getTrack(there.self.id, 'screen'),
      here.getTrack(there.self.id, 'screen-audio'),
    ]);
    expect(video.muted).to.equal(false);
    expect(deep(element, 'bdi').textContent.trim()).to.equal('\u2068Bob Ray\u2069’s screen');
  });

  describe('blocked sound', () => {
    it('plays the picture muted, says so, and turns the sound on at a click', async () => {
      const element = await fixture<RtcRemoteVideo>(`<rtc-remote-video></rtc-remote-video>`);
      const video = videoOf(element);
      // This browser was started so that it never blocks; a stricter one refuses just so.
      let strict = true;
      const play = video.play.bind(video);
      video.play = () =>
        strict && !video.muted ? Promise.reject(new DOMException('gesture', 'NotAllowedError')) : play();
      const blocked = oneEvent(document, 'rtc-autoplay-blocked');
      const room = freshRoom();
      const [here] = await Promise.all([joined({ room }), joined({ room })]);
      element.session = here;
      await blocked;
      await framesAdvance(video);
      expect(video.muted).to.equal(true);
      const button = await appears(element, '[part~=sound-button]');
      await expect(element).to.be.accessible();
      strict = false;
      button.click();
      await element.updateComplete;
      expect(video.muted).to.equal(false);
      expect(exists(element, '[part~=sound-button]')).to.equal(false);
      await waitUntil(() => !video.paused);
    });
  });

  describe('lifecycle', () => {
    it('lets go of the stream when it is removed, and plays again when it is back', async () => {
      const { element } = await pair();
      const video = await picture(element);
      const place = element.parentElement;
      element.remove();
      await waitUntil(() => video.srcObject === null, 'the stream stays');
      place?.append(element);
      await appears(element, 'video.showing');
      await framesAdvance(video);
    });
  });

  describe('a connection that is interrupted', () => {
    /** As the session would show them. */
    async function shown(news: Partial<Participant>): Promise<[RtcRemoteVideo, CallSession]> {
      const { here, there, element } = await pair();
      await picture(element);
      const [participant] = here.participants;
      Object.defineProperty(here, 'participants', {
        value: [{ ...participant, ...news }],
        configurable: true,
      });
      here.dispatchEvent(new Event('change'));
      await appears(element, '.hint');
      expect(there.state).to.equal('in-call');
      return [element, here];
    }

    it('says since when, above the picture', async () => {
      const interruptedSince = Date.now() - 65_000;
      const [element] = await shown({ connectionState: 'restarting', interruptedSince });
      const elapsed = await appears(element, 'rtc-elapsed');
      await waitUntil(() => /^1:\d\d$/.test(elapsed.shadowRoot?.textContent ?? ''), 'no time');
      expect(deep(element, '.hint').textContent.trim()).to.equal('Reconnecting…');
      const before = elapsed.shadowRoot?.textContent;
      await waitUntil(() => elapsed.shadowRoot?.textContent !== before, 'time stands still');
      await expect(element).to.be.accessible();
    });

    it('moves nothing while it is made again', async () => {
      await emulateMedia({ reducedMotion: 'no-preference' });
      try {
        const [element] = await shown({ connectionState: 'restarting', interruptedSince: Date.now() });
        const moving = (): Animation[] =>
          element.shadowRoot?.getAnimations().filter(({ playState }) => playState !== 'finished') ?? [];
        await waitUntil(() => exists(element, '.hint.busy') && moving().length === 0, 'something moves');
      } finally {
        await emulateMedia({ reducedMotion: 'reduce' });
      }
    });

    it('is tried again at the push of a button, once it has failed', async () => {
      const [element, here] = await shown({ connectionState: 'failed', interruptedSince: Date.now() });
      const said = await appears(element, 'rtc-path-problem');
      await waitUntil(() => said.shadowRoot?.textContent === 'No connection', 'nothing is said');
      await expect(element).to.be.accessible();
      const retried: string[] = [];
      here.retry = (id) => retried.push(id);
      deep(element, '[part~=retry-button]').click();
      expect(retried).to.deep.equal([here.participants[0]?.id]);
    });

    it('says why there is no path, and can be tried again meanwhile', async () => {
      const url = 'turn:turn.example.com:3478';
      const refused = (code: number): PathProblem => ({
        relay: 'refused',
        errors: [
          { url: 'turns:turn.example.com', code: 701, text: '' },
          { url, code, text: 'No.' },
        ],
      });
      const cases: [PathProblem, RegExp, RegExp][] = [
        [{ relay: 'missing', errors: [] }, /no relay \(TURN\) is set up$/, /未设置中继服务器/],
        [
          { relay: 'unreachable', errors: [{ url, code: 701, text: '' }] },
          /cannot be reached \(turn:turn.example.com:3478: no answer\)$/,
          /turn:turn.example.com:3478: 无应答/,
        ],
        [refused(401), /refused the credentials \(turn:\S+: 401 No\)$/, /拒绝了凭据/],
        [refused(508), /refused to serve \(turn:\S+: 508 No\)$/, /拒绝提供服务/],
        [{ relay: 'available', errors: [] }, /the other side may not reach it$/, /对方/],
      ];
      const [element, here] = await shown({ connectionState: 'connecting' });
      for (const lang of ['en', 'zh']) {
        element.lang = lang;
        for (const [pathProblem, english, chinese] of cases) {
          const participants = [{ ...here.participants[0], pathProblem }];
          Object.defineProperty(here, 'participants', { value: participants, configurable: true });
          here.dispatchEvent(new Event('change'));
          const said = await appears(element, 'rtc-path-problem');
          const words = lang === 'en' ? english : chinese;
          await waitUntil(() => words.test(said.shadowRoot?.textContent ?? ''), String(words));
        }
      }
      await expect(element).to.be.accessible();
      const retried: string[] = [];
      here.retry = (id) => retried.push(id);
      deep(element, '[part~=retry-button]').click();
      expect(retried).to.have.length(1);
    });
  });

  it('turns blocked sound on after a gesture, also after it was moved', async () => {
    const element = await fixture<RtcRemoteVideo>('<rtc-remote-video></rtc-remote-video>');
    const video = videoOf(element);
    const play = video.play.bind(video);
    let strict = true;
    video.play = () =>
      strict && !video.muted ? Promise.reject(new DOMException('a gesture', 'NotAllowedError')) : play();
    const room = freshRoom();
    const [here] = await Promise.all([joined({ room }), joined({ room })]);
    element.session = here;
    await appears(element, '[part~=sound-button]');
    const box = document.createElement('div');
    element.after(box);
    box.append(element);
    await element.updateComplete;
    strict = false;
    document.body.click();
    await waitUntil(() => !video.muted, 'no sound');
  });
});
