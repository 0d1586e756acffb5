import { expect, fixture } from '@open-wc/testing';
import '../../../src/index.js';
import type { RtcLobby } from '../../../src/index.js';
import { appears, call, cleanUp, deep, exists, reached, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

type Handler = (event: Event) => void;

/** Listeners of tracks: Firefox dispatches no event of a page to them. */
const handlers = new Map<EventTarget, [type: string, handler: Handler][]>();

/** As the system does for a phone call, a switch at the device or a closed lid. */
function hold(track: MediaStreamTrack | null, muted: boolean): void {
  if (!track) throw new Error('there is no track');
  Object.defineProperty(track, 'muted', { value: muted, configurable: true });
  const event = new Event(muted ? 'mute' : 'unmute');
  const listening = (handlers.get(track) ?? []).filter(([type]) => type === event.type);
  expect(listening).not.to.have.length(0);
  for (const [, handler] of listening) handler.call(track, event);
}

const WORDS = {
  microphone: 'Microphone muted by the system',
  camera: 'Camera stopped by the system',
} as const;

describe('A device that the system holds back', () => {
  const { addEventListener } = EventTarget.prototype;

  before(() => {
    MediaStreamTrack.prototype.addEventListener = function listen(
      this: MediaStreamTrack,
      ...args: Parameters<EventTarget['addEventListener']>
    ) {
      const [type, handler] = args;
      handlers.set(this, [...(handlers.get(this) ?? []), [type, handler as Handler]]);
      addEventListener.apply(this, args);
    };
  });

  after(() => {
    Reflect.deleteProperty(MediaStreamTrack.prototype, 'addEventListener');
  });

  afterEach(cleanUp);

  for (const source of ['microphone', 'camera'] as const) {
    it(`is shown by toolbar, tile and status: ${source}`, async () => {
      const element = await call('autojoin');
      await reached(element, 'in-call');
      const button = await appears(element, 'rtc-controls', `[part~=${source}-button]`);
      const own = await appears(element, 'rtc-stage', 'rtc-local-video');
      const status = deep(element, '[role=status]');
      const said = (): string => status.textContent.replaceAll(/\s+/g, ' ');
      expect(button.className).not.to.include('off');
      const track = element.session.media.getTrack(source);
      hold(track, true);
      await waitUntil(() => button.className.includes('off'), 'the button does not tell');
      expect(button.getAttribute('aria-label')).to.include(WORDS[source]);
      await waitUntil(() => said().includes(WORDS[source]), 'the status does not tell');
      await appears(own, source === 'microphone' ? '.muted' : '.avatar');
      if (source === 'camera') expect(deep(own, '.hint').textContent).to.include(WORDS.camera);
      // The person may still switch it off, and then it is off by their own will.
      hold(track, false);
      await waitUntil(() => !button.className.includes('off'), 'the button does not tell');
      await waitUntil(() => said().includes('works again'), 'the status does not tell');
      expect(exists(own, source === 'microphone' ? '.muted' : '.hint')).to.equal(false);
    });

    it(`is announced when the call begins, and shown in the lobby before it: ${source}`, async () => {
      const own = session();
      const lobby = await fixture<RtcLobby>('<rtc-lobby></rtc-lobby>');
      lobby.session = own;
      await own.openMedia();
      hold(own.media.getTrack(source), true);
      const button = await appears(lobby, `[part~=${source}-button].off`);
      expect(button.getAttribute('aria-label')).to.include(WORDS[source]);

      const element = await call();
      await element.session.openMedia();
      hold(element.session.media.getTrack(source), true);
      await element.join();
      await reached(element, 'in-call');
      const status = deep(element, '[role=status]');
      await waitUntil(() => status.textContent.includes(WORDS[source]), 'the status does not tell');
    });
  }
});
