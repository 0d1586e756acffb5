import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-inline-size: min(100%, 12 * var(--_rtc-rem));
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12 * var(--_rtc-rem)), 1fr));
    gap: calc(0.75 * var(--_rtc-rem)) var(--_rtc-rem);
  }

  .device > button {
    margin-block-start: calc(0.5 * var(--_rtc-rem));
  }

  .meter {
    display: block;
    block-size: calc(0.25 * var(--_rtc-rem));
    margin-block-start: calc(0.375 * var(--_rtc-rem));
    overflow: clip;
    border-radius: var(--_rtc-rem);
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
    margin-block-start: calc(0.75 * var(--_rtc-rem));
    font-size: calc(0.875 * var(--_rtc-rem));
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
