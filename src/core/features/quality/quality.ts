import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { want } from '../../../internal/want.js';
import { RtcError } from '../../errors.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import { StatsFeed } from '../../call/stats-feed.js';
import { SOURCES, type Participant } from '../../types.js';
import { shareOut, type Plan } from './budget.js';
import type * as Cheapest from './cheapest-codec.js';
import { checkCodecs, orderCodecs, sendsTwice } from './codecs.js';
import { giveHint } from './content-hint.js';
import { LowData } from './low-data.js';
import { askOfOpus } from './opus.js';
import { PRESETS, QUALITY_PRESETS, type QualityPreset } from './presets.js';
import { controlSender } from './sender-control.js';
import { networkUplink, UplinkMeter } from './uplink.js';

const cheapestPart = () => import('./cheapest-codec.js');

/** How often the connections are asked what they carry, in ms. */
const INTERVAL = 5000;

/** Least that a call can be held with, in bit/s. */
const LEAST_UPLINK = 50_000;

/** Bitrate that one connection can make good use of, in bit/s. */
const GOOD_UPLINK = 2_000_000;

/** Height assumed for a camera that does not report one, as some do not before their first picture. */
const USUAL_HEIGHT = 720;

/**
 * How much a call sends: the uplink is shared among the others, so that no connection starves another one. Follows
 * everybody who comes and goes and everything that is switched on and off, and never negotiates.
 */
export class Quality extends typedEventTarget<{ change: Event }>() {
  /** The quality of a call, always the same object. Get it before the call is joined. */
  static readonly of = feature(
    (session) => new Quality(session),
    (quality) => quality.#begin(),
  );

  readonly #session: CallSession;
  readonly #lowData: LowData;
  #preset: QualityPreset = 'auto';
  #uplink: number | undefined;
  #preferredCodecs: readonly string[] = Object.freeze([]);
  /** Constraints of the camera that were set for the preset. */
  #video: MediaTrackConstraints | undefined;
  /** Uplink that the connections carry together; `Infinity` while that is not known. */
  #measuredUplink = Infinity;
  #meter = new UplinkMeter();
  #timer: ReturnType<typeof setInterval> | undefined;
  #scheduled = false;
  /** Loaded late: until people see each other, each byte that is loaded prolongs the wait. Until then their order counts. */
  #cheapest: Cheapest.CheapestCodec | undefined;
  #wantsCheapest = false;

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

  /** Bitrate of `auto`: as much as is useful, but not more than the network carries. */
  #affordable(): number {
    const good = Math.min(PRESETS.auto.uplink, GOOD_UPLINK * this.#session.participants.length);
    return Math.max(LEAST_UPLINK, Math.min(good, networkUplink(), this.#measuredUplink));
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
    this.#watch(this.#session.participants.length > 0);
    this.#schedule();
  }

  /** Orders codecs in every connection with this participant, before anything is agreed on. */
  #listen({ link, signal }: Peer): void {
    link.editRemote = askOfOpus;
    link.addEventListener(
      'control',
      () => {
        if (link.connection) orderCodecs(link.connection, this.#preferredCodecs);
        this.#schedule();
      },
      { signal },
    );
  }

  /** Asks the preset's picture of the camera, unless the page has wishes of its own. */
  #constrain(): void {
    const { video: present, ...others } = this.#session.media.constraints;
    const { video } = PRESETS[this.#preset];
    if (present === video || (present && present !== this.#video)) return;
    this.#video = video;
    this.#session.configure({ constraints: { ...others, ...(video && { video }) } });
  }

  #watch(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => void this.#measure(), INTERVAL) : undefined;
    this.#measuredUplink = Infinity;
    this.#meter = new UplinkMeter();
  }

  async #measure(): Promise<void> {
    if (!this.#wantsCheapest) {
      this.#wantsCheapest = true;
      want(cheapestPart, this.#handleCheapest);
    }
    const meter = this.#meter;
    const measured = await this.#readUplink(meter);
    // The call may have ended meanwhile, and another one begun.
    if (meter !== this.#meter) return;
    this.#measuredUplink = measured;
    // A phone that was turned has another height: also looked at here.
    this.#schedule();
  }

  async #readUplink(meter: UplinkMeter): Promise<number> {
    const { camera, screen } = this.#session.media;
    // Without pictures there is nothing to find out by.
    if (this.#preset !== 'auto' || !(camera || screen)) return Infinity;
    const { participants: reports } = await StatsFeed.of(this.#session).read();
    const viewers = this.#session.participants.filter(
      ({ id, connectionState }) => connectionState === 'connected' && (screen || !this.isDeclinedBy(id)),
    );
    return meter.read(
      reports,
      viewers.map(({ id }) => id),
    );
  }

  readonly #handleCheapest = ({ CheapestCodec }: typeof Cheapest): void => {
    this.#cheapest = new CheapestCodec(
      this.#session,
      () => !this.#preferredCodecs.some((name) => /^video/i.test(name)),
      () => this.#schedule(),
    );
  };

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
    const declining = reached.filter(({ id }) => this.isDeclinedBy(id)).length;
    const { width, height = USUAL_HEIGHT } = session.media.getTrack('camera')?.getSettings() ?? {};
    const plans = shareOut({
      uplink: this.effectiveUplink,
      others: reached.length,
      declining,
      sources: new Set(sources),
      height: Math.min(height, width ?? height),
      frameRate: PRESETS[this.#preset].frameRate,
    });
    for (const participant of reached) {
      this.#send(participant, plans[this.isDeclinedBy(participant.id) ? 'declined' : 'full']);
    }
  }

  #send({ id, connectionState }: Participant, plan: Plan): void {
    const link = this.#session.getPeer(id);
    for (const source of SOURCES) {
      const sender = link?.sender(source);
      const settings = plan[source];
      if (!sender || !settings) continue;
      const encoding = { ...settings.encoding, codec: this.#cheapest?.choose(id, source, sender) };
      if (encoding.maxBitrate && sendsTwice(sender))
        encoding.maxBitrate = Math.floor(encoding.maxBitrate / 2);
      // Browsers may forget settings with a new track or a new description.
      controlSender(sender, { ...settings, encoding }, `${connectionState} ${sender.track?.id ?? ''}`);
    }
  }
}

/** Whether anything that is sent can arrive: participants who cannot be reached need no share. */
const isReached = ({ away, connectionState }: Participant): boolean =>
  connectionState === 'connected' || (connectionState !== 'failed' && !away);

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });
