import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    position: relative;
    block-size: calc(30 * var(--_rtc-rem));
    min-inline-size: min(100%, 15 * var(--_rtc-rem));
    overflow: clip;
    background: var(--_surface);
  }

  .chat {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    min-block-size: 0;
  }

  .log {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    gap: calc(0.125 * var(--_rtc-rem));
    padding: calc(0.75 * var(--_rtc-rem));
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  /* The newest stands next to the field, however few there are. */
  .log > :first-child {
    margin-block-start: auto;
  }

  .empty {
    margin-block: auto;
    padding: var(--_rtc-rem);
    font-size: calc(0.875 * var(--_rtc-rem));
    text-align: center;
  }

  .newest {
    grid-area: 1 / 1;
    place-self: end center;
    z-index: 1;
    margin-block-end: calc(0.5 * var(--_rtc-rem));
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.875 * var(--_rtc-rem));
    background: var(--_raised);
    box-shadow: var(--_shadow);
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .newest svg {
    inline-size: calc(1.125 * var(--_rtc-rem));
    block-size: calc(1.125 * var(--_rtc-rem));
  }

  .composer {
    grid-row: 2;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: end;
    gap: calc(0.25 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem));
    border-block-start: 1px solid var(--_border);
    background: var(--_raised);
  }

  .composer-hint {
    grid-column: 1 / -1;
    padding: 0 calc(0.5 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .composer-hint:not(.said) {
    padding: 0;
  }

  .composer > button {
    inline-size: calc(2.5 * var(--_rtc-rem));
    min-block-size: calc(2.5 * var(--_rtc-rem));
    padding: 0;
    border-radius: 50%;
  }

  .plain {
    background: none;
  }

  .composer svg {
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
  }

  .round-send:dir(rtl) svg {
    scale: -1 1;
  }

  textarea {
    field-sizing: content;
    inline-size: 100%;
    min-block-size: calc(2.5 * var(--_rtc-rem));
    max-block-size: calc(8 * var(--_rtc-rem));
    margin: 0;
    padding: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    border: 1px solid light-dark(#8a919d, #6c7380);
    border-radius: calc(1.25 * var(--_rtc-rem));
    background: var(--_raised);
    color: inherit;
    /* Smaller text makes iOS zoom into the field. */
    font: inherit;
    line-height: 1.375;
    resize: none;
  }

  /* An empty field with dir="auto" is from left to right, whatever its placeholder is. */
  textarea:placeholder-shown {
    direction: inherit;
  }

  textarea::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }

  textarea:focus-visible {
    outline-offset: -1px;
  }

  textarea:read-only {
    border-color: var(--_border);
    cursor: not-allowed;
  }

  .drop {
    position: absolute;
    inset: calc(0.5 * var(--_rtc-rem));
    z-index: 2;
    display: grid;
    place-items: center;
    border: 2px dashed var(--_accent);
    border-radius: var(--_rtc-rem);
    background: var(--_raised);
    font-weight: 550;
    text-align: center;
    pointer-events: none;
  }
`;
