import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BARS } from '../../scripts/build/sizes.js';
import { elementIndex, withReference } from '../../scripts/docs/element-reference.js';
import { elementsOf, readDeclarations } from '../../scripts/docs/manifest.js';
import { HELP } from '../../server/options/help.js';
import { OPTIONS } from '../../server/options/option-table.js';
import { NAT_HELP } from '../../server/nat/command-line.js';
import { TYPE_NAMES } from '../../server/nat/nat-type.js';
import { CallSession, LocalMedia } from '../../src/core/index.js';
import type { CallSessionOptions, RtcErrorCode } from '../../src/core/index.js';
import { checkReply, checkRequest } from '../../src/protocol/check-messages.js';
import {
  CLOSE_CODES,
  ERROR_CODES,
  clientMessage,
  peerSignal,
  serverMessage,
} from '../../src/protocol/index.js';
import { PAGES, ROOT, readPage } from './support/snippets.js';
import { firstColumn } from './support/tables.js';

/** Complete by the compiler: a key too many or too few does not compile. */
const ERRORS: Record<RtcErrorCode, true> = {
  ...(Object.fromEntries(ERROR_CODES.map((code) => [code, true])) as Record<
    (typeof ERROR_CODES)[number],
    true
  >),
  'permission-denied': true,
  'permission-dismissed': true,
  'system-denied': true,
  'device-not-found': true,
  'device-in-use': true,
  'device-unavailable': true,
  'device-failed': true,
  'media-disabled': true,
  'no-picture': true,
  'no-sound': true,
  'too-slow': true,
  'insecure-context': true,
  'server-unreachable': true,
  'server-lost': true,
  replaced: true,
  removed: true,
  'connection-failed': true,
  'negotiation-failed': true,
  'load-failed': true,
  'call-in-progress': true,
  'unsupported-browser': true,
  'invalid-options': true,
};

const SESSION_OPTIONS: Record<keyof CallSessionOptions, true> = {
  signaling: true,
  transport: true,
  room: true,
  name: true,
  token: true,
  iceServers: true,
  iceTransportPolicy: true,
  constraints: true,
  resume: true,
};

describe('what the documentation lists is what there is', () => {
  it('the reference of the elements, which `npm run docs` writes', async () => {
    const compare = (file: string, text: string): void => {
      const lines = text.split('\n');
      const written = readPage(file).split('\n');
      const outdated = lines.filter((line, i) => line !== written[i]);
      assert.ok(
        outdated.length === 0 && lines.length === written.length,
        `run \`npm run build\` and \`npm run docs\`; ${file} differs from ${outdated[0] ?? 'its end'}`,
      );
    };
    const declarations = readDeclarations();
    compare('docs/elements.md', await elementIndex(declarations));
    for (const element of elementsOf(declarations)) {
      const file = `docs/elements/${element.tagName}.md`;
      compare(file, await withReference(readPage(file), element));
    }
    assert.deepEqual(
      PAGES.filter((file) => file.startsWith('docs/elements/')).toSorted(),
      elementsOf(declarations).map(({ tagName }) => `docs/elements/${tagName}.md`),
    );
  });

  it('the elements', () => {
    const tags = readDeclarations().flatMap(({ tagName }) => tagName ?? []);
    const named = firstColumn('README.md', 'Elements').map((cell) => cell.replace(/[<>]/g, ''));
    assert.deepEqual(named.toSorted(), tags.toSorted());
  });

  it('their attributes', () => {
    const named: Record<string, string[]> = {};
    // The last column of the table; what follows a semicolon is set by the element itself.
    for (const [, tag = '', cell = ''] of readPage('README.md').matchAll(
      /^\| `<(rtc-[a-z-]+)>` .*\|([^|;]*)[^|]*\|$/gm,
    ))
      named[tag] = Array.from(cell.matchAll(/`([a-z-]+)`/g), ([, name = '']) => name).toSorted();
    const known: Record<string, string[]> = {};
    for (const { tagName, attributes = [] } of readDeclarations()) {
      const names = attributes.map(({ name }) => name).filter((name) => name !== 'for');
      if (tagName !== undefined) known[tagName] = names.toSorted();
    }
    assert.deepEqual(named, known);
  });

  it('the attributes of <rtc-call>', () => {
    const named = firstColumn('docs/page-authors.md', 'One tag');
    const { attributes = [] } = readDeclarations().find(({ tagName }) => tagName === 'rtc-call') ?? {};
    assert.deepEqual(named.toSorted(), attributes.map(({ name }) => name).toSorted());
  });

  it('the sizes in the README: those that the build holds', () => {
    const named = Array.from(
      readPage('README.md').matchAll(/under (\d+) KB/g),
      ([, kb]) => Number(kb) * 1024,
    );
    assert.deepEqual(named, Object.values(BARS));
  });

  it('the flags and variables of rtc-signal', () => {
    const flags = Array.from(HELP.matchAll(/^ {2}(--[a-z-]+)/gm), ([, flag = '']) => flag);
    assert.deepEqual(firstColumn('docs/server.md', 'Run it'), flags);
  });

  it('the flags and types of rtc-nat', () => {
    const flags = Array.from(NAT_HELP.matchAll(/^ {2}(--[a-z-]+)/gm), ([, flag = '']) => flag);
    assert.deepEqual(firstColumn('docs/operating.md', 'From the command line'), flags);
    const types = firstColumn('docs/operating.md', 'From the command line', 1);
    assert.deepEqual(types, Object.keys(TYPE_NAMES));
  });

  it('the options of createSignalingServer', () => {
    const named = firstColumn('docs/server.md', 'In your own server');
    assert.deepEqual(named.toSorted(), Object.keys(OPTIONS).toSorted());
  });

  it('the messages, errors and close codes of the protocol', () => {
    const types = ({ schemas }: { schemas: object }) => Object.keys(schemas).toSorted();
    const page = 'docs/server.md';
    assert.deepEqual(firstColumn(page, 'From client to server').toSorted(), types(clientMessage));
    assert.deepEqual(firstColumn(page, 'From server to client').toSorted(), types(serverMessage));
    assert.deepEqual(firstColumn(page, 'Between members').toSorted(), types(peerSignal));
    assert.deepEqual(firstColumn(page, 'Before a call').toSorted(), types(checkRequest));
    const replies = [...firstColumn(page, 'Before a call', 1), 'pong', 'error'];
    assert.deepEqual(replies.toSorted(), types(checkReply));
    assert.deepEqual(firstColumn(page, 'Errors').toSorted(), ERROR_CODES.toSorted());
    assert.deepEqual(firstColumn(page, 'Close codes').map(Number), Object.values(CLOSE_CODES));
  });

  it('the error codes', () => {
    assert.deepEqual(firstColumn('docs/headless.md', 'Errors').toSorted(), Object.keys(ERRORS).toSorted());
  });

  it('the words by which docs/troubleshooting.md and docs/turn.md recognize a problem', () => {
    const folder = join(ROOT, 'src/components');
    const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    for (const page of ['docs/troubleshooting.md', 'docs/turn.md']) {
      const quotes = Array.from(readPage(page).matchAll(/“([^”]+)”/g), ([, quote = '']) => quote);
      assert.ok(quotes.length > 1);
      // The names of devices and the details of a problem are put in when it is shown.
      const words = quotes.map((quote) => quote.replace(/^(…|Camera and microphone) |, …$/g, ''));
      assert.deepEqual(
        words.filter((text) => !source.includes(text)),
        [],
        page,
      );
    }
  });

  it('the options of CallSession', () => {
    const named = firstColumn('docs/headless.md', 'CallSession', 1);
    assert.deepEqual(named.toSorted(), Object.keys(SESSION_OPTIONS).toSorted());
  });

  it('the members of CallSession and LocalMedia', () => {
    const namesIn = (object: object): string[] =>
      object instanceof EventTarget
        ? [...Object.getOwnPropertyNames(object), ...namesIn(Object.getPrototypeOf(object) as object)]
        : [];
    const members = (object: object) =>
      [...new Set(namesIn(object))]
        // Those of every EventTarget need no words here; the queue is protected.
        .filter((name) => !(name in EventTarget.prototype) && name !== 'eventQueue')
        .toSorted();
    const named = (heading: string) =>
      firstColumn('docs/headless.md', heading, 0)
        .map((cell) => cell.replace(/\(.*/, ''))
        .toSorted();
    assert.deepEqual(named('CallSession'), members(new CallSession()));
    assert.deepEqual(named('LocalMedia'), members(new LocalMedia()));
  });
});
