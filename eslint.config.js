import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom (ARCHITECTURE.md). Each floor names what it must not import, as regular expressions over the
 * specifier, with what to do instead.
 *
 * @param {...[regex: string, message: string]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function floor(...patterns) {
  return {
    'no-restricted-imports': [
      'error',
      { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
    ],
  };
}

/** @type {[string, string]} */
const noTests = [
  '(^|/)(test|bench|demo|scripts)/',
  'What is published imports neither tests, nor benchmarks, nor demos.',
];
/** @type {[string, string]} */
const noServer = ['(^|/)server/', 'Nothing in src/ knows the server: they share src/protocol only.'];
/** @type {[string, string][]} */
const forElements = [
  ['(^|/)protocol/', 'Elements speak to src/core, which speaks the protocol.'],
  ['^(node:|valibot|ws$|vite|rtc-elements)', 'Elements run in browsers, on Lit and src/core.'],
  noServer,
  noTests,
];

/** @type {[string, string][]} */
const headless = [
  ['^(?!\\.|valibot$)', 'src/core is headless: no Lit, no Node, and no package but valibot.'],
  ['(^|/)components/', 'src/core works without any element.'],
  noServer,
  noTests,
];

const noWebRtc = ['RTCPeerConnection', 'RTCDataChannel', 'WebSocket', 'BroadcastChannel', 'MediaRecorder'];

export default defineConfig(
  // Examples, and what is built in their place, are checked with the packages of their own.
  globalIgnores([
    'dist/',
    'build/',
    'coverage/',
    'bench/build/',
    'website/build/',
    'examples/',
    'test/frameworks/everywhere/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // vite.config.ts stands outside of every folder, and so of every folder's tsconfig.
        projectService: { allowDefaultProject: ['vite.config.ts'], defaultProject: 'scripts/tsconfig.json' },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a const array and a union type.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
        { selector: 'TSParameterProperty', message: 'Declare the field.' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers and booleans read well in a template; objects do not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => emitter.emit()` is the shortest way to write most listeners.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Contradicts `noPropertyAccessFromIndexSignature`.
      '@typescript-eslint/dot-notation': 'off',
      // A class that only has a static side is a fine way to group what subclasses share.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },

  {
    name: 'elements',
    files: ['src/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
    ],
    settings: { litHtmlSources: true, wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/lifecycle-super': 'error',
      'lit/no-duplicate-template-bindings': 'error',
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-native-attributes': 'off',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'wc/guard-super-call': 'off',
    },
  },

  {
    name: 'files that are read as one',
    files: ['{src,server}/**/*.ts'],
    rules: { 'max-lines': ['error', 320] },
  },

  {
    name: 'floor: protocol',
    files: ['src/protocol/**/*.ts'],
    rules: floor([
      '^(?!\\./|valibot$)',
      'src/protocol runs anywhere: it imports itself and valibot, nothing else.',
    ]),
  },
  {
    name: 'floor: internal',
    files: ['src/internal/**/*.ts'],
    rules: floor(
      ['^[^.]', 'src/internal imports no packages: every other room of src/ stands on it.'],
      ['(^|/)(core|components|protocol)/', 'src/internal holds no product logic.'],
      noServer,
      noTests,
    ),
  },
  {
    name: 'floor: core',
    files: ['src/core/**/*.ts'],
    rules: floor(...headless),
  },
  {
    name: 'floor: core, context key',
    files: ['src/core/context.ts'],
    rules: floor(
      ['^(?!\\.|@lit/context$)', 'The context key needs @lit/context and nothing else.'],
      ['(^|/)components/', 'src/core works without any element.'],
      noServer,
      noTests,
    ),
  },
  {
    name: 'floor: components',
    files: ['src/components/**/*.ts'],
    rules: {
      ...floor(...forElements),
      'no-restricted-globals': [
        'error',
        ...noWebRtc.map((name) => ({ name, message: 'WebRTC and sockets are the business of src/core.' })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(getUserMedia|getDisplayMedia|enumerateDevices)$/]',
          message: 'Devices are the business of src/core (LocalMedia).',
        },
        { selector: 'TSEnumDeclaration', message: 'Use a const array and a union type.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
        { selector: 'TSParameterProperty', message: 'Declare the field.' },
      ],
    },
  },
  {
    name: 'floor: components, kit',
    files: ['src/components/kit/**/*.ts'],
    rules: floor(...forElements, [
      '^\\.\\./(rtc-|files/|later-parts)',
      'The kit is what all elements stand on: it knows none of them.',
    ]),
  },
  {
    name: 'floor: server',
    files: ['server/**/*.ts'],
    rules: floor(
      ['(^|/)(core|components|internal)/', 'The server shares src/protocol with the client, nothing else.'],
      ['^(lit|lucide|vite|rtc-elements|@lit|@shoelace-style)($|/)', 'The server has no elements.'],
      noTests,
    ),
  },
  {
    name: 'floor: demo',
    files: ['demo/**/*.ts'],
    rules: floor([
      '^(?!\\./|rtc-elements($|/))',
      'A demo shows what a page can do: it imports rtc-elements only.',
    ]),
  },

  {
    name: 'floor: bench',
    files: ['bench/**/*.ts'],
    rules: floor([
      '(^|/)(components|demo)/|^(lit|lucide|rtc-elements|@lit|@shoelace-style)($|/)',
      'The bench imports the core and the server. It measures the elements as a page loads them.',
    ]),
  },

  {
    name: 'floor: website',
    files: ['website/**/*.ts'],
    rules: floor([
      '(^|/)(src|server|demo)/|^rtc-elements($|/)',
      'The website shows what others get: its examples load the built script.',
    ]),
  },

  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      // `expect(x).to.be.true`, and promises that describe() and it() of node:test return.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // The type of `expect(x).to.equal`: only `expect(element).dom.to.equal` has something to wait for.
            'Equal',
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] },
          ],
        },
      ],
      // To keep the browser's own method while another one stands in.
      '@typescript-eslint/unbound-method': 'off',
      // A test may say that something is there, and fail where it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    name: 'programs, whose output is the console',
    files: ['scripts/**', 'test/**', 'bench/**', 'website/build.ts', 'server/cli.ts'],
    rules: { 'no-console': 'off' },
  },
);
