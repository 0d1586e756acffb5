/**
 * Rules for the imports inside a floor of ARCHITECTURE.md; the floors themselves are in eslint.config.js. Imports of
 * types count as well: a reader follows them like any other.
 */

/**
 * A rule of `src/core`: files of the rooms `from` import nothing of the rooms `to`.
 *
 * @param {string} name
 * @param {string} from
 * @param {string} to
 * @param {string} comment
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const apart = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/core/(${from})/` },
  to: { path: `^src/core/(${to})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Files that import each other can be understood only together. Give what both need a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    apart(
      'core: below the call',
      'peer|media|signaling',
      'call|channels|viewing|features|network',
      'Connections, devices and signaling know nothing of a call, which brings them together.',
    ),
    apart(
      'core: below the features',
      'call|channels|viewing',
      'features|network',
      'A call works without its features: each attaches itself from outside.',
    ),
    {
      name: 'core: features apart',
      comment: 'A feature imports no other. What two of them share goes into src/core/channels.',
      severity: 'error',
      from: { path: '^src/core/features/([^/]+)/' },
      to: { path: '^src/core/features/', pathNot: '^src/core/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|build)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'default'],
    },
  },
};
