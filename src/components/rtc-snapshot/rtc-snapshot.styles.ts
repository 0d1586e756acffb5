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
    inset-block-end: 0.75rem;
    inset-inline-start: 0.75rem;
    display: grid;
    gap: 0.5rem;
    inline-size: 13rem;
    max-inline-size: calc(100% - 1.5rem);
    padding: 0.5rem;
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    pointer-events: auto;
    animation: rise 0.25s ease-out;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }

  img {
    display: block;
    inline-size: 100%;
    max-block-size: 7rem;
    border-radius: calc(var(--_radius) - 0.25rem);
    background: #16181c;
    object-fit: contain;
  }

  .actions {
    display: flex;
    gap: 0.375rem;
  }

  .save {
    display: inline-flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.5rem;
    padding-inline: 0.75rem;
    border-radius: 2rem;
    font-size: 0.9375rem;
    font-weight: 550;
    text-decoration: none;
  }

  .save:hover {
    box-shadow: inset 0 0 0 99rem light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.1));
  }

  .save svg,
  .round svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .round {
    --_size: 2.5rem;
  }

  @container (max-width: 28rem) {
    .card {
      inset-block-end: 0.5rem;
      inset-inline-start: 0.5rem;
    }

    img {
      max-block-size: 5rem;
    }
  }

  @media (forced-colors: active) {
    .card {
      border: 1px solid;
    }
  }
`;
