import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { want } from '../../../internal/want.js';
import { RtcError } from '../../errors.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import { RtcQualityChangeEvent, type QualityReason } from '../../quality-change-event.js';
import { SOURCES, type Participant } from '../../types.js';
import type { PictureSource, Size, Views } from '../../viewing/view.js';
import { shareOut, type Plan } from './budget.js';
import type { CheapestCodec } from './cheapest-codec.js';
import { checkCodecs, orderCodecs, withCodec } from './codecs.js';
import { giveHint } from './content-hint.js';
import { GentleStart } from './gentle-start.js';
import type { Limits } from './limits.js';
import { LowData } from './low-data.js';
import { askOfOpus } from './opus.js';
import { LESS, PRESETS, QUALITY_PRESETS, type QualityPreset } from './presets.js';
import { controlSender } from './sender-control.js';
import { startSharp } from './sharp-start.js';
import { networkUplink } from './network-uplink.js';
import { isConnected, isReached } from './reach.js';
import { ALL, type Rung } from './rung.js';
import type { Viewers } from './viewers.js';

const PICTURES: readonly PictureSource[] = ['camera', 'screen'];

const adaptationPart = () => import('./adaptation.js');

/** Delay of the rest, in ms after somebody is connected, or has come: people see each other first. */
const AFTER_CONNECTING = 2000;
const AFTER_COMING = 10_000;

/** Least that a call can be held with, in bit/s. */
const LEAST_UPLINK = 50_000;

/** Bitrate that one connection can make good use of, in bit/s. */
const GOOD_UPLINK = 2_000_000;

/** Assumed for a picture whose size is not reported, as that of some cameras is not before the first picture. */
const USUAL_SIZE: Size = { width: 1280, height: 720 };

/**
 * Decides how much a call sends: all connections share the uplink, so that none starves another. Follows
 * everybody who comes and goes and everything that is switched on and off, and never negotiates.
 */
export class Quality extends typedEventTarget<{ change: Event }>() {
  /** The quality of a call, always the same object. Get it before the call is joined. */
  static readonly of = feature(
    (session: CallSession) => new Quality(session),
    (quality) => quality.#begin(),
  );

  readonly #session: CallSession;
  readonly #lowData: LowData;
  #preset: QualityPreset = 'auto';
  #uplink: number | undefined;
  #preferredCodecs: readonly string[] = Object.freeze([]);
  /** Constraints of the camera that were set for the preset. */
  #video: MediaTrackConstraints | undefined;
  /** The views of the others, and the limits of network and device, once these parts are loaded. */
  #viewers: Viewers | undefined;
  #limits: Limits | undefined;
  #cheapest: CheapestCodec | undefined;
  #loading: ReturnType<typeof setTimeout> | undefined;
  #loadingAfter = Infinity;
  readonly #start = new GentleStart();
  /** Most pictures per second of the camera that somebody is sent. */
  #frameRate = 0;
  #scheduled = false;

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    this.#lowData = new LowData(session, Messages.of(session), () => this.#schedule());
  }

  /**
   * Decides what is asked of the camera and how much is sent at most. A page's own `constraints.video` stay.
   * Default `auto`.
   *
   * @throws {RtcError} `invalid-options` for any other name.
   */
  get preset(): QualityPreset {
    return this.#preset;
  }

  set preset(preset: QualityPreset) {
    if (!QUALITY_PRESETS.includes(preset)) {
      throw invalid(`There is no quality "${preset as string}"; there are ${QUALITY_PRESETS.join(', ')}.`);
    }
    this.#preset = preset;
    this.#changed();
  }

  /**
   * Most that is sent to all others together, in bit/s, in place of the preset's; `undefined` for that one.
   *
   * @throws {RtcError} `invalid-options` below 50 000 or for what is no number.
   */
  get uplink(): number | undefined {
    return this.#uplink;
  }

  set uplink(uplink: number | undefined) {
    if (uplink !== undefined && !(uplink >= LEAST_UPLINK && Number.isFinite(uplink))) {
      throw invalid(`The uplink is a number of bit/s, at least ${String(LEAST_UPLINK)}.`);
    }
    this.#uplink = uplink;
    this.#changed();
  }

  /** Bitrate that is shared among the others at the moment, in bit/s. */
  get effectiveUplink(): number {
    const wanted =
      this.#uplink ?? (this.#preset === 'auto' ? this.#affordable() : PRESETS[this.#preset].uplink);
    return this.lowData ? Math.min(wanted, PRESETS.low.uplink) : wanted;
  }

  /**
   * Codecs by their MIME type, the best first, such as `video/VP9` or `audio/opus`: what this side is sent, where the
   * others can do that, in connections that are made from now on. For both ways, prefer the same on both sides.
   * Firefox before 128 keeps its own order.
   *
   * @throws {RtcError} `invalid-options` for what this browser does not have; the message names what it has.
   */
  get preferredCodecs(): readonly string[] {
    return this.#preferredCodecs;
  }

  set preferredCodecs(names: readonly string[]) {
    checkCodecs(names);
    this.#preferredCodecs = Object.freeze([...names]);
    this.#changed();
  }

  /**
   * Sound only, to save data: one's own camera is closed, until this ends or the person opens it, and the others are
   * asked not to send theirs here. Shared screens go on both ways. Tiles show no camera meanwhile.
   */
  get lowData(): boolean {
    return this.#lowData.on;
  }

  set lowData(on: boolean) {
    if (on === this.lowData) return;
    this.#lowData.on = on;
    this.#changed();
  }

  /** Whether this participant asked not to be sent one's camera. */
  isDeclinedBy(participantId: string): boolean {
    return this.#lowData.isDeclinedBy(participantId);
  }

  /** The reason why the pictures of this participant are limited; each change is an `rtc-quality-change` of the session. */
  get reason(): QualityReason {
    return this.#limits?.reason ?? 'none';
  }

  /** Whether only the pictures of those who speak are to move, since the device cannot show more. */
  get onlySpeakers(): boolean {
    return this.#rung.onlySpeakers;
  }

  get #rung(): Rung {
    return this.#limits?.rung ?? ALL;
  }

  /** Bitrate of `auto`: as much as is useful, but not more than the network carries. */
  #affordable(): number {
    const good = Math.min(PRESETS.auto.uplink, GOOD_UPLINK * this.#session.participants.length);
    return Math.max(LEAST_UPLINK, Math.min(good, networkUplink(), this.#limits?.uplink ?? Infinity));
  }

  #changed(): void {
    this.#session.publish('quality', this);
    this.dispatchEvent(new Event('change'));
  }

  #begin(): void {
    this.#session.peers.each((peer) => this.#listen(peer));
    this.#session.addEventListener('change', () => this.#follow());
    this.#session.publish('quality', this);
  }

  /** Looks at everything again, after something in the call changed. */
  #follow(): void {
    this.#constrain();
    this.#limits?.watch(this.#session.participants.length > 0);
    this.#awaitAdaptation();
    this.#schedule();
  }

  /** Orders codecs in every connection with this participant, before anything is agreed on. */
  #listen({ link, signal }: Peer): void {
    link.editRemote = askOfOpus;
    link.addEventListener(
      'control',
      () => {
        orderCodecs(link, this.#preferredCodecs);
        this.#schedule();
      },
      { signal },
    );
  }

  /** Asks the preset's picture of the camera, unless the page has wishes of its own. */
  #constrain(): void {
    const { video: present, ...others } = this.#session.media.constraints;
    const { video: usual } = PRESETS[this.#preset];
    const video = this.#rung.capturesLess ? LESS : usual;
    if (present === video || (present && present !== this.#video)) return;
    this.#video = video;
    this.#session.configure({ constraints: { ...others, ...(video && { video }) } });
  }

  #awaitAdaptation(): void {
    const { participants } = this.#session;
    if (participants.length === 0) return;
    const delay = participants.some(isConnected) ? AFTER_CONNECTING : AFTER_COMING;
    if (delay >= this.#loadingAfter) return;
    this.#loadingAfter = delay;
    clearTimeout(this.#loading);
    this.#loading = setTimeout(() => want(adaptationPart, this.#adapt), delay);
  }

  readonly #adapt = (part: Awaited<ReturnType<typeof adaptationPart>>): void => {
    if (this.#limits) return;
    const session = this.#session;
    this.#viewers = new part.Viewers(session, Messages.of(session), () => this.#schedule());
    const preferred = (): readonly string[] => this.#preferredCodecs;
    this.#cheapest = new part.CheapestCodec(session, preferred, () => this.#schedule());
    this.#limits = new part.Limits(session, {
      viewers: () => this.#measurable(),
      frameRate: () => this.#frameRate,
      onReading: (before) => this.#handleReading(before),
      onReason: (reason) => this.#session.publish('quality', this, new RtcQualityChangeEvent({ reason })),
    });
    this.#follow();
  };

  /** Ids of those whose connections show what the uplink carries: without pictures there is nothing to find out by. */
  #measurable(): readonly string[] {
    const { participants, media } = this.#session;
    if (this.#preset !== 'auto') return [];
    const sees = (id: string): boolean =>
      PICTURES.some((source) => media.getTrack(source) && this.#viewsOf(id)?.[source] !== null);
    return participants.filter((other) => isConnected(other) && sees(other.id)).map(({ id }) => id);
  }

  #handleReading(before: Rung): void {
    const { capturesLess, onlySpeakers } = this.#rung;
    if (capturesLess !== before.capturesLess) this.#constrain();
    if (onlySpeakers !== before.onlySpeakers) this.#changed();
    // A phone that was turned has another height: also looked at here.
    this.#schedule();
  }

  /** Many changes come together: once for all of them. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#apply();
    });
  }

  #apply(): void {
    const session = this.#session;
    const sources = SOURCES.filter((source) => {
      const track = session.media.getTrack(source);
      if (track) giveHint(track, source);
      return track;
    });
    const reached = session.participants.filter(isReached);
    if (reached.length === 0) return;
    const { shrink, frameRate } = this.#rung;
    const plans = shareOut({
      uplink: this.effectiveUplink,
      viewers: reached.map(({ id }) => this.#viewsOf(id)),
      sources: new Set(sources),
      captured: { camera: this.#sizeOf('camera'), screen: this.#sizeOf('screen') },
      frameRate: Math.min(PRESETS[this.#preset].frameRate, frameRate),
      firstRates: this.#start.rates(session.participants, reached),
      shrink,
    });
    this.#frameRate = Math.min(...plans.map(({ camera }) => camera?.encoding.maxFramerate ?? Infinity));
    for (const [i, participant] of reached.entries()) this.#send(participant, plans[i] ?? {});
  }

  /** The views that a participant has of the pictures of this one; undefined until they can be known. */
  #viewsOf(id: string): Views | undefined {
    const views = this.#viewers?.of(id);
    return this.isDeclinedBy(id) ? { ...views, camera: null } : views;
  }

  #sizeOf(source: PictureSource): Size {
    const { width = 0, height = 0 } = this.#session.media.getCapturedTrack(source)?.getSettings() ?? {};
    return width > 0 && height > 0 ? { width, height } : USUAL_SIZE;
  }

  #send(participant: Participant, plan: Plan): void {
    for (const source of SOURCES) {
      const sender = this.#session.getPeer(participant.id)?.sender(source);
      const settings = plan[source];
      if (!sender || !settings) continue;
      const chosen = withCodec(settings, sender, this.#cheapest?.choose(participant.id, source, sender));
      const isReady = isConnected(participant);
      // Browsers may forget settings with a new track or a new description.
      const occasion = `${String(isReady)} ${sender.track?.id ?? ''}`;
      controlSender(sender, startSharp(chosen, sender, isReady), occasion);
    }
  }
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });
