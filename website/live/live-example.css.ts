/** The look of a live example; its colours are those of the page's theme. */
export const styles = `
  :host {
    display: block;
  }
  [hidden] {
    display: none !important;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border-block-end: 1px solid var(--vp-c-divider);
    background: var(--vp-c-bg-soft);
    font-size: 0.875rem;
  }
  .space {
    flex: 1;
  }
  button {
    min-block-size: 2.25rem;
    padding-inline: 0.875rem;
    border: 1px solid var(--vp-c-divider);
    border-radius: 2rem;
    background: var(--vp-c-bg);
    color: var(--vp-c-text-1);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  button:hover {
    border-color: var(--vp-c-brand-1);
    color: var(--vp-c-brand-1);
  }
  button.run {
    border-color: transparent;
    background: var(--vp-button-brand-bg);
    color: #fff;
  }
  button.run:hover {
    background: var(--vp-button-brand-hover-bg);
    color: #fff;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2.25rem;
    color: var(--vp-c-text-2);
  }
  :focus-visible {
    outline: 2px solid var(--vp-c-brand-1);
    outline-offset: 2px;
  }
  iframe {
    display: block;
    inline-size: 100%;
    block-size: 12rem;
    border: 0;
    border-block-end: 1px solid var(--vp-c-divider);
    background: var(--vp-c-bg);
  }
  .editor {
    background: var(--vp-code-block-bg);
  }
`;
