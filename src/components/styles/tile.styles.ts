import { css } from 'lit';

export const tile = css`
  :host {
    display: block;
    position: relative;
    aspect-ratio: 16 / 9;
    min-inline-size: 0;
    container-type: inline-size;
    --_ring: 0px;
  }

  /* The ring lies below the tile, which leaves it free: over moving pictures it would be drawn again with each of them. */
  :host(:is(:state(speaking), [data-speaking])) {
    --_ring: 4px;
  }

  :host(:is(:state(speaking), [data-speaking]))::before {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid var(--_focus);
    border-radius: var(--_radius);
    background: #16181c;
  }

  .tile {
    position: absolute;
    inset: var(--_ring);
    display: grid;
    place-items: center;
    overflow: clip;
    border-radius: max(0px, var(--_radius) - var(--_ring));
    background: var(
      --rtc-tile-surface,
      light-dark(oklch(0.9 0.025 var(--_hue)), oklch(0.27 0.03 var(--_hue)))
    );
    isolation: isolate;
  }

  video {
    position: absolute;
    inset: calc(-1 * var(--_ring));
    inline-size: calc(100% + 2 * var(--_ring));
    block-size: calc(100% + 2 * var(--_ring));
    object-fit: var(--rtc-video-fit, var(--_fit, cover));
    opacity: 0;
    transition: opacity 0.2s;
  }

  .showing {
    opacity: 1;
  }

  .tile:has(.showing) {
    background: var(--rtc-tile-surface, var(--_control));
  }

  .mirrored {
    scale: -1 1;
  }

  :host(:fullscreen) {
    --rtc-video-fit: contain;
    --_radius: 0px;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: clamp(2.25 * var(--_rtc-rem), 26cqi, 6.5 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: oklch(0.48 0.11 var(--_hue));
    color: #fff;
    font-size: clamp(0.875 * var(--_rtc-rem), 10cqi, 2.5 * var(--_rtc-rem));
    font-weight: 550;
    line-height: 1;
    letter-spacing: 0.02em;
    user-select: none;
  }

  .badge {
    position: absolute;
    inset-block-end: calc(0.5 * var(--_rtc-rem) - var(--_ring));
    inset-inline-start: calc(0.5 * var(--_rtc-rem) - var(--_ring));
    z-index: 1;
    display: flex;
    align-items: center;
    gap: calc(0.375 * var(--_rtc-rem));
    max-inline-size: calc(100% + 2 * var(--_ring) - var(--_rtc-rem));
    padding: calc(0.1875 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: calc(0.8125 * var(--_rtc-rem));
    line-height: 1.35;
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .muted {
    display: flex;
    color: #ffb0a8;
  }

  .muted svg {
    inline-size: calc(0.9375 * var(--_rtc-rem));
    block-size: calc(0.9375 * var(--_rtc-rem));
  }

  .hint {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(0.625 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem)) calc(2 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: calc(0.875 * var(--_rtc-rem));
    font-weight: 500;
    text-align: center;
  }

  .overlay {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(0.75 * var(--_rtc-rem));
    padding: calc(0.75 * var(--_rtc-rem));
    text-align: center;
  }

  @container (max-width: 176px) {
    .badge {
      inset-block-end: calc(0.25 * var(--_rtc-rem) - var(--_ring));
      inset-inline-start: calc(0.25 * var(--_rtc-rem) - var(--_ring));
      max-inline-size: calc(100% + 2 * var(--_ring) - 0.5 * var(--_rtc-rem));
      font-size: calc(0.75 * var(--_rtc-rem));
    }

    .hint {
      gap: calc(0.25 * var(--_rtc-rem));
      padding: calc(0.25 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem)) calc(1.5 * var(--_rtc-rem));
      font-size: calc(0.75 * var(--_rtc-rem));
      line-height: 1.2;
    }

    /* The menu lies beside the words, not over them. */
    .hint:has(~ rtc-tile-tools) {
      padding-inline-end: calc(2.375 * var(--_rtc-rem));
    }
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid;
    }

    .avatar {
      border: 2px solid;
    }
  }
`;
