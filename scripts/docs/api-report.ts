import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { ROOT } from '../lib/processes.js';
import { apiEntries, type ApiEntry } from './api-entries.js';
import { declarationText, namesIn } from './api-declarations.js';

const HEADER = `// Public types of NAME. Written by \`npm run docs\` from the types of the last build: a change here is a change for
// everybody who uses the package, and belongs into CHANGELOG.md.`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  skipLibCheck: true,
  noEmit: true,
};

/** For each export path the text of its report, by the name of the file in api/. */
export async function apiReports(): Promise<Map<string, string>> {
  const entries = apiEntries();
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    OPTIONS,
  );
  const checker = program.getTypeChecker();
  const style = await resolveConfig(`${ROOT}api.ts`);
  const homes = new Map<ts.Symbol, string>();
  const reports = new Map<string, string>();
  for (const entry of entries) {
    const exported = exportsOf(entry, program, checker);
    for (const symbol of exported.values()) if (!homes.has(symbol)) homes.set(symbol, entry.name);
    const text = [
      HEADER.replace('NAME', entry.name),
      ...passedOn(entry, exported, homes),
      ...ownDeclarations(entry, exported, homes, checker),
    ].join('\n\n');
    reports.set(fileName(entry), await format(text, { ...style, parser: 'typescript' }));
  }
  return reports;
}

const fileName = ({ name }: ApiEntry): string => `${name.replaceAll('/', '-')}.txt`;

/** Exported names, and what each stands for. */
function exportsOf({ file }: ApiEntry, program: ts.Program, checker: ts.TypeChecker): Map<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return new Map(
    symbols
      .map((symbol) => [symbol.name, resolve(symbol, checker)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Lines for what another entry has already. */
function passedOn(
  entry: ApiEntry,
  exported: Map<string, ts.Symbol>,
  homes: Map<ts.Symbol, string>,
): string[] {
  const names = new Map<string, string[]>();
  for (const [name, symbol] of exported) {
    const home = homes.get(symbol) ?? '';
    if (home !== entry.name) names.set(home, [...(names.get(home) ?? []), name]);
  }
  return [...names].map(([home, some]) => `export { ${some.join(', ')} } from '${home}';`);
}

/** The declarations of an entry, and those of other types that they name. */
function ownDeclarations(
  entry: ApiEntry,
  exported: Map<string, ts.Symbol>,
  homes: Map<ts.Symbol, string>,
  checker: ts.TypeChecker,
): string[] {
  const own = [...exported.values()].filter((symbol) => homes.get(symbol) === entry.name);
  const inner = new Set<ts.Symbol>();
  const collect = (symbol: ts.Symbol): void => {
    for (const named of namesIn(symbol, checker)) {
      const target = resolve(named, checker);
      if (homes.has(target) || inner.has(target) || !isOurs(target)) continue;
      inner.add(target);
      collect(target);
    }
  };
  own.forEach(collect);
  const texts = (symbols: Iterable<ts.Symbol>): string[] => [...symbols].map(declarationText).toSorted();
  return [
    ...texts(new Set(own)),
    ...(inner.size > 0 ? ['// Not exported, and part of the types above.', ...texts(inner)] : []),
  ];
}

const resolve = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** Whether a symbol is a declaration of a module of this package, and no type parameter or member. */
const isOurs = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some(
    (declaration) =>
      declaration.getSourceFile().fileName.startsWith(`${ROOT}dist/`) &&
      ts.isSourceFile(topLevel(declaration).parent),
  );

/** A variable is declared within a list within a statement. */
function topLevel(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}
