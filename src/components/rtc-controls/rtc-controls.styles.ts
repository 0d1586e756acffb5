import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
  }

  .toolbar {
    --_space: calc(0.625 * var(--_rtc-rem));
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--_space);
    padding: calc(0.8 * var(--_space));
    border: 1px solid light-dark(transparent, var(--_border));
    border-radius: calc(var(--_size) / 2 + 0.5 * var(--_rtc-rem));
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .badge {
    position: absolute;
    inset-block-start: calc(-0.25 * var(--_rtc-rem));
    inset-inline-end: calc(-0.25 * var(--_rtc-rem));
    min-inline-size: calc(1.25 * var(--_rtc-rem));
    padding-inline: calc(0.25 * var(--_rtc-rem));
    border-radius: var(--_rtc-rem);
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: calc(0.75 * var(--_rtc-rem));
    line-height: calc(1.25 * var(--_rtc-rem));
  }

  /* Little room in the call around it, or, where it stands alone, on the screen. */
  @container (max-width: 544px) {
    .toolbar {
      --_size: min(var(--rtc-control-size, calc(3 * var(--_rtc-rem))), 2.5 * var(--_rtc-rem));
      --_space: calc(0.25 * var(--_rtc-rem));
    }
  }

  @media (max-width: 34rem) {
    .toolbar {
      --_size: min(var(--rtc-control-size, calc(3 * var(--_rtc-rem))), 2.5 * var(--_rtc-rem));
      --_space: calc(0.25 * var(--_rtc-rem));
    }
  }

  .toolbar:has(> :nth-child(8)) {
    --_row: 4;
  }

  .toolbar:has(> :nth-child(9)) {
    --_row: 5;
  }

  /* A phone held upright: two rows of about the same length, or the button that leaves would be alone in the second. */
  @container (max-width: 384px) {
    .toolbar {
      max-inline-size: calc(var(--_row, 7) * (var(--_size) + var(--_space)) + 2 * var(--_space));
    }
  }

  @media (max-width: 24rem) {
    .toolbar {
      max-inline-size: calc(var(--_row, 7) * (var(--_size) + var(--_space)) + 2 * var(--_space));
    }
  }
`;
