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

  .speaking {
    align-items: center;
    gap: 2px;
    block-size: calc(0.75 * var(--_rtc-rem));
  }

  .speaking i {
    inline-size: 3px;
    block-size: 100%;
    border-radius: 2px;
    background: currentColor;
    animation: speak 0.7s ease-in-out infinite alternate;
  }

  .speaking i:nth-of-type(2) {
    animation-delay: -0.25s;
  }

  .speaking i:nth-of-type(3) {
    animation-delay: -0.5s;
  }

  @keyframes speak {
    from {
      scale: 1 0.3;
    }
  }

  @media (forced-colors: active) {
    .speaking i {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
