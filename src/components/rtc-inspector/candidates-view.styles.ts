import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }

  p,
  li,
  dl {
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  h3 {
    margin: calc(1.25 * var(--_rtc-rem)) 0 calc(0.375 * var(--_rtc-rem));
    font-size: calc(0.9375 * var(--_rtc-rem));
    font-weight: 600;
  }

  h3:first-child {
    margin-block-start: 0;
  }

  .count {
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    font-weight: 400;
  }

  ul {
    display: grid;
    gap: calc(0.375 * var(--_rtc-rem));
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    gap: calc(0.125 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-inline-start-width: 4px;
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: var(--_raised);
    overflow-wrap: anywhere;
  }

  .reason {
    font-weight: 600;
  }

  .selected {
    border-inline-start-color: light-dark(#1a7f37, #5fd07f);
  }

  .selected > .reason {
    color: light-dark(#1a7f37, #5fd07f);
  }

  .failed {
    border-inline-start-color: light-dark(#c02a22, #ff8a80);
  }

  .failed > .reason,
  .error {
    color: light-dark(#b3261e, #ff9d94);
  }

  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.5 * var(--_rtc-rem));
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.75 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.75 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
  }

  .facts:not(:has(*)) {
    display: none;
  }

  code {
    font-family: ui-monospace, 'SF Mono', Consolas, 'Liberation Mono', monospace;
    font-size: calc(0.75 * var(--_rtc-rem));
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(0.25 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    margin: 0;
  }

  dt {
    color: var(--_quiet);
  }

  dd {
    margin: 0;
  }
`;
