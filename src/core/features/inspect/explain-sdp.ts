import type { SdpFacts, SdpWords } from './sdp-facts.js';
import type { SdpLine, SdpSection } from './sdp.js';

/**
 * Says in words what a line of a description means. Every line has some words, also one that is no SDP.
 *
 * @param section - The one that the line stands in: codecs are named there.
 */
export function explainLine(line: SdpLine, section: SdpSection, words: SdpWords): string {
  if (line.key === '') return words.notSdp;
  const facts: SdpFacts = {
    value: line.value,
    words: line.value.split(' '),
    codec: (number = '?') => {
      const name = section.codecs.get(number);
      return name === undefined ? number : words.about(name, find(words.codecs, name.toLowerCase()));
    },
  };
  if (line.key === 'fmtp') return explainParameters(facts, words);
  if (line.key === 'rtcp-fb') return explainFeedback(facts, words);
  if (line.key === 'extmap') return explainExtension(facts, words);
  const explanation = find(words.lines, line.key) ?? words.unknown;
  return typeof explanation === 'string' ? explanation : explanation(facts);
}

/** Parameters of a codec: `111 minptime=10;useinbandfec=1` (RFC 8866 §6.15). */
function explainParameters({ value, words: [number] }: SdpFacts, words: SdpWords): string {
  const parameters = value.slice(number?.length).split(';');
  return words.listed(
    parameters.map((parameter) => {
      const [name = ''] = parameter.trim().split('=', 1);
      return words.about(parameter.trim(), find(words.parameters, name.toLowerCase()));
    }),
  );
}

/** Feedback of the receiver: `96 nack pli` (RFC 4585 §4.2). */
function explainFeedback({ words: [, ...message] }: SdpFacts, words: SdpWords): string {
  const name = message.join(' ');
  return words.about(name, find(words.feedback, name));
}

/** A header extension: `3 URI` or `3/sendonly URI` (RFC 8285 §5). */
function explainExtension({ words: [number = '?', uri = ''] }: SdpFacts, words: SdpWords): string {
  const name = uri.split(/[/:#]/).findLast((part) => part !== '' && part !== 'rtp-hdrext') ?? uri;
  return words.about(`${number} · ${name}`, find(words.extensions, name));
}

/** Foreign text may be the name of something that every object has. */
const find = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
