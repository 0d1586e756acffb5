import { css } from 'lit';

export const styles = css`
  dialog {
    inline-size: min(26 * var(--_rtc-rem), 100vi - 1.5 * var(--_rtc-rem));
    max-block-size: min(40 * var(--_rtc-rem), 100dvb - 1.5 * var(--_rtc-rem));
  }

  .content {
    display: grid;
    gap: calc(0.75 * var(--_rtc-rem));
    padding: calc(1.25 * var(--_rtc-rem));
  }

  dl {
    margin: 0;
  }

  dl > div {
    display: flex;
    flex-direction: row-reverse;
    align-items: center;
    justify-content: space-between;
    gap: var(--_rtc-rem);
    padding-block: calc(0.5 * var(--_rtc-rem));
    border-block-start: 1px solid var(--_border);
  }

  dd {
    margin: 0;
  }

  dt > kbd {
    display: inline-block;
    min-inline-size: calc(2 * var(--_rtc-rem));
    padding: calc(0.125 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: calc(0.375 * var(--_rtc-rem));
    background: var(--_control);
    font: inherit;
    text-align: center;
    text-transform: uppercase;
  }
`;
