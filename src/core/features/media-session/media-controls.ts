import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';

/** Actions of a video conference (Media Session §4.2), by which browsers and systems control a call from outside of the page. */
const ACTIONS = ['togglemicrophone', 'togglecamera', 'hangup', 'enterpictureinpicture'] as const;
type Action = (typeof ACTIONS)[number];

/** States in which there is a call to control. */
const ACTIVE: readonly string[] = ['in-call', 'reconnecting'];

/** Calls of this page that are going on. There is one media session in a page: it controls the call that began last. */
const calls = new Set<MediaControls>();

/** Actions that this browser does not know. Each is tried once. */
const unsupported = new Set<Action>();

/**
 * The controls of a call outside of its page: buttons of the browser's own small window, of a headset, of the lock screen. They
 * mute, switch the camera off and leave. They replace handlers that the page has set for the same actions, and are cleared
 * when the last call of the page has ended.
 */
export class MediaControls {
  /** The controls of a call, always the same object. They work from the first time that it is asked for. */
  static readonly of = feature(
    (session: CallSession) => new MediaControls(session),
    (controls) => controls.#begin(),
  );

  readonly #session: CallSession;
  #smallWindow: (() => void) | undefined;
  /** The states of microphone and camera that the browser shows. */
  #shown: Partial<Record<'microphone' | 'camera', boolean>> = {};

  private constructor(session: CallSession) {
    this.#session = session;
  }

  /** Whether this browser calls `smallWindow` when its tab is left: Chromium does, on computers. */
  get opensSmallWindow(): boolean {
    if (calls.size === 0) setHandler('enterpictureinpicture', undefined);
    return mediaSession() !== undefined && !unsupported.has('enterpictureinpicture');
  }

  /**
   * Opens a small window with the call. The browser calls it when the person goes to another tab, as long as the page uses
   * camera or microphone and the person has not forbidden it; in it a window may open without a gesture. Default: nothing.
   */
  get smallWindow(): (() => void) | undefined {
    return this.#smallWindow;
  }

  set smallWindow(open: (() => void) | undefined) {
    this.#smallWindow = open;
    if (inControl() === this) this.#handle();
  }

  #begin(): void {
    this.#session.addEventListener('change', () => this.#follow());
    this.#follow();
  }

  #follow(): void {
    const isActive = ACTIVE.includes(this.#session.state);
    if (isActive !== calls.has(this)) {
      if (isActive) calls.add(this);
      else calls.delete(this);
      const next = inControl();
      if (next) next.#handle();
      else for (const action of ACTIONS) setHandler(action, undefined);
    } else if (inControl() === this) this.#show();
  }

  #handle(): void {
    const session = this.#session;
    const ignore = (): undefined => undefined;
    // Failures are events of the session.
    setHandler('togglemicrophone', () => void session.toggleMicrophone().catch(ignore));
    setHandler('togglecamera', () => void session.toggleCamera().catch(ignore));
    setHandler('hangup', () => void session.leave());
    setHandler('enterpictureinpicture', this.#smallWindow);
    this.#shown = {};
    this.#show();
  }

  /** Has the buttons of the browser show whether microphone and camera are on. */
  #show(): void {
    for (const source of ['microphone', 'camera'] as const) {
      const on = this.#session.isOn(source);
      if (on !== this.#shown[source]) setActive(source, on);
      this.#shown[source] = on;
    }
  }
}

/** The call that the media session controls. */
const inControl = (): MediaControls | undefined => [...calls].at(-1);

/** Missing in some browsers, such as those within apps; the types do not know that. */
const mediaSession = (): MediaSession | undefined =>
  (navigator as { readonly mediaSession?: MediaSession }).mediaSession;

function setHandler(action: Action, handler: (() => void) | undefined): void {
  if (unsupported.has(action)) return;
  try {
    // The types know only the actions of players.
    mediaSession()?.setActionHandler(action as MediaSessionAction, handler ?? null);
  } catch {
    unsupported.add(action);
  }
}

function setActive(source: 'microphone' | 'camera', on: boolean): void {
  const session = mediaSession() as Partial<MediaSession> | undefined;
  const answer =
    source === 'microphone' ? session?.setMicrophoneActive?.(on) : session?.setCameraActive?.(on);
  // Older browsers return nothing; newer ones a promise, which is rejected where the page may not say that.
  void Promise.resolve(answer).catch(() => undefined);
}
