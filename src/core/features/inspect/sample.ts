import { SOURCES, type Source } from '../../types.js';

/** Numbers of one stream of RTP at one time. Fields that the browser does not tell are left out. */
export interface StreamSample {
  readonly source: Source;
  readonly way: 'sent' | 'received';
  /** Payload, in bit/s, since the previous sample. */
  readonly bitrate?: number;
  /** Share of the packets that were lost since the previous sample, 0 to 1; of what is sent, as the receiver reports it. */
  readonly loss?: number;
  /** In ms; of what is sent, as the receiver reports it. */
  readonly jitter?: number;
  readonly framesPerSecond?: number;
  /** In px. */
  readonly width?: number;
  /** In px. */
  readonly height?: number;
  /** The reason why the picture that is sent is not better: `none`, `cpu`, `bandwidth` or `other`. */
  readonly limitation?: string;
  /** 0 to 1 (full scale). */
  readonly audioLevel?: number;
  /** Number of times that the picture has frozen since the stream began. */
  readonly freezes?: number;
  /** MIME type and parameters of the codec. */
  readonly codec?: string;
}

/** Numbers of a connection at one time (webrtc-stats). Fields that the browser does not tell are left out. */
export interface Sample {
  /** In ms since the Unix epoch. */
  readonly at: number;
  /** There and back, in ms. */
  readonly roundTripTime?: number;
  /** Estimate of the sender for what the connection could carry, in bit/s. */
  readonly availableBitrate?: number;
  readonly streams: readonly StreamSample[];
}

/** All that is read of an entry of a report: most of it is missing in most entries. */
export interface StatsEntry {
  readonly id: string;
  readonly type: string;
  readonly timestamp: number;
  readonly mid?: string;
  readonly remoteId?: string;
  readonly localId?: string;
  readonly mediaSourceId?: string;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly sdpFmtpLine?: string;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly packetsSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
  readonly framesPerSecond?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly qualityLimitationReason?: string;
  readonly audioLevel?: number;
  readonly freezeCount?: number;
  readonly roundTripTime?: number;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly selectedCandidatePairId?: string;
  readonly nominated?: boolean;
  readonly selected?: boolean;
  readonly state?: string;
}

export type StatsEntries = ReadonlyMap<string, StatsEntry>;

/** A copy of a report as a plain map. */
export function entriesOf(report: RTCStatsReport): StatsEntries {
  const entries = new Map<string, StatsEntry>();
  report.forEach((entry: StatsEntry) => entries.set(entry.id, entry));
  return entries;
}

/**
 * Reads the numbers of a connection out of two reports of it.
 *
 * @param previous - The report before, for what is counted; undefined for the first one.
 * @param at - Time at which `entries` was read, in ms since the Unix epoch.
 */
export function readSample(entries: StatsEntries, previous: StatsEntries | undefined, at: number): Sample {
  const streams: StreamSample[] = [];
  for (const entry of entries.values()) {
    const source = SOURCES[Number(entry.mid ?? NaN)];
    if (!source) continue;
    if (entry.type === 'inbound-rtp') streams.push(readReceived(source, entry, entries, previous));
    if (entry.type === 'outbound-rtp') streams.push(readSent(source, entry, entries, previous));
  }
  const pair = selectedPair(entries);
  const remote = [...entries.values()].find(({ type }) => type === 'remote-inbound-rtp');
  // Firefox tells it of streams only.
  const roundTrip = pair?.currentRoundTripTime ?? remote?.roundTripTime;
  return defined({
    at,
    roundTripTime: inMs(roundTrip),
    availableBitrate: pair?.availableOutgoingBitrate,
    streams,
  });
}

/** The candidate pair in use; undefined while there is none. */
export function selectedPair(entries: StatsEntries): StatsEntry | undefined {
  const all = [...entries.values()];
  const id = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  // Firefox marks the pair itself.
  return id === undefined
    ? all.find(({ type, selected }) => type === 'candidate-pair' && selected === true)
    : entries.get(id);
}

function readReceived(
  source: Source,
  entry: StatsEntry,
  entries: StatsEntries,
  previous: StatsEntries | undefined,
): StreamSample {
  const before = previous?.get(entry.id);
  const lost = grown(entry.packetsLost, before?.packetsLost);
  return defined({
    source,
    way: 'received',
    bitrate: rate(entry, before, 'bytesReceived'),
    loss: share(lost, grown(entry.packetsReceived, before?.packetsReceived)),
    jitter: inMs(entry.jitter),
    framesPerSecond: entry.framesPerSecond,
    width: entry.frameWidth,
    height: entry.frameHeight,
    audioLevel: entry.audioLevel,
    freezes: entry.freezeCount,
    codec: codecOf(entry, entries),
  });
}

function readSent(
  source: Source,
  entry: StatsEntry,
  entries: StatsEntries,
  previous: StatsEntries | undefined,
): StreamSample {
  const before = previous?.get(entry.id);
  const remote = entries.get(entry.remoteId ?? '');
  const lost = grown(remote?.packetsLost, previous?.get(entry.remoteId ?? '')?.packetsLost);
  const sent = grown(entry.packetsSent, before?.packetsSent);
  return defined({
    source,
    way: 'sent',
    bitrate: rate(entry, before, 'bytesSent'),
    // Of all that was sent: the lost ones are among them.
    loss: sent === undefined || lost === undefined ? undefined : share(lost, Math.max(0, sent - lost)),
    jitter: inMs(remote?.jitter),
    framesPerSecond: entry.framesPerSecond,
    width: entry.frameWidth,
    height: entry.frameHeight,
    limitation: entry.qualityLimitationReason,
    audioLevel: entries.get(entry.mediaSourceId ?? '')?.audioLevel,
    codec: codecOf(entry, entries),
  });
}

/** In bit/s; undefined without an earlier count. */
function rate(
  now: StatsEntry,
  before: StatsEntry | undefined,
  counter: 'bytesSent' | 'bytesReceived',
): number | undefined {
  const bytes = grown(now[counter], before?.[counter]);
  const ms = now.timestamp - (before?.timestamp ?? now.timestamp);
  return bytes === undefined || ms <= 0 ? undefined : (bytes * 8000) / ms;
}

/** Growth of a counter; 0 when it begins again, or takes back a loss. */
const grown = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined ? undefined : Math.max(0, now - before);

const share = (part: number | undefined, rest: number | undefined): number | undefined =>
  part === undefined || rest === undefined || part + rest === 0 ? undefined : part / (part + rest);

const inMs = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1000;

function codecOf({ codecId = '' }: StatsEntry, entries: StatsEntries): string | undefined {
  const codec = entries.get(codecId);
  return codec?.mimeType && [codec.mimeType, codec.sdpFmtpLine].filter(Boolean).join('; ');
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without what is undefined, so that a sample is the same before an export and after an import. */
function defined<const T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
