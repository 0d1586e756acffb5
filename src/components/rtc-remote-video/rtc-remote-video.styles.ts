import { css } from 'lit';

export const styles = css`
  .hint button {
    color: var(--_text);
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
