import { css } from 'lit';

/** Of the sheet that comes with uPlot only what its canvas, its line at the pointer and its points need. */
const chart = css`
  .u-wrap {
    position: relative;
    user-select: none;
  }

  .u-over,
  .u-under {
    position: absolute;
  }

  .u-under {
    overflow: hidden;
  }

  .u-wrap canvas {
    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }

  .u-axis,
  .u-select {
    display: none;
  }

  .u-cursor-x,
  .u-cursor-pt {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    pointer-events: none;
  }

  .u-cursor-x {
    block-size: 100%;
    border-right: 1px dashed var(--_quiet);
  }

  .u-cursor-pt {
    border: 0 solid;
    border-radius: 50%;
  }

  .u-off {
    display: none;
  }
`;

const view = css`
  :host {
    --_line-microphone: light-dark(#2456d6, #9dbcff);
    --_line-camera: light-dark(#a34700, #ffb86b);
    --_line-screen: light-dark(#08743f, #6fdc9f);
    --_line-screen-audio: light-dark(#8a2bb8, #e0a8ff);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_rtc-rem);
  }

  [data-color='text'] {
    color: var(--_text);
  }

  [data-color='quiet'] {
    color: var(--_quiet);
  }

  [data-color='border'] {
    color: var(--_border);
  }

  [data-color='microphone'] {
    color: var(--_line-microphone);
  }

  [data-color='camera'] {
    color: var(--_line-camera);
  }

  [data-color='screen'] {
    color: var(--_line-screen);
  }

  [data-color='screen-audio'] {
    color: var(--_line-screen-audio);
  }

  /* The colours for the canvas; that they change is heard by the end of this transition. */
  .palette {
    position: absolute;
    visibility: hidden;
    border-color: var(--_accent);
    background: var(--_raised);
    font-size: calc(0.75 * var(--_rtc-rem));
    transition:
      color 1ms,
      border-color 1ms,
      background-color 1ms !important;
  }

  .moment {
    display: flex;
    align-items: center;
    gap: calc(0.75 * var(--_rtc-rem));
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .moment input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(1.5 * var(--_rtc-rem));
    margin: 0;
    accent-color: var(--_accent);
    /* As in the plots, the newest is at the right. */
    direction: ltr;
  }

  output {
    min-inline-size: calc(4.5 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
  }

  .plots {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20 * var(--_rtc-rem)), 1fr));
    gap: calc(1.5 * var(--_rtc-rem)) var(--_rtc-rem);
  }

  figure {
    min-inline-size: 0;
    margin: 0;
    container-type: inline-size;
  }

  figcaption,
  h3 {
    margin: 0;
    font-size: calc(0.9375 * var(--_rtc-rem));
    font-weight: 600;
  }

  .chart {
    block-size: calc(9 * var(--_rtc-rem));
    overflow: clip;
    /* Time runs to the right in every language. */
    direction: ltr;
    touch-action: pan-y;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: calc(0.8125 * var(--_rtc-rem));
    line-height: 1.5;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  tbody th {
    inline-size: 100%;
    /* Beside the line, also where it is broken. */
    padding-inline-start: calc(1.875 * var(--_rtc-rem));
    overflow-wrap: anywhere;
    text-indent: calc(-1.875 * var(--_rtc-rem));
  }

  thead th {
    color: var(--_quiet);
  }

  td,
  th + th,
  thead th {
    padding-inline-start: calc(0.375 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }

  td:nth-child(2) {
    font-weight: 600;
  }

  /* Rather than break words. */
  @container (max-width: 312px) {
    tr > :nth-child(3) {
      display: none;
    }
  }

  .line {
    inline-size: calc(1.5 * var(--_rtc-rem));
    block-size: calc(0.5 * var(--_rtc-rem));
    margin-inline-end: calc(0.375 * var(--_rtc-rem));
    vertical-align: middle;
    stroke: currentColor;
    stroke-width: 2;
    forced-color-adjust: none;
  }

  .palette * {
    forced-color-adjust: none;
  }

  dl {
    display: grid;
    gap: calc(0.5 * var(--_rtc-rem));
    margin: calc(0.5 * var(--_rtc-rem)) 0 0;
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  dd {
    margin: 0;
    color: var(--_quiet);
    overflow-wrap: anywhere;
  }
`;

export const styles = [chart, view];
