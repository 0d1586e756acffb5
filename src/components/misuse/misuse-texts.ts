import type { Found, MisuseCode } from './found.js';

type Say = (...values: string[]) => string;

/** For each misuse what is wrong and what to do, and the page about the right use; `TAG` stands for the element. */
export const TEXTS: Readonly<Record<MisuseCode, readonly [say: Say, see: string]>> = {
  'no-call': [
    () =>
      'belongs to no call. Put it inside of an <rtc-call>, name one by for="ID-OF-THE-CALL", or set its property `session`.',
    'docs/own-layout.md#outside-of-the-call',
  ],
  'for-nothing': [
    (id) =>
      `for="${id}" names nothing: no element has this id. Give the <rtc-call> the attribute id="${id}".`,
    'docs/own-layout.md#outside-of-the-call',
  ],
  'for-no-call': [
    (id, tag) => `for="${id}" names a <${tag}>, which has no call. Name the <rtc-call> itself.`,
    'docs/own-layout.md#outside-of-the-call',
  ],
  'incomplete-call': [
    (missing) =>
      `cannot be joined without ${missing}. Set signaling="wss://…", the address of your server, or signaling="loopback:" to try it out, and room="NAME".`,
    'docs/page-authors.md#one-tag',
  ],
  'bad-room': [
    () => 'cannot join this room: its name needs 1 to 128 characters, and no halves of characters.',
    'docs/page-authors.md#one-tag',
  ],
  'bad-signaling': [
    (url) =>
      `signaling="${url}" is no address of a server. Write wss://…, a path of this site such as /signal, broadcast: or loopback:.`,
    'docs/page-authors.md#no-server',
  ],
  'insecure-signaling': [
    (url) => `signaling="${url}" is refused by browsers on a page with https:. Use wss: in place of ws:.`,
    'docs/page-authors.md#https',
  ],
  'insecure-page': [
    () =>
      'stands in a page that is not secure, to which browsers give neither camera nor microphone. Serve the page by https:, or by http://localhost while you try things out.',
    'docs/page-authors.md#https',
  ],
  'old-server': [
    (message) =>
      `the server speaks another version of the protocol than this script (${message}). Install the same version of rtc-elements for both, and name the path of the signaling server.`,
    'docs/server.md#how-it-grows',
  ],
  'no-server': [
    (message) =>
      `did not reach its server. ${message} Start \`npx rtc-signal\`, let your dev server pass the path of \`signaling\` on to it, and name the origin of the page by --allow-origin if it is another one.`,
    'docs/frameworks.md#the-server-while-you-develop',
  ],
  'bad-shortcuts': [(message) => message, 'docs/keyboard.md#other-keys'],
  'unknown-value': [
    (name, value, known) => `${name}="${value}" is not known. Write one of: ${known}.`,
    'docs/elements/TAG.md',
  ],
  'unknown-word': [
    (name, word, known) =>
      `${name} has the word "${word}", which is not known and is ignored. Use some of: ${known}.`,
    'docs/elements/TAG.md',
  ],
  'bad-volume': [(value) => `volume="${value}" is not a number from 0 to 1.`, 'docs/elements/TAG.md'],
  'bad-ice-servers': [
    () => `ice-servers is not a list in JSON. Write ice-servers='[{"urls": "stun:stun.example.com"}]'.`,
    'docs/elements/TAG.md',
  ],
  'false-attribute': [
    (name) =>
      `${name}="false" switches it on, as the mere presence of the attribute does in HTML. Leave it out.`,
    'docs/elements/TAG.md',
  ],
  'misspelt-attribute': [
    (name, meant) => `has no attribute ${name}. Write ${meant}.`,
    'docs/elements/TAG.md',
  ],
  'property-only': [
    (name, property) => `has no attribute ${name}. Set the property \`${property}\` from JavaScript.`,
    'docs/elements/TAG.md',
  ],
  'unknown-slot': [
    (name) => `has no slot "${name}", so a child with slot="${name}" is not shown. Use one of its slots.`,
    'docs/elements/TAG.md',
  ],
  'no-slot': [
    (tag) => `shows no children, so its <${tag}> is not shown. Put it beside the element.`,
    'docs/elements/TAG.md',
  ],
};

/** The text of a warning. */
export function describe(tag: string, [code, ...values]: Found): string {
  const [say, see] = TEXTS[code];
  return `rtc-elements: <${tag}> ${say(...values)} See ${see.replace('TAG', tag)}`;
}
