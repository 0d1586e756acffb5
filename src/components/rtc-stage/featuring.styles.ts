import { css } from 'lit';

/**
 * Big places, and a strip beside them, or below where the stage is higher than wide. The size of both comes from the
 * container, the place of every tile in them from `--_x` and `--_y`: so a tile moves without being built again.
 */
export const styles = css`
  .featuring > * {
    --_thick: clamp(6 * var(--_rtc-rem), 19cqi, 15 * var(--_rtc-rem));
    --_long: min(
      var(--_thick) * 0.5625,
      (100cqb - (var(--_per-line) - 1) * var(--_gap)) / max(1, var(--_per-line))
    );
    --_strip: calc(var(--_lines) * (var(--_thick) + var(--_gap)));
    --_big-w: calc((100cqi - var(--_strip) - (var(--_big-columns) - 1) * var(--_gap)) / var(--_big-columns));
    --_big-h: calc((100cqb - (var(--_big-rows) - 1) * var(--_gap)) / var(--_big-rows));
  }

  .featuring > .grid {
    display: block;
  }

  .featuring .big,
  .featuring .strip {
    position: absolute;
    inset: auto;
    max-inline-size: none;
    aspect-ratio: auto;
    outline: none;
    box-shadow: none;
    transition:
      inset 0.25s,
      inline-size 0.25s,
      block-size 0.25s;
  }

  .featuring .big {
    inset-block-start: calc(var(--_y) * (var(--_big-h) + var(--_gap)));
    inset-inline-start: calc(var(--_x) * (var(--_big-w) + var(--_gap)));
    inline-size: var(--_big-w);
    block-size: var(--_big-h);
  }

  /* Letters at the edge of somebody's screen are not cut off. */
  .big[source='screen'] {
    --rtc-video-fit: contain;
    --rtc-tile-surface: #16181c;
  }

  .featuring .strip {
    inset-block-start: calc(var(--_x) * (var(--_long) + var(--_gap)));
    inset-inline-end: calc((var(--_lines) - 1 - var(--_y)) * (var(--_thick) + var(--_gap)));
    inline-size: var(--_thick);
    block-size: var(--_long);
  }

  @container stage (max-aspect-ratio: 1.1) {
    .featuring > * {
      --_thick: clamp(4 * var(--_rtc-rem), 17cqb, 8 * var(--_rtc-rem));
      --_long: min(
        var(--_thick) * 1.7,
        (100cqi - (var(--_per-line) - 1) * var(--_gap)) / max(1, var(--_per-line))
      );
      --_big-w: calc((100cqi - (var(--_big-columns) - 1) * var(--_gap)) / var(--_big-columns));
      --_big-h: calc((100cqb - var(--_strip) - (var(--_big-rows) - 1) * var(--_gap)) / var(--_big-rows));
    }

    .featuring .strip {
      inset-block: auto calc((var(--_lines) - 1 - var(--_y)) * (var(--_thick) + var(--_gap)));
      inset-inline: calc(var(--_x) * (var(--_long) + var(--_gap))) auto;
      inline-size: var(--_long);
      block-size: var(--_thick);
    }
  }
`;
