import { css } from 'lit';

export const styles = css`
  :host {
    color-scheme: light dark;
  }

  .view {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
    block-size: 100vh;
    padding: 0.375rem;
    background: var(--_surface);
  }

  figure {
    position: relative;
    display: grid;
    flex: 1;
    place-items: center;
    min-block-size: 0;
    min-inline-size: 0;
    margin: 0;
    overflow: clip;
    border-radius: 0.5rem;
    background: light-dark(oklch(0.9 0.025 var(--_hue)), oklch(0.27 0.03 var(--_hue)));
  }

  video {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  video.screen {
    object-fit: contain;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    aspect-ratio: 1;
    border-radius: 50%;
    background: oklch(0.48 0.11 var(--_hue));
    color: #fff;
    font-weight: 550;
  }

  figcaption {
    position: absolute;
    inset-block-end: 0.25rem;
    inset-inline-start: 0.25rem;
    max-inline-size: calc(100% - 0.5rem);
    padding: 0.0625rem 0.375rem;
    overflow: hidden;
    border-radius: 0.375rem;
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: 0.75rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .strip {
    display: flex;
    flex: none;
    gap: 0.375rem;
    block-size: min(4rem, 22vh);
  }

  .bar {
    display: flex;
    flex: none;
    justify-content: center;
    gap: 0.5rem;
    --_size: 2.5rem;
  }

  .tip {
    display: none !important;
  }
`;
