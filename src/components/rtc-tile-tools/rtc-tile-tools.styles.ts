import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset-block-start: 0.375rem;
    inset-inline-end: 0.375rem;
    z-index: 1;
  }

  .open {
    inline-size: 2rem;
    block-size: 2rem;
    min-block-size: 0;
    padding: 0;
    border-radius: 50%;
    background: rgb(16 18 22 / 0.72);
    color: #fff;
  }

  .open svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  /* In sight over any picture. */
  .open:focus-visible {
    outline-color: #fff;
    outline-offset: 0;
    box-shadow: 0 0 0 4px #16181c;
  }

  /* Seen once the pointer or the focus is at the tile; always where there is no pointer. */
  @media (hover: hover) {
    :host(:not([near], :focus-within)) .open[aria-expanded='false'] {
      opacity: 0;
    }
  }

  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    inline-size: max-content;
    min-inline-size: 12rem;
    max-inline-size: calc(100vw - 1rem);
    max-block-size: calc(100vh - 1rem);
    overflow: auto;
    padding: 0.375rem;
    border: 1px solid var(--_border);
    border-radius: 0.75rem;
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-size: 0.9375rem;
  }

  .item {
    display: flex;
    align-items: center;
    justify-content: start;
    gap: 0.625rem;
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.375rem 0.625rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    font-weight: 400;
    text-align: start;
  }

  .item svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .item > :last-child:not(:nth-child(2)) {
    margin-inline-start: auto;
    color: var(--_accent);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  input {
    flex: 1;
    min-inline-size: 5rem;
    margin: 0;
    accent-color: var(--_accent);
  }

  .connection {
    padding: 0.375rem 0.625rem;
    border-block-start: 1px solid var(--_border);
    margin-block-start: 0.25rem;
    font-size: 0.8125rem;
  }
`;
