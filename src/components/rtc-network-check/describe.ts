import {
  NAT_TYPES,
  type CheckStep,
  type NatType,
  type NetworkCheckResult,
} from '../../core/network/index.js';
import { RtcError } from '../../core/index.js';
import { listOf } from '../words/forms.js';
import type { Localize } from '../words/localize.js';

/** Hides the part of an address that identifies the visitor. */
const mask = (text: string): string =>
  text.replace(/(\d+\.\d+)\.\d+\.\d+/g, '$1.x.x').replace(/^\[?([\da-f]*:[\da-f]*):[\da-f:]*\]?/i, '$1:…');

const plain = (text: string): string => text;

/** The finding of a step, in sentences. */
export function stepSentences(
  words: Localize,
  step: CheckStep,
  show: (address: string) => string = plain,
): string[] {
  const { name, state } = step;
  const sentences: string[] = [];
  if (state === 'running') sentences.push(words.term('stepHint', name));
  if (state === 'passed') sentences.push(words.term('stepPassed', name));
  // The answers of the STUN servers already say it.
  if (step.reason && !(name === 'stun' && step.servers)) sentences.push(reasonOf(words, step));
  if (name === 'nat' && step.mapping && step.filtering) sentences.push(...natSentences(words, step, show));
  if (step.kbps !== undefined) sentences.push(words.term('relayMedia', step.kbps, step.loss ?? 0));
  if (step.roundTripMs !== undefined) sentences.push(words.term('thereAndBack', step.roundTripMs));
  if (name === 'stun' || state === 'failed') sentences.push(...serverSentences(words, step, show));
  return sentences.filter(Boolean);
}

/** The words of the error, where there are better ones than those of the reason. */
function reasonOf(words: Localize, { name, reason, error }: CheckStep): string {
  if (!reason) return '';
  if (error && (name === 'camera' || name === 'microphone')) {
    return words.error(new RtcError(error, '', { subject: name })).join('. ');
  }
  if (error && reason === 'refused') return words.error(new RtcError(error, '')).join('. ');
  return words.term('stepReason', reason, name);
}

function natSentences(words: Localize, step: CheckStep, show: (address: string) => string): string[] {
  const { mapping = 'unknown', filtering = 'unknown', addresses = 2, reflexive } = step;
  return [
    words.term('natBehaviour', mapping, filtering),
    reflexive === undefined ? '' : words.term('reflexive', show(reflexive)),
    addresses < 2 ? words.term('oneAddress') : '',
  ];
}

function serverSentences(
  words: Localize,
  { servers = [] }: CheckStep,
  show: (address: string) => string,
): string[] {
  return servers.map(({ url, address, errorCode, errorText = '' }) => {
    if (address !== undefined) return words.term('serverAddress', url, show(address));
    if (errorCode !== undefined) return words.term('serverError', url, errorCode, errorText);
    if (errorText) return `${url}: ${words.term('stepReason', 'bad-address', 'stun')}`;
    return words.term('serverSilent', url);
  });
}

/** The names of types within a sentence. */
export const listTypes = (words: Localize, types: readonly NatType[]): string =>
  listOf(
    words,
    types.map((type) => words.term('natShort', type)),
  );

/** The meaning of the result, in sentences: the type of the network, the people who are reached, the relays. */
export function verdictSentences(words: Localize, { nat, verdict }: NetworkCheckResult): string[] {
  const { direct, relayed, relay } = verdict;
  const reach = [
    direct.length > 0 ? words.term('reachDirectly', listTypes(words, direct)) : words.term('reachNobody'),
    relayed.length > 0 && relayed.length < NAT_TYPES.length
      ? words.term('reachByRelay', listTypes(words, relayed))
      : '',
  ];
  return [
    words.term('natMeaning', nat),
    ...(nat === 'unknown' ? [] : reach),
    words.term('relayIs', relay),
  ].filter(Boolean);
}

/** The whole result as text for somebody who helps, without the addresses of the visitor. */
export function report(words: Localize, result: NetworkCheckResult): string {
  const { steps, verdict, nat } = result;
  const rows = steps.map((step) => {
    const time = step.ms === undefined ? '' : ` (${step.ms} ms)`;
    const found = stepSentences(words, step, mask).join(' ');
    return `${words.term('stepName', step.name)}: ${words.term('stepState', step.state)}${time} ${found}`.trimEnd();
  });
  return [
    words.term('networkCheck'),
    ...rows,
    '',
    `${words.term('outlook', verdict.outlook)}. ${words.term('natName', nat)}`,
    ...verdictSentences(words, result),
    ...verdict.advice.map((advice) => `- ${words.term('advice', advice)}`),
    navigator.userAgent,
    '',
  ].join('\n');
}
