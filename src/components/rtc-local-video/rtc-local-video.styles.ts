import { css } from 'lit';

export const styles = css`
  .overlay {
    background: var(--_surface);
    font-size: calc(0.9375 * var(--_rtc-rem));
  }

  .overlay strong {
    font-weight: 600;
  }
`;
