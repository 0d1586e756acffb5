import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The colours are custom properties, so that one style serves both themes. */
const COLOURS = HighlightStyle.define([
  { tag: tags.angleBracket, color: 'var(--code-quiet)' },
  { tag: tags.tagName, color: 'var(--code-tag)' },
  { tag: tags.attributeName, color: 'var(--code-name)' },
  { tag: tags.attributeValue, color: 'var(--code-value)' },
  { tag: tags.string, color: 'var(--code-value)' },
  { tag: tags.keyword, color: 'var(--code-tag)' },
  { tag: tags.propertyName, color: 'var(--code-name)' },
  { tag: tags.number, color: 'var(--code-value)' },
  { tag: tags.comment, color: 'var(--code-quiet)', fontStyle: 'italic' },
]);

const LOOK = EditorView.theme({
  '&': { color: 'inherit', background: 'transparent', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '2px solid var(--vp-c-brand-1)', outlineOffset: '-2px' },
  '.cm-content': {
    fontFamily: 'var(--vp-font-family-mono)',
    padding: '1rem 1.25rem',
    caretColor: 'currentColor',
  },
  '.cm-line': { lineHeight: '1.7' },
});

interface EditorOptions {
  readonly code: string;
  readonly label: string;
  readonly root: ShadowRoot;
  readonly parent: Element;
  readonly onChange: (code: string) => void;
}

/** Puts an editor for HTML into an element. Tab leaves it, as it leaves any field. */
export function openEditor({ code, label, root, parent, onChange }: EditorOptions): EditorView {
  return new EditorView({
    root,
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        html(),
        syntaxHighlighting(COLOURS),
        LOOK,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of(({ docChanged, view }) => {
          if (docChanged) onChange(view.state.doc.toString());
        }),
      ],
    }),
  });
}
