import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-inline-size: min(100%, 12rem);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: 0.75rem 1rem;
  }

  .device > button {
    margin-block-start: 0.5rem;
  }

  .meter {
    display: block;
    block-size: 0.25rem;
    margin-block-start: 0.375rem;
    overflow: clip;
    border-radius: 1rem;
    background: var(--_control);
  }

  .meter > span {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_level, light-dark(#1a8a4c, #4cc484));
    scale: var(--_loud, 0) 1;
    transform-origin: left;
  }

  :dir(rtl) > .meter > span {
    transform-origin: right;
  }

  .note {
    margin-block-start: 0.75rem;
    font-size: 0.875rem;
  }

  @media (forced-colors: active) {
    .meter {
      border: 1px solid;
    }

    .meter > span {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
