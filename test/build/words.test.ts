import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { findWord } from '../../src/components/words/dictionary.js';

const FOLDER = fileURLToPath(new URL('../../src/components', import.meta.url));
const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'pt', 'zh'] as const;

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

const allFiles = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join(FOLDER, path));

const isWords = (path: string): boolean =>
  path.endsWith('.words.ts') || relative(FOLDER, path).startsWith('words/');

const englishFiles = allFiles.filter((path) => path.endsWith('.words.ts') || path.endsWith('/words/en.ts'));
const elementFiles = allFiles.filter((path) => !isWords(path));

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Names of the words that a file has, which stand in an argument of `addWords` or in an object with the type of words. */
function keysIn(path: string): string[] {
  const keys: string[] = [];
  const read = (node: ts.Expression): void => {
    if (ts.isSatisfiesExpression(node)) read(node.expression);
    else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (property.name) keys.push(property.name.getText());
        else if (ts.isSpreadAssignment(property) && ts.isCallExpression(property.expression)) {
          // `errorTerms` makes these.
          keys.push('errorTitle', 'errorHelp');
        }
      }
    }
  };
  visit(parse(path), (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'addWords' && node.arguments[0]) {
      read(node.arguments[0]);
    }
    const type = ts.isVariableDeclaration(node) ? node.type?.getText() : undefined;
    if (/^(Terms|CallWords|PanelWords)$/.test(type ?? '') && ts.isVariableDeclaration(node)) {
      if (node.initializer) read(node.initializer);
    }
  });
  return keys;
}

/** Texts in the sources that may be the name of a word; `*` stands for what is computed. */
function mentionsIn(path: string): string[] {
  const mentions: string[] = [];
  visit(parse(path), (node) => {
    if (ts.isStringLiteralLike(node)) mentions.push(node.text);
    if (ts.isPropertyAssignment(node)) mentions.push(node.name.getText());
    if (ts.isTemplateExpression(node) && ts.isCallExpression(node.parent)) {
      if (!node.parent.expression.getText().endsWith('.term')) return;
      mentions.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('*'));
    }
  });
  return mentions;
}

/** Words for people that stand in templates of HTML, between the tags or in an attribute that is read out. */
function textsIn(path: string): string[] {
  const texts: string[] = [];
  visit(parse(path), (node) => {
    if (!ts.isTaggedTemplateExpression(node) || !/^(html|svg)$/.test(node.tag.getText())) return;
    const { template } = node;
    const markup = ts.isNoSubstitutionTemplateLiteral(template)
      ? template.text
      : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\0');
    const read = markup.matchAll(/\s(?:aria-\w+|title|placeholder|alt|label)="([^"\0]*\p{L}[^"]*)"/gu);
    const named = /^(true|false|polite|assertive|off|page|dialog|menu|[a-z-]+-help|\S*-?\0?)$/;
    for (const [, value = ''] of read) if (!named.test(value)) texts.push(value);
    // Names in code are the same in every language.
    const between = markup.replaceAll(/<code[^>]*>.*?<\/code>/gs, '').split(/<[^>]*>/s);
    for (const text of between) if (/\p{L}{2,}/u.test(text)) texts.push(text.trim());
  });
  return texts;
}

const english = englishFiles.flatMap(keysIn);

describe('the words of the elements', () => {
  before(async () => {
    for (const path of englishFiles) await import(path);
    for (const lang of LANGUAGES) {
      for (const file of [`${lang}.ts`, `${lang}/inspector.ts`, `${lang}/network-check.ts`]) {
        await import(join(FOLDER, 'words', file));
      }
    }
  });

  it('have a name each', () => {
    assert.ok(english.length > 250);
    assert.deepEqual(
      english.filter((key, i) => english.indexOf(key) !== i),
      [],
    );
  });

  it('are all used', () => {
    const mentions = [...elementFiles, join(FOLDER, 'words/localize.ts')].flatMap(mentionsIn);
    const exact = new Set(mentions);
    const patterns = mentions
      .filter((mention) => /\w\*|\*\w/.test(mention))
      .map((mention) => new RegExp(`^${mention.replace('*', '.+')}$`));
    const isUsed = (key: string): boolean => exact.has(key) || patterns.some((pattern) => pattern.test(key));
    assert.deepEqual(
      english.filter((key) => !isUsed(key)),
      [],
    );
  });

  it('are the only ones that people read', () => {
    const texts = elementFiles.flatMap((path) =>
      textsIn(path).map((text) => `${relative(FOLDER, path)}: ${text}`),
    );
    assert.deepEqual(texts, []);
  });

  for (const lang of LANGUAGES) {
    describe(`in ${lang}`, () => {
      const folder = join(FOLDER, 'words', lang);

      it('are the same as in English, none missing and none too many', () => {
        const keys = readdirSync(folder).flatMap((file) => keysIn(join(folder, file)));
        assert.deepEqual(keys.toSorted(), english.toSorted());
      });

      it('are not those in English', () => {
        const copied = english.filter((key) => {
          const word = findWord(lang, key);
          return typeof word === 'string' && word === findWord('en', key);
        });
        // International words.
        const same =
          /^(direction|chat|volume|photo|participants|chatMessages|matrixDirect|inspector(Configuration|Show|BundlePolicy))$/;
        assert.deepEqual(
          copied.filter((key) => !same.test(key)),
          [],
        );
      });

      it('count in every plural form of the language', () => {
        const rules = new Intl.PluralRules(lang);
        const counts = [0, 1, 2, 3, 11, 100];
        for (const key of [
          'openChat',
          'chatTooLong',
          'filesOffered',
          'recordingAskingHelp',
          'inspectorLines',
        ]) {
          const word = findWord(lang, key) as (count: number) => string;
          const said = new Map(counts.map((count) => [count, word(count)]));
          for (const [count, text] of said) {
            assert.match(text, /\p{L}/u);
            assert.ok(!text.includes('#'), text);
            // A number that is not written out is one that the language has a word for.
            const isNamed = ['zero', 'one', 'two'].includes(rules.select(count)) || count === 0;
            assert.ok(isNamed || text.includes(new Intl.NumberFormat(lang).format(count)), text);
          }
          // Arabic has another form for each of 1, 2, 3 and 11; a language without plurals has one for all.
          const forms = new Set(counts.slice(1).map((count) => said.get(count)?.replaceAll(/\p{N}+/gu, '#')));
          const categories = new Set(counts.slice(1).map((count) => rules.select(count)));
          assert.ok(forms.size <= Math.max(categories.size, 1), `${key}: ${[...forms].join(', ')}`);
        }
      });
    });
  }
});
