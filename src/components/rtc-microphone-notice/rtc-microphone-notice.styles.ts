import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    justify-content: center;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: calc(0.375 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    /* On a narrow stage the buttons of a tile are beside it. */
    max-inline-size: calc(100% - 5.5 * var(--_rtc-rem));
    margin-block-start: calc(0.5 * var(--_rtc-rem));
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem)) calc(0.375 * var(--_rtc-rem))
      var(--_rtc-rem);
    border-radius: calc(1.5 * var(--_rtc-rem));
    background: #22262c;
    color: #fff;
    font-size: calc(0.875 * var(--_rtc-rem));
    box-shadow: var(--_shadow);
    pointer-events: auto;
    /* As long as it takes to read and to reach the button. */
    animation:
      come 0.2s,
      go 0.4s 11.6s forwards;
  }

  /* It must not go while somebody reaches for its button. */
  .notice:is(:hover, :focus-within) {
    animation-play-state: paused;
    /* Above what the animation says. */
    opacity: 1 !important;
  }

  .notice > button {
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding-block: calc(0.25 * var(--_rtc-rem));
    background: #fff;
    color: #191c21;
  }

  .notice > button:focus-visible {
    outline-color: #fff;
  }

  @keyframes go {
    to {
      opacity: 0;
    }
  }

  @media (forced-colors: active) {
    .notice {
      border: 1px solid;
    }
  }
`;
