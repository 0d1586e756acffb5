import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** A line of code, and where it may and may not stand. */
interface Case {
  readonly what: string;
  readonly code: string;
  readonly rule?: string;
  readonly refused?: readonly string[];
  readonly allowed?: readonly string[];
}

// Files that exist: the type-checked rules know no others.
const PROTOCOL = 'src/protocol/parse.ts';
const CORE = 'src/core/errors.ts';
const CONTEXT = 'src/core/context.ts';
const INTERNAL = 'src/internal/lock.ts';
const COMPONENTS = 'src/components/rtc-call/rtc-call.ts';
const KIT = 'src/components/kit/icons.ts';
const SERVER = 'server/signaling-server.ts';
const DEMO = 'demo/index.ts';
const BENCH = 'bench/run.ts';
const WEBSITE = 'website/site.ts';

const CASES: readonly Case[] = [
  {
    what: 'the server',
    code: "import '../../server/index.js';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, COMPONENTS, DEMO, WEBSITE],
  },
  {
    what: 'the headless core',
    code: "import '../core/index.js';",
    refused: [PROTOCOL, INTERNAL, SERVER, DEMO],
    allowed: [COMPONENTS, BENCH],
  },
  {
    what: 'an element',
    code: "import '../components/rtc-call/define.js';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, SERVER, DEMO, BENCH],
    allowed: [COMPONENTS],
  },
  {
    what: 'an element, from what all elements stand on',
    code: "import '../rtc-call/define.js';",
    refused: [KIT],
    allowed: [COMPONENTS],
  },
  {
    what: 'the protocol',
    code: "import '../protocol/index.js';",
    refused: [INTERNAL, COMPONENTS, DEMO],
    allowed: [CORE, SERVER],
  },
  {
    what: 'Lit',
    code: "import 'lit';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, SERVER, DEMO],
    allowed: [COMPONENTS],
  },
  {
    what: '@lit/context',
    code: "import '@lit/context';",
    refused: [PROTOCOL, CORE, INTERNAL, SERVER, DEMO],
    allowed: [CONTEXT, COMPONENTS],
  },
  {
    what: 'Node',
    code: "import 'node:fs';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, COMPONENTS, DEMO],
    allowed: [SERVER],
  },
  {
    what: 'valibot',
    code: "import 'valibot';",
    refused: [CONTEXT, INTERNAL, COMPONENTS, DEMO],
    allowed: [PROTOCOL, CORE, SERVER],
  },
  {
    what: 'a test',
    code: "import '../test/support/wait-for.js';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, COMPONENTS, SERVER, DEMO],
  },
  {
    what: 'a benchmark',
    code: "import '../bench/run.js';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, COMPONENTS, SERVER, DEMO],
  },
  {
    what: 'the public entries',
    code: "import 'rtc-elements/core';",
    refused: [PROTOCOL, CORE, CONTEXT, INTERNAL, COMPONENTS, SERVER],
    allowed: [DEMO],
  },
  ...[
    'new RTCPeerConnection();',
    "new WebSocket('wss://example.com');",
    "new BroadcastChannel('x');",
    'new MediaRecorder(new MediaStream());',
  ].map((code) => ({
    what: code,
    code,
    rule: 'no-restricted-globals',
    refused: [COMPONENTS],
    allowed: [CORE],
  })),
  ...['getUserMedia', 'getDisplayMedia', 'enumerateDevices'].map((method) => ({
    what: method,
    code: `void navigator.mediaDevices.${method}();`,
    rule: 'no-restricted-syntax',
    refused: [COMPONENTS],
    allowed: [CORE],
  })),
  ...['export enum A { B }', 'export namespace A { export const b = 1; }'].map((code) => ({
    what: code,
    code,
    rule: 'no-restricted-syntax',
    refused: [PROTOCOL, CORE, INTERNAL, COMPONENTS, SERVER, DEMO],
  })),
  {
    what: 'a promise that nobody waits for',
    code: "Promise.reject(new Error('lost'));",
    rule: '@typescript-eslint/no-floating-promises',
    refused: [CORE, COMPONENTS, SERVER, DEMO],
  },
  {
    what: 'a file of more than 320 lines',
    code: 'export {};\n'.repeat(321),
    rule: 'max-lines',
    refused: [PROTOCOL, CORE, INTERNAL, COMPONENTS, SERVER],
    allowed: [DEMO],
  },
  {
    what: 'any',
    code: 'export const a: any = 1;',
    rule: '@typescript-eslint/no-explicit-any',
    refused: [CORE, COMPONENTS, SERVER, DEMO],
  },
];

describe('the floors: who may import whom', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const typed = new ESLint({ cwd: root });
  // In half of the time, for rules that ask for no types.
  const untyped = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

  async function complaints(code: string, file: string, rule: string): Promise<(string | null)[]> {
    const eslint = rule === '@typescript-eslint/no-floating-promises' ? typed : untyped;
    const [result] = await eslint.lintText(code, { filePath: root + file });
    return result?.messages.map(({ ruleId, fatal, message }) => (fatal ? message : ruleId)) ?? [];
  }

  for (const { what, code, rule = 'no-restricted-imports', refused = [], allowed = [] } of CASES) {
    it(`${what}: not in ${refused.join(', ')}${allowed.length === 0 ? '' : `; but in ${allowed.join(', ')}`}`, async () => {
      for (const file of refused)
        assert.ok((await complaints(code, file, rule)).includes(rule), `refused in ${file}`);
      for (const file of allowed)
        assert.ok(!(await complaints(code, file, rule)).includes(rule), `allowed in ${file}`);
    });
  }
});
