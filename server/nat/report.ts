import { endpointText } from '../stun/endpoint.js';
import type { NatReport, TestReport } from './discovery.js';
import { TYPE_NAMES } from './nat-type.js';

const LABEL_WIDTH = 10;

const line = (label: string, text: string): string => `${label.padEnd(LABEL_WIDTH)}${text}\n`;

/** One test as text: its request, and the answer. */
export function testText({ test, to, change, legacy, answer }: TestReport): string {
  const old = legacy ? ' without the magic cookie (RFC 3489)' : '';
  return (
    line(`Test ${test}`, `sent to ${endpointText(to)}: Binding request${old}${changeText(change)}`) +
    line('', answer ? answerText(answer) : 'no answer')
  );
}

function changeText(change: TestReport['change']): string {
  if (!change) return '';
  return `, CHANGE-REQUEST: answer from another ${change.address ? 'address and port' : 'port'}`;
}

function answerText({
  from,
  ms,
  error,
  mapped,
  other,
  attributes,
}: NonNullable<TestReport['answer']>): string {
  const parts = [`answer from ${endpointText(from)} after ${ms} ms: `];
  if (error) parts.push(`error ${error.code} ${printable(error.reason)}`);
  if (mapped) parts.push(`this machine is seen as ${endpointText(mapped)}`);
  if (other) parts.push(`, the server's other address is ${endpointText(other)}`);
  return `${parts.join('')} [${attributes.join(', ')}]`;
}

/** The text of a server may hold control characters, which a terminal would obey. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, 128);

/** The result of all tests as text. */
export function summaryText({ type, mapping, filtering, mapped, translated, notes }: NatReport): string {
  const nat = translated === undefined ? '' : translated ? ' (changed by a NAT)' : ' (not changed)';
  return [
    '\n',
    mapped ? line('Address', `${endpointText(mapped)}${nat}`) : '',
    line('Mapping', `${mapping} (RFC 4787)`),
    line('Filtering', `${filtering} (RFC 4787)`),
    line('Type', TYPE_NAMES[type]),
    ...notes.map((note) => line('Note', note)),
  ].join('');
}
