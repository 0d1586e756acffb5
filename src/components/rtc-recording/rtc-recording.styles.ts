import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    --_red: light-dark(#c4221b, #ff8f86);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    gap: calc(0.5 * var(--_rtc-rem));
  }

  /* Focused when a card goes; nothing to point at. */
  .stack:focus {
    outline: none;
  }

  .card,
  .mark {
    max-inline-size: 100%;
    border: 1px solid var(--_border);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    pointer-events: auto;
    animation: drop 0.2s ease-out;
  }

  @keyframes drop {
    from {
      opacity: 0;
      translate: 0 calc(-0.5 * var(--_rtc-rem));
    }
  }

  .card {
    display: grid;
    gap: calc(0.25 * var(--_rtc-rem));
    inline-size: calc(24 * var(--_rtc-rem));
    padding: var(--_rtc-rem);
    border-radius: var(--_radius);
  }

  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .card p {
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rtc-rem));
    margin-block-start: calc(0.625 * var(--_rtc-rem));
  }

  .actions > * {
    flex: 1 1 calc(7 * var(--_rtc-rem));
  }

  .save {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(0.5 * var(--_rtc-rem));
    min-block-size: calc(2.75 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) calc(1.25 * var(--_rtc-rem));
    border-radius: calc(2 * var(--_rtc-rem));
    font-weight: 550;
    line-height: 1.2;
    text-decoration: none;
  }

  .save:hover {
    box-shadow: inset 0 0 0 calc(99 * var(--_rtc-rem)) light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.1));
  }

  .save svg {
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
  }

  /* It stays: where a tile has its buttons it must not be. */
  .mark {
    display: flex;
    align-items: center;
    justify-self: start;
    margin-block: calc(0.375 * var(--_rtc-rem)) 0;
    margin-inline: calc(0.375 * var(--_rtc-rem)) 0;
    max-inline-size: min(18.5 * var(--_rtc-rem), 100% - 2.5 * var(--_rtc-rem));
    gap: calc(0.625 * var(--_rtc-rem));
    padding-block: calc(0.25 * var(--_rtc-rem));
    padding-inline: calc(0.875 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem));
    border-radius: calc(1.5 * var(--_rtc-rem));
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .mark.busy {
    padding-inline-end: calc(0.875 * var(--_rtc-rem));
    min-block-size: calc(2.5 * var(--_rtc-rem));
  }

  .mark > div {
    min-inline-size: 0;
  }

  .mark button {
    flex: none;
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.875 * var(--_rtc-rem));
  }

  .dot {
    flex: none;
    inline-size: calc(0.625 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_red);
  }

  .label {
    color: var(--_red);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .progress {
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .without {
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .dot {
      background: CanvasText;
    }
  }
`;
