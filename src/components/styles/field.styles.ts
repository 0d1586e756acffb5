import { css } from 'lit';

/** A label above a text field or a native select. */
export const field = css`
  label {
    display: block;
  }

  .label {
    display: block;
    margin-block-end: calc(0.25 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    font-weight: 550;
  }

  input,
  select {
    inline-size: 100%;
    min-block-size: calc(2.75 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    border: 1px solid light-dark(#8a919d, #6c7380);
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_raised);
    /* Smaller text makes iOS zoom into the field. */
    font-size: var(--_rtc-rem);
    text-overflow: ellipsis;
  }

  select {
    appearance: none;
    padding-inline-end: calc(2.25 * var(--_rtc-rem));
    background-image:
      linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position:
      right calc(1.25 * var(--_rtc-rem)) center,
      right calc(0.9375 * var(--_rtc-rem)) center;
    background-size: calc(0.3125 * var(--_rtc-rem)) calc(0.3125 * var(--_rtc-rem));
    background-repeat: no-repeat;
    cursor: pointer;
  }

  select:dir(rtl) {
    background-position:
      left calc(0.9375 * var(--_rtc-rem)) center,
      left calc(1.25 * var(--_rtc-rem)) center;
  }

  :is(input, select):focus-visible {
    outline-offset: -1px;
  }

  select:disabled {
    color: var(--_quiet);
    opacity: 1;
    cursor: not-allowed;
  }

  option {
    background: var(--_raised);
    color: var(--_text);
  }
`;
