// The parts of its packages that the website uses. Their own types would have to be installed for types and style to be checked;
// so those are, on a fresh clone, without them.

declare module '*.css';

declare module 'vitepress' {
  export interface SidebarItem {
    readonly text: string;
    readonly link?: string;
    readonly collapsed?: boolean;
    readonly items?: readonly SidebarItem[];
  }

  interface MarkdownToken {
    readonly info: string;
    readonly content: string;
    attrSet(name: string, value: string): void;
  }

  type MarkdownRule = (
    tokens: readonly MarkdownToken[],
    index: number,
    ...rest: readonly unknown[]
  ) => string;

  interface MarkdownRenderer {
    readonly rules: { fence?: MarkdownRule; code_inline?: MarkdownRule };
  }

  type ThemeConfig = Readonly<Record<string, unknown>>;

  interface SiteConfig {
    readonly title: string;
    readonly description: string;
    readonly base: string;
    readonly srcDir: string;
    readonly outDir: string;
    readonly cacheDir: string;
    readonly ignoreDeadLinks: readonly RegExp[];
    readonly head: readonly (readonly [string, Readonly<Record<string, string>>])[];
    readonly locales: Readonly<
      Record<string, { readonly label: string; readonly lang: string; readonly themeConfig: ThemeConfig }>
    >;
    readonly themeConfig: ThemeConfig;
    readonly markdown: {
      readonly anchor: { readonly slugify: (heading: string) => string };
      readonly languageAlias: Readonly<Record<string, string>>;
      readonly config: (markdown: { readonly renderer: MarkdownRenderer }) => void;
    };
    readonly vue: {
      readonly template: { readonly compilerOptions: { readonly isCustomElement: (tag: string) => boolean } };
    };
  }

  export function defineConfig(config: SiteConfig): SiteConfig;
  export function build(root: string): Promise<void>;
}

declare module 'vitepress/theme-without-fonts' {
  const theme: Readonly<Record<string, unknown>>;
  export default theme;
}

declare module '@codemirror/state' {
  export type Extension = unknown;

  export const EditorState: {
    create(options: { readonly doc: string; readonly extensions: readonly Extension[] }): unknown;
  };
}

declare module '@codemirror/view' {
  import type { Extension } from '@codemirror/state';

  export class EditorView {
    static readonly lineWrapping: Extension;
    static readonly updateListener: {
      of(listener: (update: { readonly docChanged: boolean; readonly view: EditorView }) => void): Extension;
    };
    static readonly contentAttributes: { of(attributes: Readonly<Record<string, string>>): Extension };
    static theme(rules: Readonly<Record<string, Readonly<Record<string, string>>>>): Extension;
    constructor(options: {
      readonly state: unknown;
      readonly parent: Element;
      readonly root: ShadowRoot | Document;
    });
    readonly state: { readonly doc: { toString(): string } };
    focus(): void;
    destroy(): void;
  }

  export const keymap: { of(bindings: readonly unknown[]): Extension };
}

declare module '@codemirror/commands' {
  import type { Extension } from '@codemirror/state';

  export const defaultKeymap: readonly unknown[];
  export const historyKeymap: readonly unknown[];
  export function history(): Extension;
}

declare module '@codemirror/language' {
  import type { Extension } from '@codemirror/state';

  export const defaultHighlightStyle: unknown;
  export const HighlightStyle: {
    define(
      rules: readonly { readonly tag: unknown; readonly color?: string; readonly fontStyle?: string }[],
    ): unknown;
  };
  export function syntaxHighlighting(style: unknown): Extension;
}

declare module '@codemirror/lang-html' {
  import type { Extension } from '@codemirror/state';

  export function html(): Extension;
}

declare module '@lezer/highlight' {
  export const tags: Readonly<
    Record<
      | 'tagName'
      | 'attributeName'
      | 'attributeValue'
      | 'string'
      | 'keyword'
      | 'comment'
      | 'propertyName'
      | 'number'
      | 'angleBracket',
      unknown
    >
  >;
}

interface ImportMeta {
  readonly env: { readonly BASE_URL: string };
}
