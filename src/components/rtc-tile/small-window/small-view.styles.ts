import { css } from 'lit';

export const styles = css`
  :host {
    color-scheme: light dark;
  }

  .view {
    display: flex;
    flex-direction: column;
    gap: calc(0.375 * var(--_rtc-rem));
    block-size: 100vh;
    padding: calc(0.375 * var(--_rtc-rem));
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
    border-radius: calc(0.5 * var(--_rtc-rem));
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
    inline-size: calc(3 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: oklch(0.48 0.11 var(--_hue));
    color: #fff;
    font-weight: 550;
  }

  figcaption {
    position: absolute;
    inset-block-end: calc(0.25 * var(--_rtc-rem));
    inset-inline-start: calc(0.25 * var(--_rtc-rem));
    max-inline-size: calc(100% - 0.5 * var(--_rtc-rem));
    padding: calc(0.0625 * var(--_rtc-rem)) calc(0.375 * var(--_rtc-rem));
    overflow: hidden;
    border-radius: calc(0.375 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: calc(0.75 * var(--_rtc-rem));
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .strip {
    display: flex;
    flex: none;
    gap: calc(0.375 * var(--_rtc-rem));
    block-size: min(4 * var(--_rtc-rem), 22vh);
  }

  .bar {
    display: flex;
    flex: none;
    justify-content: center;
    gap: calc(0.5 * var(--_rtc-rem));
    --_size: calc(2.5 * var(--_rtc-rem));
  }

  .tip {
    display: none !important;
  }
`;
