import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
  }

  .toolbar {
    --_space: 0.625rem;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--_space);
    padding: 0.5rem;
    border: 1px solid light-dark(transparent, var(--_border));
    border-radius: calc(var(--_size) / 2 + 0.5rem);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .badge {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: -0.25rem;
    min-inline-size: 1.25rem;
    padding-inline: 0.25rem;
    border-radius: 1rem;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.75rem;
    line-height: 1.25rem;
  }

  /* Little room in the call around it, or, where it stands alone, on the screen. */
  @container (max-width: 34rem) {
    .toolbar {
      --_size: min(var(--rtc-control-size, 3rem), 2.5rem);
      --_space: 0.25rem;
    }
  }

  @media (max-width: 34rem) {
    .toolbar {
      --_size: min(var(--rtc-control-size, 3rem), 2.5rem);
      --_space: 0.25rem;
    }
  }
`;
