import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(26rem, 100vi - 1.5rem);
    max-block-size: min(40rem, 100dvb - 1.5rem);
    margin: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }

  .content {
    display: grid;
    gap: 0.75rem;
    padding: 1.25rem;
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }

  .round {
    --_size: 2.5rem;
  }

  /* It would be cut off, and the cross is enough. */
  .tip {
    display: none !important;
  }

  dl {
    margin: 0;
  }

  dl > div {
    display: flex;
    flex-direction: row-reverse;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_border);
  }

  dd {
    margin: 0;
  }

  dt > kbd {
    display: inline-block;
    min-inline-size: 2rem;
    padding: 0.125rem 0.5rem;
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: 0.375rem;
    background: var(--_control);
    font: inherit;
    text-align: center;
    text-transform: uppercase;
  }
`;
