import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: calc(36 * var(--_rtc-rem));
    min-inline-size: min(100%, 16 * var(--_rtc-rem));
    overflow: clip;
    background: var(--_surface);
  }

  /* Beside the stage of a call, where the chat stands, too. */
  :host(:is(:state(docked), [data-docked])) {
    grid-row: 1 / 3;
    inline-size: min(27 * var(--_rtc-rem), 52cqi);
    block-size: auto;
    min-block-size: 0;
    margin-block-start: var(--_gap);
    margin-inline-end: var(--_gap);
    border-radius: var(--_radius);
  }

  /* No room beside the stage: over it. */
  @container (max-width: 704px) {
    :host(:is(:state(docked), [data-docked])) {
      grid-area: 1 / 1 / 3 / -1;
      inline-size: auto;
      margin-inline-start: var(--_gap);
      z-index: 1;
    }
  }

  .inspector {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    container-type: inline-size;
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.5 * var(--_rtc-rem));
    min-block-size: calc(2.75 * var(--_rtc-rem));
    padding-inline: calc(0.875 * var(--_rtc-rem)) calc(0.375 * var(--_rtc-rem));
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
  }

  h2 {
    font-size: var(--_rtc-rem);
  }

  .close {
    flex: none;
    inline-size: calc(2.25 * var(--_rtc-rem));
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: 0;
    border-radius: 50%;
    background: none;
  }

  .close svg {
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
  }

  .scroll {
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .tools {
    display: flex;
    flex-direction: column;
    gap: calc(0.5 * var(--_rtc-rem));
    padding: calc(0.625 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
  }

  .choice {
    display: flex;
    align-items: center;
    gap: calc(0.625 * var(--_rtc-rem));
  }

  .choice > .label {
    flex: none;
    margin: 0;
  }

  select {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding-block: calc(0.25 * var(--_rtc-rem));
  }

  .buttons,
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.375 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem));
  }

  .small {
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .small svg {
    inline-size: var(--_rtc-rem);
    block-size: var(--_rtc-rem);
  }

  .addresses {
    display: flex;
    align-items: center;
    gap: calc(0.375 * var(--_rtc-rem));
    min-block-size: calc(2.25 * var(--_rtc-rem));
    margin-inline-start: auto;
    font-size: calc(0.8125 * var(--_rtc-rem));
    cursor: pointer;
  }

  .addresses > input {
    flex: none;
    inline-size: var(--_rtc-rem);
    block-size: var(--_rtc-rem);
    min-block-size: 0;
    margin: 0;
    accent-color: var(--_accent);
  }

  .problem {
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: var(--_off);
    color: var(--_on-off);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .file {
    justify-content: space-between;
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem))
      calc(0.625 * var(--_rtc-rem));
    border-radius: calc(1.375 * var(--_rtc-rem));
    background: var(--_raised);
    box-shadow: inset 0 0 0 1px var(--_border);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .tabs {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    padding-inline: calc(0.375 * var(--_rtc-rem));
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  .tab {
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.4375 * var(--_rtc-rem));
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    font-weight: 500;
  }

  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_text);
  }

  /* All buttons, and all tabs, in one row on a phone. */
  @container (max-width: 384px) {
    .buttons > .small svg {
      display: none;
    }

    .tabs {
      padding-inline: calc(0.25 * var(--_rtc-rem));
    }

    .tab {
      padding-inline: calc(0.1875 * var(--_rtc-rem));
      font-size: calc(0.75 * var(--_rtc-rem));
    }
  }

  .tab:focus-visible,
  .panel:focus-visible {
    outline-offset: -2px;
  }

  .panel {
    padding: calc(0.75 * var(--_rtc-rem));
  }
`;
