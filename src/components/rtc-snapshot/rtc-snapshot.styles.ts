import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
  }

  /* Focused when its own buttons go; nothing to point at. */
  .place:focus {
    outline: none;
  }

  .flash {
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
    background: #fff;
    pointer-events: none;
    opacity: 0;
    animation: flash 0.35s ease-out;
  }

  @keyframes flash {
    from {
      opacity: 0.85;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .flash {
      display: none;
    }
  }

  .card {
    position: absolute;
    inset-block-end: calc(0.75 * var(--_rtc-rem));
    inset-inline-start: calc(0.75 * var(--_rtc-rem));
    display: grid;
    gap: calc(0.5 * var(--_rtc-rem));
    inline-size: calc(13 * var(--_rtc-rem));
    max-inline-size: calc(100% - 1.5 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem));
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    pointer-events: auto;
    animation: rise 0.25s ease-out;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 calc(0.75 * var(--_rtc-rem));
    }
  }

  img {
    display: block;
    inline-size: 100%;
    max-block-size: calc(7 * var(--_rtc-rem));
    border-radius: calc(var(--_radius) - 0.25 * var(--_rtc-rem));
    background: #16181c;
    object-fit: contain;
  }

  .actions {
    display: flex;
    gap: calc(0.375 * var(--_rtc-rem));
  }

  .save {
    display: inline-flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: calc(0.5 * var(--_rtc-rem));
    min-block-size: calc(2.5 * var(--_rtc-rem));
    padding-inline: calc(0.75 * var(--_rtc-rem));
    border-radius: calc(2 * var(--_rtc-rem));
    font-size: calc(0.9375 * var(--_rtc-rem));
    font-weight: 550;
    text-decoration: none;
  }

  .save:hover {
    box-shadow: inset 0 0 0 calc(99 * var(--_rtc-rem)) light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.1));
  }

  .save svg,
  .round svg {
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
  }

  .round {
    --_size: calc(2.5 * var(--_rtc-rem));
  }

  @container (max-width: 448px) {
    .card {
      inset-block-end: calc(0.5 * var(--_rtc-rem));
      inset-inline-start: calc(0.5 * var(--_rtc-rem));
    }

    img {
      max-block-size: calc(5 * var(--_rtc-rem));
    }
  }

  @media (forced-colors: active) {
    .card {
      border: 1px solid;
    }
  }
`;
