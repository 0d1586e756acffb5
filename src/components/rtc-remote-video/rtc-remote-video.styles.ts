import { css } from 'lit';

export const styles = css`
  .hint button {
    color: var(--_text);
  }

  .tile:has(.hint) .avatar {
    visibility: hidden;
  }

  /* Nothing is awaited: the picture moves, and stays in sight. */
  .hint:not(:has(.spinner, button)) {
    background: none;
  }

  .hint > span:only-child {
    padding: 0.1875rem 0.5rem;
    border-radius: 0.5rem;
    background: rgb(16 18 22 / 0.72);
  }

  .sound {
    position: absolute;
    inset-block-start: 50%;
    translate: 0 -50%;
    max-inline-size: calc(100% - 1rem);
    background: #fff;
    color: #16181c;
    box-shadow: var(--_shadow);
  }

  .sound:hover {
    background: #e6e8ec;
  }
`;
