import { css } from 'lit';

/**
 * The grid until tiles are arranged by the shapes of their pictures: the number of tiles and the shape of the container choose
 * columns and rows, and a tile becomes as large as its cell allows without becoming too narrow or too wide. Rows wrap, so the
 * last one is centred.
 */
export const styles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
  }

  .stage {
    position: relative;
    /* Firefox would make a narrow stage wider, by the ratio and the least height. */
    inline-size: 100%;
    min-block-size: calc(12 * var(--_rtc-rem));
    aspect-ratio: 16 / 9;
    place-self: stretch;
    container: stage / size;
  }

  .grid {
    --_cols: 1;
    --_rows: 1;
    --_narrowest: 1.2;
    --_widest: 2;
    --_cell-w: calc((100cqi - (var(--_cols) - 1) * var(--_gap)) / var(--_cols));
    --_cell-h: calc((100cqb - (var(--_rows) - 1) * var(--_gap)) / var(--_rows));
    position: absolute;
    inset: 0;
    display: flex;
    flex-wrap: wrap;
    place-content: center;
    gap: var(--_gap);
  }

  rtc-remote-video {
    flex: none;
    inline-size: min(var(--_cell-w) - 0.01px, var(--_cell-h) * var(--_widest));
    block-size: min(var(--_cell-h) - 0.01px, var(--_cell-w) / var(--_narrowest));
    aspect-ratio: auto;
    animation: appear 0.25s ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
      scale: 0.96;
    }
  }

  /* One other person fills the stage. */
  .grid[data-count='1'] {
    --_narrowest: 0.01;
    --_widest: 100;
  }

  .grid[data-count='2'] {
    --_cols: 2;
    --_narrowest: 0.85;
  }

  .grid:is([data-count='3'], [data-count='4']) {
    --_cols: 2;
    --_rows: 2;
  }

  .grid:is([data-count='5'], [data-count='6']) {
    --_cols: 3;
    --_rows: 2;
  }

  .grid[data-count='many'] {
    --_cols: 3;
    --_rows: 3;
  }

  @container stage (min-aspect-ratio: 2.4) {
    .grid[data-count='3'] {
      --_cols: 3;
      --_rows: 1;
    }

    .grid[data-count='4'] {
      --_cols: 4;
      --_rows: 1;
    }

    .grid[data-count='many'] {
      --_cols: 4;
      --_rows: 2;
    }
  }

  @container stage (max-aspect-ratio: 1) {
    .grid {
      --_narrowest: 0.75;
    }

    .grid[data-count='2'] {
      --_cols: 1;
      --_rows: 2;
    }

    .grid[data-count='3'] {
      --_cols: 1;
      --_rows: 3;
    }

    .grid:is([data-count='5'], [data-count='6']) {
      --_cols: 2;
      --_rows: 3;
    }

    .grid[data-count='many'] {
      --_cols: 2;
      --_rows: 4;
    }
  }

  .self {
    position: absolute;
    inset-block-end: calc(0.75 * var(--_rtc-rem));
    inset-inline-end: calc(0.75 * var(--_rtc-rem));
    inline-size: min(
      clamp(6.5 * var(--_rtc-rem), 20cqi, 15 * var(--_rtc-rem)),
      max(5 * var(--_rtc-rem), 55cqb)
    );
    border-radius: var(--_radius);
    outline: 2px solid var(--_surface);
  }

  .self:is([data-count='5'], [data-count='6'], [data-count='many']) {
    inline-size: clamp(6 * var(--_rtc-rem), 14cqi, 12 * var(--_rtc-rem));
  }

  @container stage (max-aspect-ratio: 1) and (max-width: 576px) {
    .self {
      inline-size: clamp(5 * var(--_rtc-rem), 24cqi, 7 * var(--_rtc-rem));
      aspect-ratio: 3 / 4;
    }

    .self:is([data-count='5'], [data-count='6'], [data-count='many']) {
      inline-size: calc(4.5 * var(--_rtc-rem));
    }
  }

  /* Nobody else is there: the tile of this participant fills the stage. */
  :host(:is(:state(alone), [data-alone])) .self {
    inset: 0;
    inline-size: auto;
    aspect-ratio: auto;
    outline: none;
  }

  .waiting {
    position: absolute;
    inset-block-end: calc(3.25 * var(--_rtc-rem));
    inset-inline: var(--_rtc-rem);
    display: flex;
    justify-content: center;
    pointer-events: none;
  }

  .waiting span {
    padding: calc(0.5 * var(--_rtc-rem)) var(--_rtc-rem);
    border-radius: calc(2 * var(--_rtc-rem));
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: calc(0.9375 * var(--_rtc-rem));
    text-align: center;
  }
`;
