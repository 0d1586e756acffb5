import { css } from 'lit';

export const styles = css`
  :host,
  .state {
    display: grid;
    justify-items: start;
    gap: var(--_rtc-rem);
  }

  .state {
    inline-size: 100%;
  }

  p {
    font-size: calc(0.9375 * var(--_rtc-rem));
  }

  /* Takes no place, but is known to screen readers before something is said in it. */
  .state:empty {
    position: absolute;
  }

  /* Focused when the button goes; nothing to point at. */
  .state:focus {
    outline: none;
  }

  h3 {
    margin: 0;
    font-size: var(--_rtc-rem);
    font-weight: 600;
  }

  ol {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rtc-rem));
    inline-size: 100%;
    max-inline-size: calc(44 * var(--_rtc-rem));
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    flex: 1 1 calc(8.5 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_raised);
    font-size: calc(1.5 * var(--_rtc-rem));
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
  }

  .changed {
    padding: calc(0.625 * var(--_rtc-rem)) calc(0.875 * var(--_rtc-rem));
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_off);
    color: var(--_on-off);
    font-weight: 550;
  }

  @media (forced-colors: active) {
    .changed {
      border: 1px solid;
    }
  }
`;
