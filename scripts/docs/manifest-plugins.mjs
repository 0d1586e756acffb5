import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ name: string, default?: string, optional?: boolean, type?: { text: string } }} Parameter
 * @typedef {{ kind: string, name: string, privacy?: string, readonly?: boolean, type?: { text: string }, parameters?: Parameter[] }} Member
 * @typedef {{ name?: string, description?: string }} NamedEvent
 * @typedef {{ name: string, description?: string }} Slot
 * @typedef {{ name: string, tagName?: string, members?: Member[], events?: NamedEvent[], slots?: Slot[] }} Declaration
 * @typedef {{ modules: { declarations?: Declaration[] }[] }} Manifest
 * @typedef {{ ts: typeof import('typescript'), node: import('typescript').Node, moduleDoc: { declarations?: Declaration[] } }} AnalyzePhase
 */

/** Gives each class of events its `type`. The analyzer does not read it, since it stands in the constructor. */
export function nameEvents() {
  return {
    name: 'name-events',
    /** @param {AnalyzePhase} phase */
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const text = node.members.find(ts.isConstructorDeclaration)?.getText() ?? '';
      const [, type] = /\bsuper\('(rtc-[a-z-]+)'/.exec(text) ?? [];
      if (type === undefined) return;
      const declaration = moduleDoc.declarations?.find(({ name }) => name === node.name?.text);
      declaration?.members?.push({
        kind: 'field',
        name: 'type',
        readonly: true,
        type: { text: `'${type}'` },
      });
    },
  };
}

/** Leaves out what nobody can use from outside, and adds what the analyzer leaves out. */
export function publishOnlyPublicMembers() {
  return {
    name: 'publish-only-public-members',
    /** @param {{ customElementsManifest: Manifest }} phase */
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap(
        ({ declarations = [] }) => declarations,
      )) {
        const { members, events } = declaration;
        if (members) declaration.members = members.filter(({ privacy = 'public' }) => privacy === 'public');
        // For `dispatchEvent(new RtcMessageEvent(from, data))` the analyzer takes `from` for the name of an event.
        if (events) declaration.events = events.filter(({ description }) => description !== undefined);
        for (const parameter of declaration.members?.flatMap(({ parameters = [] }) => parameters) ?? []) {
          completeParameter(parameter);
        }
      }
    },
  };
}

/**
 * A parameter with a default need not be given, and has the type of the default.
 *
 * @param {Parameter} parameter
 */
function completeParameter(parameter) {
  if (parameter.default === undefined) return;
  parameter.optional = true;
  if (/^(true|false)$/.test(parameter.default)) parameter.type ??= { text: 'boolean' };
}

/** Elements that pass icons of the page on to elements inside of them; an `<rtc-call>` does so to all. */
const INSIDE = { 'rtc-stage': ['rtc-local-video', 'rtc-remote-video'], 'rtc-lobby': ['rtc-local-video'] };

/** Adds the slots of icons that an element has for the elements inside of it. */
export function addSlotsOfIcons() {
  return {
    name: 'add-slots-of-icons',
    /** @param {{ customElementsManifest: Manifest }} phase */
    packageLinkPhase({ customElementsManifest }) {
      const all = customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations);
      const elements = all.filter(({ tagName }) => tagName !== undefined);
      for (const [tag, inside] of /** @type {[string, string[] | undefined][]} */ ([
        ['rtc-call', undefined],
        ...Object.entries(INSIDE),
      ])) {
        const outer = elements.find(({ tagName }) => tagName === tag);
        const inner = elements.filter(({ tagName = '' }) => inside?.includes(tagName) ?? tagName !== tag);
        if (outer) outer.slots = [...(outer.slots ?? []), ...iconsOf(inner, outer.slots ?? [])];
      }
    },
  };
}

/**
 * Slots of icons of these elements, each once, with the elements that show it, and without those that are there.
 *
 * @param {readonly Declaration[]} elements
 * @param {readonly Slot[]} present
 */
function iconsOf(elements, present) {
  const names = new Set(elements.flatMap(({ slots = [] }) => slots.map(({ name }) => name)));
  return [...names]
    .filter((name) => name.startsWith('icon-') && !present.some((slot) => slot.name === name))
    .toSorted()
    .map((name) => {
      const tags = elements.filter(({ slots = [] }) => slots.some((slot) => slot.name === name));
      return {
        name,
        description: `See ${tags
          .map(({ tagName }) => `\`<${tagName}>\``)
          .toSorted()
          .join(', ')}.`,
      };
    });
}

/** Points to what the package holds, `dist/src/x.js` and not `src/x.ts`. */
export function pointToPublishedModules() {
  return {
    name: 'point-to-published-modules',
    /** @param {{ customElementsManifest: object }} phase */
    packageLinkPhase({ customElementsManifest }) {
      rewritePaths(customElementsManifest);
    },
  };
}

/** @param {object} node */
function rewritePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) rewritePaths(value);
    else if ((key === 'path' || key === 'module') && /^\/?src\/.*\.ts$/.test(value)) {
      Object.assign(node, { [key]: value.replace(/^\/?src\/(.*)\.ts$/, 'dist/src/$1.js') });
    }
  }
}

/**
 * Takes `default: undefined` out of what editors show: the plugins for them print it where there is no default.
 *
 * @param {readonly string[]} files
 */
export function omitMissingDefaults(files) {
  return {
    name: 'omit-missing-defaults',
    packageLinkPhase() {
      for (const file of files) {
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.replaceAll(' _(default: undefined)_', ''));
      }
    },
  };
}
