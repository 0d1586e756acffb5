import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { RtcError } from '../errors.js';
import { RtcDeviceChangeEvent, RtcErrorEvent } from '../events.js';
import { loadPart } from '../load-part.js';
import type {
  CaptureSource,
  DeviceKind,
  DevicePolicy,
  MediaConstraints,
  Source,
  SourceState,
} from '../types.js';
import { CAPTURE_SOURCES, sourceOf } from './capture-kinds.js';
import { canCaptureScreen } from './capture-screen.js';
import { Capturing } from './capturing.js';
import { DeviceChoice } from './device-choice.js';
import type { DeviceKeeper } from './device-keeper.js';
import { DeviceList } from './device-list.js';
import { rememberDevice } from './device-memory.js';
import { LocalSource } from './local-source.js';
import { ScreenShare } from './screen-share.js';
import { canChooseSpeaker, mayHaveSpeaker, SpeakerAccess } from './speaker.js';
import type { MediaStage, StageOptions } from './stages.js';

const keeperPart = () => import('./device-keeper.js');
const stagesPart = () => import('./stage-chain.js');

export interface LocalMediaOptions {
  readonly constraints?: MediaConstraints | undefined;
}

interface LocalMediaEventMap {
  change: Event;
  'rtc-device-change': RtcDeviceChangeEvent;
  'rtc-error': RtcErrorEvent;
}

/**
 * The local camera, microphone and screen. Shows what the browser reports, never what was asked for; creates its
 * tracks and stops them.
 */
export class LocalMedia extends typedEventTarget<LocalMediaEventMap>() {
  /** `auto` replaces a device that is unplugged and returns to it later; `manual` leaves both to the person. */
  devicePolicy: DevicePolicy = 'auto';
  /** Time in ms after which a track that the system has muted is no longer sent. */
  patience = 5000;
  readonly devices = new DeviceList((before) => {
    this.#keep((keeper) => keeper.handleDevices(before));
    this.#changed();
  });

  readonly #changed = (): void => void this.dispatchEvent(new Event('change'));
  readonly #report = (error: RtcError): void => void this.dispatchEvent(new RtcErrorEvent({ error }));
  readonly #speaker = new SpeakerAccess(this.#changed);
  readonly #screen = new ScreenShare(this.#changed);
  readonly #sources: Readonly<Record<Source, LocalSource>> = {
    microphone: this.#createSource('microphone'),
    camera: this.#createSource('camera'),
    screen: this.#screen.video,
    'screen-audio': this.#screen.audio,
  };
  readonly #choice = new DeviceChoice();
  readonly #capturing: Capturing;
  #keeper: DeviceKeeper | undefined;
  #wanted: Readonly<Record<CaptureSource, boolean>> = Object.freeze({ microphone: true, camera: true });

  constructor(options: LocalMediaOptions = {}) {
    super();
    this.#capturing = new Capturing(
      {
        sources: this.#sources,
        choice: this.#choice,
        isWanted: (source) => this.wanted[source],
        adapt: async (...device) => (await loadPart(keeperPart)).adaptDevice(this.#capturing, ...device),
        onAnswer: () => {
          // Labels appear after the grant.
          void this.devices.refresh();
          this.#keep((keeper) => keeper.retrySpeaker());
        },
        onChange: this.#changed,
        onFailure: this.#report,
      },
      options.constraints ?? {},
    );
    // Loaded early: when it is needed, the server of the page may be gone.
    this.#keep(() => undefined);
  }

  /** The devices that `open` opens. A device that is no longer wanted is switched off at once. */
  get wanted(): Readonly<Record<CaptureSource, boolean>> {
    return this.#wanted;
  }

  set wanted(wanted: Readonly<Record<CaptureSource, boolean>>) {
    const { microphone, camera } = wanted;
    if (microphone === this.#wanted.microphone && camera === this.#wanted.camera) return;
    this.#wanted = Object.freeze({ microphone, camera });
    this.#sources.microphone.enabled = microphone;
    if (!camera) this.#sources.camera.release('inactive');
    this.#changed();
  }

  /** Constraints of the devices. Open devices follow as far as they can (`applyConstraints`). */
  get constraints(): MediaConstraints {
    return this.#capturing.constraints;
  }

  set constraints(constraints: MediaConstraints) {
    this.#capturing.constraints = constraints;
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

  /** The error of the last attempt to open something; `undefined` once one succeeded. */
  get error(): RtcError | undefined {
    return this.#capturing.error;
  }

  /** Whether sound can be sent to a chosen speaker (`setSinkId`, audio-output §3). */
  get speakerSelectable(): boolean {
    return canChooseSpeaker();
  }

  /** Whether this browser can share a screen; those of phones cannot. */
  get screenSupported(): boolean {
    return canCaptureScreen();
  }

  sourceState(source: Source): SourceState {
    return this.#sources[source].state;
  }

  /** The error that keeps a wanted device from being open; `undefined` if nothing has failed. */
  failure(source: CaptureSource): RtcError | undefined {
    return this.#sources[source].failure;
  }

  /** The track of a source, as the others get it: the last of its stages has made it. */
  getTrack(source: Source): MediaStreamTrack | null {
    return this.#sources[source].output ?? null;
  }

  /** The track as the device delivers it: the same as `getTrack` without stages. */
  getCapturedTrack(source: Source): MediaStreamTrack | null {
    return this.#sources[source].track ?? null;
  }

  /** The track that is sent; `null` also while the system has muted it for longer than `patience`. */
  getSentTrack(source: Source): MediaStreamTrack | null {
    return this.#sources[source].sent ?? null;
  }

  /** The stages that the track of a source passes, the first one first. */
  getStages(source: Source): readonly MediaStage[] {
    return this.#sources[source].stages?.list ?? [];
  }

  /**
   * Passes the track of a source through these stages before it is shown and sent, in place of those before. Resolves when
   * they have started, or at once while the source has no track.
   *
   * @throws {RtcError} If they could not start, or `load-failed`: nothing has changed then.
   */
  async setStages(source: Source, stages: readonly MediaStage[], options?: StageOptions): Promise<void> {
    const { StageChain } = await loadPart(stagesPart);
    const held = this.#sources[source];
    held.stages ??= new StageChain(held.track, { source, onChange: this.#changed, onFailure: this.#report });
    await held.stages.set(stages, options);
  }

  /**
   * Opens what is wanted and not open yet, with one request, so that the browser asks once. Where one of the
   * two devices does not exist the other one is opened, and an `rtc-error` tells of the missing one.
   *
   * @throws {RtcError} When nothing could be opened.
   */
  async open(): Promise<void> {
    try {
      await this.#capturing.open(CAPTURE_SOURCES);
    } catch (error) {
      if (!CAPTURE_SOURCES.some((source) => this.#sources[source].track)) throw error;
      // The other device was open before. Only one of the callers who share the failure reports it.
      const failure = this.#capturing.error;
      if (!failure || failure !== error) return;
      this.#capturing.error = undefined;
      this.#report(failure);
    }
  }

  /**
   * Mutes by `enabled`: the device stays open, so that headsets do not switch their mode; opens it where it is
   * not open yet.
   *
   * @throws {RtcError} When it could not be opened.
   */
  async setMicrophone(on: boolean): Promise<void> {
    this.wanted = { ...this.wanted, microphone: on };
    if (on) await this.#capturing.open(['microphone']);
  }

  /**
   * Closes the camera for real, so that its light goes out, and opens it again.
   *
   * @throws {RtcError} When it could not be opened.
   */
  async setCamera(on: boolean): Promise<void> {
    this.wanted = { ...this.wanted, camera: on };
    if (on) await this.#capturing.open(['camera']);
  }

  /**
   * Shares a screen, a window or a tab, with its sound where the browser has it. Call it right from a gesture:
   * browsers ask only then.
   *
   * @throws {RtcError} `permission-dismissed` when nothing was chosen, `system-denied` where the system refuses.
   */
  async setScreen(on: boolean): Promise<void> {
    if (on) await this.#screen.start(this.constraints);
    else this.#screen.stop();
  }

  /**
   * The device in use, as the browser reports it; before that the one that was chosen, or `''`. A speaker that was
   * unplugged, or that the browser does not allow yet, is not in use.
   */
  selectedDevice(kind: DeviceKind): string {
    const source = sourceOf(kind);
    const chosen = this.#choice.devices.get(kind) ?? '';
    if (source) return this.#sources[source].track?.getSettings().deviceId ?? chosen;
    if (chosen === this.#speaker.refused) return '';
    return mayHaveSpeaker(this.devices.list(kind), chosen) ? chosen : '';
  }

  /**
   * Changes to another device, and remembers it for this origin: the new one is opened, then the old one stopped;
   * the other way round where the system allows only one at a time.
   *
   * @throws {RtcError} When the device could not be opened; the old one stays where that is possible.
   */
  async selectDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const isStillChosen = await this.#choice.select(kind, deviceId, async () => {
      const keeper = this.#keeper ?? (await this.#loadKeeper());
      // Another device may have been chosen while the keeper was being loaded.
      if (this.#choice.devices.get(kind) === deviceId) await keeper.change(kind, 'selected');
    });
    // A refused speaker is remembered, too: it may be allowed later.
    if (isStillChosen) rememberDevice(kind, this.selectedDevice(kind) || deviceId);
  }

  /** Notes that an element may not use the speaker; it is tried again when a device is allowed or plugged in. */
  refuseSpeaker(deviceId: string): void {
    this.#speaker.refuse(deviceId);
  }

  /**
   * Changes between the camera that looks at the person and the one that looks away (`facingMode`), on devices
   * that have both.
   *
   * @throws {RtcError} When the other camera could not be opened.
   */
  async flipCamera(): Promise<void> {
    await (await this.#loadKeeper()).flip(() => this.selectDevice('videoinput', ''));
  }

  /** Stops every track and forgets every request under way. */
  close(): void {
    this.#capturing.close();
    this.devices.close();
    this.#screen.stop();
    for (const source of CAPTURE_SOURCES) this.#sources[source].release('inactive');
  }

  #createSource(source: CaptureSource): LocalSource {
    return new LocalSource(
      this.#changed,
      (track) => {
        const { signal } = this.#capturing;
        this.#keep((keeper) => void keeper.handleEnded(source, track, signal));
      },
      () => this.patience,
    );
  }

  /** Hands an event to the keeper as soon as that is loaded. */
  #keep(handle: (keeper: DeviceKeeper) => void): void {
    if (this.#keeper) handle(this.#keeper);
    // Without the keeper no device replaces a lost one. The next event loads it again.
    else this.#loadKeeper().then(handle, () => undefined);
  }

  async #loadKeeper(): Promise<DeviceKeeper> {
    const { DeviceKeeper } = await loadPart(keeperPart);
    this.#keeper ??= new DeviceKeeper({
      capturing: this.#capturing,
      devices: this.devices,
      speaker: this.#speaker,
      policy: () => this.devicePolicy,
      isWanted: (source) => this.wanted[source],
      selected: (kind) => this.selectedDevice(kind),
      announce: (kind, reason) =>
        this.dispatchEvent(new RtcDeviceChangeEvent({ kind, deviceId: this.selectedDevice(kind), reason })),
      report: this.#report,
      onChange: this.#changed,
    });
    return this.#keeper;
  }
}
