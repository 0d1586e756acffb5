import { css } from 'lit';

export const styles = css`
  .overlay {
    background: var(--_surface);
    font-size: 0.9375rem;
  }

  .overlay strong {
    font-weight: 600;
  }
`;
