import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }

  .choice {
    display: grid;
    gap: calc(0.5 * var(--_rtc-rem));
    margin-block-end: calc(0.75 * var(--_rtc-rem));
  }

  label {
    display: grid;
    grid-template-columns: calc(6.5 * var(--_rtc-rem)) minmax(0, 1fr);
    align-items: center;
    gap: calc(0.5 * var(--_rtc-rem));
  }

  .label {
    margin: 0;
  }

  select {
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding-block: calc(0.25 * var(--_rtc-rem));
  }

  .copy {
    display: flex;
    align-items: center;
    gap: calc(0.5 * var(--_rtc-rem));
  }

  .small {
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .small svg {
    inline-size: var(--_rtc-rem);
    block-size: var(--_rtc-rem);
  }

  [role='status'] {
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  summary {
    padding: calc(0.4375 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    cursor: pointer;
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  summary:hover {
    background: light-dark(rgb(0 0 0 / 0.04), rgb(255 255 255 / 0.06));
  }

  .section {
    margin-block-end: calc(0.5 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_raised);
  }

  .section > summary {
    font-size: calc(0.9375 * var(--_rtc-rem));
  }

  .kind {
    font-weight: 600;
  }

  .count {
    margin-inline-start: calc(0.5 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.75 * var(--_rtc-rem));
    font-weight: 400;
  }

  .topic {
    margin-inline: calc(0.625 * var(--_rtc-rem));
    border-block-start: 1px solid var(--_border);
  }

  .topic > summary {
    font-weight: 600;
    padding-inline: 0;
  }

  ul {
    margin: 0;
    padding: 0 0 calc(0.5 * var(--_rtc-rem));
    list-style: none;
  }

  li {
    padding-block: calc(0.25 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  code {
    font-family: ui-monospace, 'SF Mono', Consolas, 'Liberation Mono', monospace;
    font-size: calc(0.75 * var(--_rtc-rem));
    overflow-wrap: anywhere;
  }

  li > code {
    display: block;
    padding: calc(0.125 * var(--_rtc-rem)) calc(0.375 * var(--_rtc-rem));
    border-radius: calc(0.25 * var(--_rtc-rem));
    background: var(--_control);
  }

  .explanation {
    display: block;
    padding: calc(0.125 * var(--_rtc-rem)) calc(0.375 * var(--_rtc-rem)) 0;
    color: var(--_quiet);
    overflow-wrap: anywhere;
  }

  .diff {
    padding-block: calc(0.25 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_raised);
  }

  .diff div {
    position: relative;
    padding: calc(0.0625 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem)) calc(0.0625 * var(--_rtc-rem))
      calc(1.5 * var(--_rtc-rem));
    line-height: 1.35;
  }

  .diff [aria-hidden] {
    position: absolute;
    inset-inline-start: calc(0.5 * var(--_rtc-rem));
    font-weight: 700;
  }

  .same {
    color: var(--_quiet);
  }

  .added {
    background: light-dark(#dff5e4, #16351f);
  }

  .removed {
    background: light-dark(#fde3e0, #45201d);
  }

  .diff summary {
    padding-block: calc(0.25 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.75 * var(--_rtc-rem));
  }

  @media (forced-colors: active) {
    .added,
    .removed {
      border-inline-start: 3px solid;
    }
  }
`;
