import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    color: inherit;
  }

  span {
    display: flex;
  }

  svg {
    inline-size: calc(1.0625 * var(--_rtc-rem));
    block-size: calc(1.0625 * var(--_rtc-rem));
    stroke-width: 3;
  }

  .hidden {
    display: block;
  }

  .fair {
    color: #ffd479;
  }

  .poor,
  .silenced {
    color: #ffb0a8;
  }
`;
