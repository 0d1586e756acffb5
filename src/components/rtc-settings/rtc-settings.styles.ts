import { css } from 'lit';

export const styles = css`
  dialog {
    inline-size: min(30 * var(--_rtc-rem), 100vi - 1.5 * var(--_rtc-rem));
    max-block-size: calc(100dvb - 1.5 * var(--_rtc-rem));
  }

  .content,
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_rtc-rem);
  }

  .content {
    padding: calc(1.25 * var(--_rtc-rem));
    padding-block-start: 0;
  }

  /* The way out stays in sight while the rest is scrolled. */
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: var(--_rtc-rem) calc(0.25 * var(--_rtc-rem));
    background: var(--_raised);
  }

  /* In some languages it is one long word. */
  h2 {
    font-size: min(1.375 * var(--_rtc-rem), 6.5vi);
  }

  .rows {
    padding-block-start: var(--_rtc-rem);
    border-block-start: 1px solid var(--_border);
  }

  .switch {
    display: flex;
    align-items: center;
    gap: calc(0.75 * var(--_rtc-rem));
    min-block-size: calc(1.5 * var(--_rtc-rem));
    inline-size: fit-content;
    cursor: pointer;
  }

  .switch:has(:disabled) {
    cursor: not-allowed;
    color: var(--_quiet);
  }

  input[type='checkbox'] {
    flex: none;
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
    min-block-size: 0;
    margin: 0;
    accent-color: var(--_accent);
    cursor: inherit;
  }

  .help {
    margin-block-start: calc(0.25 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .more {
    margin-block-start: calc(0.5 * var(--_rtc-rem));
  }

  .problem {
    margin-block-start: calc(0.375 * var(--_rtc-rem));
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: var(--_off);
    color: var(--_on-off);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .switch + .help {
    padding-inline-start: calc(2 * var(--_rtc-rem));
  }
`;
