import { css } from 'lit';

/** Tiles stand where the script puts them, and move there. Without the class `arranged` the styles of the stage count. */
export const styles = css`
  .sharing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: calc(0.375 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    margin-block-start: var(--_gap);
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: calc(0.9375 * var(--_rtc-rem));
  }

  .arranged .grid {
    display: block;
  }

  .arranged :is(rtc-remote-video, .self) {
    position: absolute;
    inset: auto;
    max-inline-size: none;
    aspect-ratio: auto;
    outline: none;
    transition:
      inset 0.25s,
      inline-size 0.25s,
      block-size 0.25s;
  }

  /* Letters at the edge of somebody's screen are not cut off. */
  [source='screen'] {
    --rtc-video-fit: contain;
    --rtc-tile-surface: #16181c;
  }

  .arranged .floating {
    outline: 2px solid var(--_surface);
  }

  .arranged .movable {
    cursor: grab;
    /* A finger moves the picture, not the page. */
    touch-action: none;
    -webkit-user-select: none;
    user-select: none;
  }

  .dragging .movable {
    cursor: grabbing;
  }

  .buttons button {
    position: relative;
    inline-size: calc(2.25 * var(--_rtc-rem));
    block-size: calc(2.25 * var(--_rtc-rem));
    min-block-size: 0;
    padding: 0;
    border-radius: 50%;
  }

  .buttons svg {
    inline-size: calc(1.25 * var(--_rtc-rem));
    block-size: calc(1.25 * var(--_rtc-rem));
  }

  .pager {
    position: absolute;
    inset: auto 0 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(0.5 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.875 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
  }

  .pager svg:dir(rtl) {
    scale: -1 1;
  }

  .buttons .move {
    position: absolute;
    inline-size: calc(2 * var(--_rtc-rem));
    block-size: calc(2 * var(--_rtc-rem));
    margin: calc(0.375 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    cursor: grab;
    touch-action: none;
  }

  .move svg {
    inline-size: calc(1.125 * var(--_rtc-rem));
    block-size: calc(1.125 * var(--_rtc-rem));
  }

  /* In sight over any picture. */
  .buttons .move:focus-visible {
    outline-color: #fff;
    outline-offset: 0;
    box-shadow: 0 0 0 4px #16181c;
  }

  .dragging .move {
    visibility: hidden;
  }

  /* Two buttons have no room side by side. */
  .move.below {
    margin-block-start: calc(2.75 * var(--_rtc-rem));
  }

  /* Seen once the pointer is at the picture. */
  .move:not(:hover, :focus-visible, .self:hover ~ .buttons .move) {
    opacity: 0;
  }

  /* A finger drags the picture itself, or uses its menu. */
  @media (hover: none) {
    .move:not(:focus-visible) {
      opacity: 0;
      pointer-events: none;
    }
  }
`;
