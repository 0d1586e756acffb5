import ts from 'typescript';

const printer = ts.createPrinter({ removeComments: true });

const HIDDEN: readonly ts.SyntaxKind[] = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];

/** The declarations of a symbol as a page or a program can use them: without comments, and members that are not public. */
export const declarationText = ({ declarations = [] }: ts.Symbol): string =>
  declarations
    .map((declaration) => {
      const statement = statementOf(declaration);
      const node = ts.isClassDeclaration(statement) ? publicClass(statement) : statement;
      return printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile());
    })
    .join('\n');

/** Symbols that the public part of a declaration names. */
export function namesIn({ declarations = [] }: ts.Symbol, checker: ts.TypeChecker): Set<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassElement(node) && !isPublic(node)) return;
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol) found.add(symbol);
    ts.forEachChild(node, visit);
  };
  for (const declaration of declarations) visit(declaration);
  return found;
}

/** A variable stands in a statement of its own. */
function statementOf(declaration: ts.Declaration): ts.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function publicClass(node: ts.ClassDeclaration): ts.ClassDeclaration {
  const { modifiers, name, typeParameters, heritageClauses } = node;
  const members = node.members.filter(isPublic);
  return ts.factory.updateClassDeclaration(node, modifiers, name, typeParameters, heritageClauses, members);
}

function isPublic(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  if (modifiers.some(({ kind }) => HIDDEN.includes(kind))) return false;
  if (member.name && ts.isPrivateIdentifier(member.name)) return false;
  return !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}
