import { KeyedLock } from '../../internal/lock.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import { RtcError, toRtcError, type RtcErrorCode } from '../errors.js';
import { RtcDeviceChangeEvent, RtcErrorEvent, type DeviceChangeReason } from '../events.js';
import type {
  CaptureSource,
  DeviceKind,
  DevicePolicy,
  MediaConstraints,
  Source,
  SourceState,
} from '../types.js';
import { captureConstraints } from './capture-constraints.js';
import { canCaptureScreen } from './capture-screen.js';
import { capture } from './capture.js';
import { DeviceKeeper, KINDS } from './device-keeper.js';
import { DeviceList } from './device-list.js';
import { recallDevices, rememberDevice } from './device-memory.js';
import { LocalSource } from './local-source.js';
import { ScreenShare } from './screen-share.js';

export interface LocalMediaOptions {
  readonly constraints?: MediaConstraints | undefined;
}

interface LocalMediaEventMap {
  change: Event;
  'rtc-device-change': RtcDeviceChangeEvent;
  'rtc-error': RtcErrorEvent;
}

/** Failures of a request for two devices that only one of them may be to blame for. */
const ONE_AT_FAULT: readonly RtcErrorCode[] = ['device-not-found', 'device-in-use', 'device-failed'];

const CAPTURE_SOURCES = ['microphone', 'camera'] as const;
const TRACK_KINDS = { microphone: 'audio', camera: 'video' } as const;

/**
 * The own camera, microphone and screen. Shows what the browser reports, never what was asked for; creates its
 * tracks and stops them.
 */
export class LocalMedia extends typedEventTarget<LocalMediaEventMap>() {
  /** What happens when a device in use is unplugged, or comes back: `manual` leaves it to the person. */
  devicePolicy: DevicePolicy = 'auto';
  /** How long the system may hold back camera or microphone until nothing of it is sent any more, in ms. */
  patience = 5000;
  readonly devices = new DeviceList(() => {
    this.#keeper.handleDevices();
    this.#changed();
  });

  readonly #screen = new ScreenShare(() => {
    this.#changed();
  });
  readonly #sources: Readonly<Record<Source, LocalSource>> = {
    microphone: this.#createSource('microphone'),
    camera: this.#createSource('camera'),
    screen: this.#screen.video,
    'screen-audio': this.#screen.audio,
  };
  readonly #preferred = recallDevices();
  readonly #keeper = new DeviceKeeper({
    media: this,
    preferred: this.#preferred,
    open: (source) => this.#open([source]),
    change: (kind, reason) => this.#change(kind, reason),
    announce: (kind, reason) => {
      this.#announce(kind, reason);
    },
  });
  #constraints: MediaConstraints;
  /** Which way the camera looks, once the person decided that. */
  #facing: string | undefined;
  #wanted: Readonly<Record<CaptureSource, boolean>> = Object.freeze({ microphone: true, camera: true });
  /** Devices of one kind are opened one after another. */
  #lock = new KeyedLock<CaptureSource>();
  /** Another one after every `close`: whatever was asked for before and comes late is stopped. */
  #lifetime = {};
  #opening: Promise<void> | undefined;
  #error: RtcError | undefined;

  constructor(options: LocalMediaOptions = {}) {
    super();
    this.#constraints = options.constraints ?? {};
  }

  /** What `open` opens. What is not wanted any more is switched off at once. */
  get wanted(): Readonly<Record<CaptureSource, boolean>> {
    return this.#wanted;
  }

  set wanted(wanted: Readonly<Record<CaptureSource, boolean>>) {
    const { microphone, camera } = wanted;
    if (microphone === this.#wanted.microphone && camera === this.#wanted.camera) return;
    this.#wanted = Object.freeze({ microphone, camera });
    const { track } = this.#sources.microphone;
    if (track) track.enabled = microphone;
    if (!camera) this.#sources.camera.release('inactive');
    this.#changed();
  }

  /** What is asked of the devices. What is open already follows as far as it can (`applyConstraints`). */
  get constraints(): MediaConstraints {
    return this.#constraints;
  }

  set constraints(constraints: MediaConstraints) {
    const before = this.#constraints;
    this.#constraints = constraints;
    for (const source of CAPTURE_SOURCES) void this.#apply(source, before);
  }

  /** The microphone is open and not muted. */
  get microphone(): boolean {
    return this.#sources.microphone.track?.enabled === true;
  }

  /** The camera is open. */
  get camera(): boolean {
    return this.#sources.camera.track !== undefined;
  }

  /** A screen, a window or a tab is shared. */
  get screen(): boolean {
    return this.#screen.video.track !== undefined;
  }

  /** Why the last attempt to open something failed; `undefined` once one succeeded. */
  get error(): RtcError | undefined {
    return this.#error;
  }

  /** Whether sound can be sent to a chosen speaker (`setSinkId`, audio-output §3). */
  get speakerSelectable(): boolean {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  /** Whether this browser can share a screen; those of phones cannot. */
  get screenSupported(): boolean {
    return canCaptureScreen();
  }

  sourceState(source: Source): SourceState {
    return this.#sources[source].state;
  }

  getTrack(source: Source): MediaStreamTrack | null {
    return this.#sources[source].track ?? null;
  }

  /** What the others get: nothing of what the system has held back for long. */
  getSentTrack(source: Source): MediaStreamTrack | null {
    return this.#sources[source].sent ?? null;
  }

  /**
   * Opens what is wanted and not open yet, with one request, so that the browser asks once. Where one of the
   * two devices does not exist the other one is opened, and an `rtc-error` tells of the missing one.
   *
   * @throws {RtcError} When nothing could be opened.
   */
  open(): Promise<void> {
    if (!this.#opening) {
      const opening = this.#open(CAPTURE_SOURCES.filter((source) => this.wanted[source]))
        .catch((error: unknown) => {
          if (!CAPTURE_SOURCES.some((source) => this.getTrack(source))) throw error;
          // The other one has been open before.
          this.#error = undefined;
          this.#report(error as RtcError);
        })
        .finally(() => {
          if (this.#opening === opening) this.#opening = undefined;
        });
      this.#opening = opening;
    }
    return this.#opening;
  }

  /**
   * Mutes by `enabled`: the device stays open, so that headsets do not switch their mode; opens it where it is
   * not open yet.
   *
   * @throws {RtcError} When it could not be opened.
   */
  async setMicrophone(on: boolean): Promise<void> {
    this.wanted = { ...this.wanted, microphone: on };
    if (on) await this.#open(['microphone']);
  }

  /**
   * Closes the camera for real, so that its light goes out, and opens it again.
   *
   * @throws {RtcError} When it could not be opened.
   */
  async setCamera(on: boolean): Promise<void> {
    this.wanted = { ...this.wanted, camera: on };
    if (on) await this.#open(['camera']);
  }

  /**
   * Shares a screen, a window or a tab, with its sound where the browser has it. Call it right from a gesture:
   * browsers ask only then.
   *
   * @throws {RtcError} `permission-dismissed` when nothing was chosen.
   */
  async setScreen(on: boolean): Promise<void> {
    if (on) await this.#screen.start(this.#constraints.screen);
    else this.#screen.stop();
  }

  /**
   * The device in use, as the browser reports it; before that the one that was chosen, or `''`. A speaker that was
   * unplugged is not in use.
   */
  selectedDevice(kind: DeviceKind): string {
    const source = sourceOf(kind);
    const chosen = this.#preferred.get(kind) ?? '';
    if (source) return this.#sources[source].track?.getSettings().deviceId ?? chosen;
    // Before the grant there are no ids, and some browsers list no speakers at all.
    const speakers = this.devices.list(kind);
    return !speakers[0]?.deviceId || speakers.some(({ deviceId }) => deviceId === chosen) ? chosen : '';
  }

  /**
   * Changes to another device, and remembers it for this origin: the new one is opened, then the old one stopped;
   * the other way round where the system allows only one at a time.
   *
   * @throws {RtcError} When the device could not be opened; the old one stays where that is possible.
   */
  async selectDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const before = this.selectedDevice(kind);
    this.#preferred.set(kind, deviceId);
    try {
      await this.#change(kind, 'selected');
    } catch (error) {
      // Another choice may have been made meanwhile.
      if (this.#preferred.get(kind) === deviceId) this.#preferred.set(kind, before);
      const source = sourceOf(kind);
      if (source && !this.#sources[source].track) await this.#open([source]).catch(() => undefined);
      throw error;
    }
    rememberDevice(kind, this.selectedDevice(kind));
  }

  /**
   * Changes between the camera that looks at the person and the one that looks away (`facingMode`), on devices
   * that have both.
   *
   * @throws {RtcError} When the other camera could not be opened.
   */
  async flipCamera(): Promise<void> {
    const facing = this.#sources.camera.track?.getSettings().facingMode ?? this.#facing;
    this.#facing = facing === 'environment' ? 'user' : 'environment';
    await this.selectDevice('videoinput', '');
  }

  /** Stops every track and forgets every request under way. */
  close(): void {
    this.#lifetime = {};
    // A request that never settles must not keep later ones waiting.
    this.#lock = new KeyedLock();
    this.#opening = undefined;
    this.#error = undefined;
    this.devices.close();
    this.#screen.stop();
    for (const source of CAPTURE_SOURCES) this.#sources[source].release('inactive');
  }

  #open(sources: readonly CaptureSource[]): Promise<void> {
    const lifetime = this.#lifetime;
    return this.#lock.run(sources, async () => {
      // By now it may be open already, or not be wanted any more.
      const missing = sources.filter((source) => this.wanted[source] && !this.#sources[source].track);
      if (missing.length === 0 || lifetime !== this.#lifetime) return;
      for (const source of missing) this.#sources[source].mark('requesting');
      try {
        await this.#capture(missing, lifetime);
        this.#error = undefined;
        for (const source of missing) {
          const held = this.#sources[source];
          if (held.state === 'requesting') held.mark('inactive'); // Not wanted any more when it came.
        }
      } catch (error) {
        if (lifetime !== this.#lifetime) return;
        this.#error = toRtcError(error, 'device-failed');
        for (const source of missing) this.#sources[source].mark('error');
        throw this.#error;
      } finally {
        // Labels appear after the grant.
        if (lifetime === this.#lifetime) void this.devices.refresh();
      }
    });
  }

  async #capture(sources: readonly CaptureSource[], lifetime: object): Promise<void> {
    const stream = await capture(this.#constraintsFor(sources)).catch((error: unknown) => {
      if (sources.length > 1 && error instanceof RtcError && ONE_AT_FAULT.includes(error.code))
        return undefined;
      throw error;
    });
    if (stream) this.#adopt(stream, sources, lifetime);
    else await this.#captureEach(sources, lifetime);
  }

  /** One of two devices cannot be opened and the browser does not say which: opens the other one. */
  async #captureEach(sources: readonly CaptureSource[], lifetime: object): Promise<void> {
    const failures: RtcError[] = [];
    for (const source of sources) {
      if (lifetime !== this.#lifetime) return;
      try {
        this.#adopt(await capture(this.#constraintsFor([source])), [source], lifetime);
      } catch (error) {
        failures.push(toRtcError(error, 'device-failed'));
        if (lifetime === this.#lifetime) this.#sources[source].mark('error');
      }
    }
    const [failure] = failures;
    if (!failure || lifetime !== this.#lifetime) return;
    if (failures.length < sources.length) this.#report(failure);
    else throw new RtcError(failure.code, 'Neither camera nor microphone opens.', { cause: failure });
  }

  #adopt(stream: MediaStream, sources: readonly CaptureSource[], lifetime: object): void {
    for (const track of stream.getTracks()) {
      const source = sources.find((candidate) => TRACK_KINDS[candidate] === track.kind);
      // A microphone that is not wanted any more is kept, muted.
      if (lifetime === this.#lifetime && source && (this.wanted[source] || source === 'microphone')) {
        track.enabled = this.wanted[source];
        this.#sources[source].hold(track);
      } else {
        track.stop();
      }
    }
  }

  /** Opens the device that is wanted now in place of the one in use. */
  async #change(kind: DeviceKind, reason: DeviceChangeReason): Promise<void> {
    const source = sourceOf(kind);
    if (source) await this.#lock.run([source], () => this.#switch(source));
    this.#announce(kind, reason);
    this.#changed();
  }

  async #switch(source: CaptureSource): Promise<void> {
    const held = this.#sources[source];
    const old = held.track;
    if (!old) return;
    const lifetime = this.#lifetime;
    // Systems that have only one open at a time end the old track themselves.
    held.expectEnd();
    const stream = await capture(this.#constraintsFor([source])).catch((error: unknown) => {
      if (!(error instanceof RtcError) || error.code !== 'device-in-use') {
        held.expectEnd(false);
        throw error;
      }
      held.release('inactive');
      return capture(this.#constraintsFor([source]));
    });
    this.#adopt(stream, [source], lifetime);
    old.stop();
  }

  async #apply(source: CaptureSource, before: MediaConstraints): Promise<void> {
    const { track } = this.#sources[source];
    if (!track) return;
    const kind = TRACK_KINDS[source];
    const { [kind]: wish } = this.#constraints;
    try {
      // Which device it is was settled when it was opened.
      await track.applyConstraints(this.#constraintsFor([source], new Map())[kind] || {});
      this.#changed();
    } catch (error) {
      // As it was, so that the device opens again later.
      if (this.#constraints[kind] === wish)
        this.#constraints = { ...this.#constraints, [kind]: before[kind] };
      this.#report(
        new RtcError('device-unavailable', `The ${source} cannot do that: ${String(error)}`, {
          cause: error,
          subject: source,
        }),
      );
    }
  }

  #constraintsFor(
    sources: readonly CaptureSource[],
    devices: ReadonlyMap<DeviceKind, string> = this.#preferred,
  ): ReturnType<typeof captureConstraints> {
    return captureConstraints(sources, this.#constraints, devices, this.#facing);
  }

  #createSource(source: CaptureSource): LocalSource {
    return new LocalSource(
      () => {
        this.#changed();
      },
      (track) => void this.#keeper.handleEnded(source, track),
      () => this.patience,
    );
  }

  #announce(kind: DeviceKind, reason: DeviceChangeReason): void {
    this.dispatchEvent(new RtcDeviceChangeEvent({ kind, deviceId: this.selectedDevice(kind), reason }));
  }

  #report(error: RtcError): void {
    this.dispatchEvent(new RtcErrorEvent({ error }));
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

const sourceOf = (kind: DeviceKind): CaptureSource | undefined =>
  CAPTURE_SOURCES.find((source) => KINDS[source] === kind);
