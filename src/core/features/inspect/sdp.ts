/** Topic of a line; sections of a description are folded by it. */
export const SDP_TOPICS = [
  'session',
  'media',
  'codecs',
  'ice',
  'dtls',
  'extensions',
  'data',
  'other',
] as const;
export type SdpTopic = (typeof SDP_TOPICS)[number];

/** One line of a description (RFC 8866 §5). */
export interface SdpLine {
  /** As it stands there, without the line break. */
  readonly text: string;
  /** The letter of the line, or the name of an attribute (`a=name:value`); empty where it is no line of SDP. */
  readonly key: string;
  /** The text behind `=`, or behind the `:` of an attribute. */
  readonly value: string;
  readonly topic: SdpTopic;
}

/** The lines before the first `m=` line, or one `m=` line with those that belong to it. */
export interface SdpSection {
  /** `session`, or the kind of media: `audio`, `video`, `application`. */
  readonly kind: string;
  /** Name of the section (RFC 5888 §4); empty where it has none. */
  readonly mid: string;
  readonly lines: readonly SdpLine[];
  /** Names of codecs by their number (`a=rtpmap`). */
  readonly codecs: ReadonlyMap<string, string>;
}

const TOPICS: Readonly<Record<Exclude<SdpTopic, 'other'>, readonly string[]>> = {
  session: ['v', 'o', 's', 'i', 'u', 'e', 'p', 'c', 'b', 't', 'r', 'z', 'k', 'group', 'msid-semantic'],
  media: [
    ...['m', 'mid', 'sendrecv', 'sendonly', 'recvonly', 'inactive', 'msid', 'ssrc', 'ssrc-group', 'rtcp'],
    ...['rtcp-mux', 'rtcp-mux-only', 'rtcp-rsize', 'bundle-only', 'label', 'content', 'rid', 'simulcast'],
  ],
  codecs: ['rtpmap', 'fmtp', 'rtcp-fb', 'ptime', 'maxptime', 'framerate', 'imageattr'],
  ice: [
    ...['ice-ufrag', 'ice-pwd', 'ice-options', 'ice-lite', 'ice-mismatch', 'ice-pacing', 'candidate'],
    ...['end-of-candidates', 'remote-candidates'],
  ],
  dtls: ['fingerprint', 'setup', 'tls-id', 'identity', 'crypto', 'connection'],
  extensions: ['extmap', 'extmap-allow-mixed'],
  data: ['sctp-port', 'max-message-size', 'sctpmap'],
};

const TOPIC_OF = new Map(
  SDP_TOPICS.flatMap((topic) => (topic === 'other' ? [] : TOPICS[topic].map((key) => [key, topic] as const))),
);

/** Takes a description apart. Any text is one: lines that are none of SDP have an empty `key`. */
export function parseSdp(sdp: string): SdpSection[] {
  const groups: SdpLine[][] = [[]];
  for (const text of linesOf(sdp)) {
    const line = parseLine(text);
    if (line.key === 'm') groups.push([]);
    groups.at(-1)?.push(line);
  }
  return groups.filter((lines, i) => i > 0 || lines.length > 0).map(toSection);
}

/** The lines of a description, without the empty ones. */
export const linesOf = (sdp: string): string[] => sdp.split(/\r\n|\r|\n/).filter((line) => line !== '');

function parseLine(text: string): SdpLine {
  const [, type, content = ''] = /^([a-z])=(.*)$/.exec(text) ?? [];
  if (type === undefined) return { text, key: '', value: text, topic: 'other' };
  if (type !== 'a') return { text, key: type, value: content, topic: TOPIC_OF.get(type) ?? 'other' };
  const colon = content.indexOf(':');
  const key = colon < 0 ? content : content.slice(0, colon);
  const value = colon < 0 ? '' : content.slice(colon + 1);
  return { text, key, value, topic: TOPIC_OF.get(key) ?? 'other' };
}

function toSection(lines: readonly SdpLine[]): SdpSection {
  const [first] = lines;
  const codecs = new Map<string, string>();
  for (const { key, value } of lines) {
    const [, number, name] = /^(\d+) ([^/\s]+)/.exec(value) ?? [];
    if (key === 'rtpmap' && number !== undefined && name !== undefined) codecs.set(number, name);
  }
  return {
    kind: first?.key === 'm' ? (first.value.split(' ', 1)[0] ?? '') : 'session',
    mid: lines.find(({ key }) => key === 'mid')?.value ?? '',
    lines,
    codecs,
  };
}
