import { css } from 'lit';

export const styles = css`
  .hint button {
    color: var(--_text);
  }

  /* In a small tile the words find room above it. */
  @container (max-width: 176px) {
    .hint button {
      min-block-size: calc(1.75 * var(--_rtc-rem));
      padding: calc(0.25 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
      font-size: calc(0.75 * var(--_rtc-rem));
    }
  }

  .tile:has(.hint) .avatar {
    visibility: hidden;
  }

  /* Nothing is awaited: the picture moves, and stays in sight. */
  .hint:not(.busy, :has(button)) {
    background: none;
  }

  .hint:not(.busy) > span:only-child {
    padding: calc(0.1875 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
  }

  .sound {
    position: absolute;
    inset-block-start: 50%;
    translate: 0 -50%;
    max-inline-size: calc(100% - var(--_rtc-rem));
    background: #fff;
    color: #16181c;
    box-shadow: var(--_shadow);
  }

  .sound:hover {
    background: #e6e8ec;
  }
`;
