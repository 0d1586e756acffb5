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
    gap: 0.5rem;
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
      translate: 0 -0.5rem;
    }
  }

  .card {
    display: grid;
    gap: 0.25rem;
    inline-size: 24rem;
    padding: 1rem;
    border-radius: var(--_radius);
  }

  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .card p {
    font-size: 0.875rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.625rem;
  }

  .actions > * {
    flex: 1 1 7rem;
  }

  .save {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 1.25rem;
    border-radius: 2rem;
    font-weight: 550;
    line-height: 1.2;
    text-decoration: none;
  }

  .save:hover {
    box-shadow: inset 0 0 0 99rem light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.1));
  }

  .save svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  /* It stays: where a tile has its buttons it must not be. */
  .mark {
    display: flex;
    align-items: center;
    justify-self: start;
    margin-block: 0.375rem 0;
    margin-inline: 0.375rem 0;
    max-inline-size: min(17rem, 100% - 2.5rem);
    gap: 0.625rem;
    padding-block: 0.25rem;
    padding-inline: 0.875rem 0.25rem;
    border-radius: 1.5rem;
    font-size: 0.875rem;
  }

  .mark.busy {
    padding-inline-end: 0.875rem;
    min-block-size: 2.5rem;
  }

  .mark > div {
    min-inline-size: 0;
  }

  .mark button {
    flex: none;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.875rem;
  }

  .dot {
    flex: none;
    inline-size: 0.625rem;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_red);
    animation: pulse 2s ease-in-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.35;
    }
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
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .dot {
      background: CanvasText;
    }
  }
`;
