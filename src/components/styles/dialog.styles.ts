import { css } from 'lit';

/** A modal dialog in the middle of the page, with a title and a round button that closes it. Its size is its own. */
export const dialog = css`
  :host {
    display: contents;
  }

  dialog {
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

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.5 * var(--_rtc-rem));
  }

  .round {
    --_size: calc(2.5 * var(--_rtc-rem));
  }

  /* It would be cut off, and the cross is enough. */
  .tip {
    display: none !important;
  }
`;
