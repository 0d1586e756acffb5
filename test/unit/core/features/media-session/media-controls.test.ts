import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../../src/core/index.js';
import type * as Controls from '../../../../../src/core/features/media-session/index.js';
import { waitUntil } from '../../../support/wait-until.js';

type Handler = (() => void) | null;

/** The media session of a browser, whose buttons only a person could press. */
class Browser {
  readonly handlers = new Map<string, Handler>();
  readonly active = new Map<string, boolean>();
  readonly #known: readonly string[];

  constructor(...known: string[]) {
    this.#known = known;
  }

  setActionHandler(action: string, handler: Handler): void {
    if (!this.#known.includes(action)) throw new TypeError(`${action} is no MediaSessionAction.`);
    this.handlers.set(action, handler);
  }

  setMicrophoneActive(on: boolean): Promise<void> {
    this.active.set('microphone', on);
    return Promise.reject(new DOMException('The page is not in the foreground.', 'InvalidStateError'));
  }

  setCameraActive(on: boolean): undefined {
    this.active.set('camera', on);
  }

  /** Actions that do something now. */
  get handled(): string[] {
    return Array.from(this.handlers, ([action, handler]) => (handler ? action : [])).flat();
  }

  press(action: string): void {
    this.handlers.get(action)?.();
  }
}

const ALL = ['togglemicrophone', 'togglecamera', 'hangup', 'enterpictureinpicture'] as const;

describe('MediaControls', () => {
  const sessions: CallSession[] = [];
  let versions = 0;

  afterEach(() => {
    for (const session of sessions.splice(0)) session.dispose();
    Reflect.deleteProperty(navigator, 'mediaSession');
  });

  function has(browser: Browser | undefined): Browser | undefined {
    Object.defineProperty(navigator, 'mediaSession', { configurable: true, value: browser });
    return browser;
  }

  /** As in another page: which actions the browser knows is remembered. */
  async function freshly(): Promise<typeof Controls.MediaControls> {
    versions += 1;
    const url = new URL('../../../../../src/core/features/media-session/media-controls.ts', import.meta.url);
    const { MediaControls } = (await import(`${url.href}?${String(versions)}`)) as typeof Controls;
    return MediaControls;
  }

  function session(): CallSession {
    const made = new CallSession({ signaling: 'broadcast:', room: `media controls ${Math.random()}` });
    made.media.wanted = { microphone: false, camera: false };
    sessions.push(made);
    return made;
  }

  it('mute, switch the camera off, and leave, from the beginning of a call to its end', async () => {
    const MediaControls = await freshly();
    const browser = has(new Browser(...ALL))!;
    const call = session();
    MediaControls.of(call);
    expect(browser.handled).to.deep.equal([]);
    await call.join();
    expect(browser.handled).to.have.members(['togglemicrophone', 'togglecamera', 'hangup']);
    browser.press('togglemicrophone');
    await waitUntil(() => call.media.microphone, 'still muted');
    browser.press('togglecamera');
    await waitUntil(() => call.media.camera, 'no camera');
    browser.press('togglecamera');
    expect(call.media.camera).to.equal(false);
    browser.press('hangup');
    expect(call.state).to.equal('left');
    expect(browser.handled).to.deep.equal([]);
  });

  it('show whether microphone and camera are on', async () => {
    const MediaControls = await freshly();
    const browser = has(new Browser(...ALL))!;
    const call = session();
    await call.join();
    MediaControls.of(call);
    expect(Object.fromEntries(browser.active)).to.deep.equal({ microphone: false, camera: false });
    await call.toggleMicrophone(true);
    await call.toggleCamera(true);
    expect(Object.fromEntries(browser.active)).to.deep.equal({ microphone: true, camera: true });
    await call.toggleMicrophone(false);
    expect(browser.active.get('microphone')).to.equal(false);
  });

  it('belong to the call that began last, and then to the one before', async () => {
    const MediaControls = await freshly();
    const browser = has(new Browser(...ALL))!;
    const [first, second] = [session(), session()];
    for (const call of [first, second]) {
      MediaControls.of(call);
      await call.join();
    }
    await first.toggleMicrophone(true);
    expect(browser.active.get('microphone')).to.equal(false);
    browser.press('hangup');
    expect([first.state, second.state]).to.deep.equal(['in-call', 'left']);
    expect(browser.active.get('microphone')).to.equal(true);
    browser.press('hangup');
    expect(first.state).to.equal('left');
    expect(browser.handled).to.deep.equal([]);
  });

  it('open a small window where they are given one to open', async () => {
    const MediaControls = await freshly();
    const browser = has(new Browser(...ALL))!;
    const call = session();
    const controls = MediaControls.of(call);
    let opened = 0;
    const open = (): void => {
      opened += 1;
    };
    controls.smallWindow = open;
    expect(browser.handled).to.deep.equal([]);
    await call.join();
    browser.press('enterpictureinpicture');
    expect(opened).to.equal(1);
    expect(controls.opensSmallWindow).to.equal(true);
    controls.smallWindow = undefined;
    expect(browser.handled).not.to.include('enterpictureinpicture');
    controls.smallWindow = open;
    expect(browser.handled).to.include('enterpictureinpicture');
    await call.leave();
    expect(browser.handled).to.deep.equal([]);
  });

  it('do what the browser knows, and nothing else', async () => {
    const MediaControls = await freshly();
    const browser = has(new Browser('hangup'))!;
    const call = session();
    const controls = MediaControls.of(call);
    expect(controls.opensSmallWindow).to.equal(false);
    controls.smallWindow = () => undefined;
    await call.join();
    expect(browser.handled).to.deep.equal(['hangup']);
    await call.leave();
    expect(browser.handled).to.deep.equal([]);
  });

  it('are none in a browser without media sessions', async () => {
    const MediaControls = await freshly();
    has(undefined);
    const call = session();
    const controls = MediaControls.of(call);
    await call.join();
    expect(controls.opensSmallWindow).to.equal(false);
    await call.leave();
    expect(call.state).to.equal('left');
  });

  it('are taken by the browser of this test as it has them', async () => {
    const MediaControls = await freshly();
    const call = session();
    await call.join();
    const controls = MediaControls.of(call);
    expect(controls.opensSmallWindow).to.equal(!navigator.userAgent.includes('Firefox'));
    await call.leave();
  });
});
