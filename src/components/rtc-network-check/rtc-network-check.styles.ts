import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: network-check / inline-size;
    min-inline-size: min(100%, 15 * var(--_rtc-rem));
  }

  .check {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(1.25 * var(--_rtc-rem));
    max-inline-size: calc(46 * var(--_rtc-rem));
    margin-inline: auto;
    padding: var(--_rtc-rem);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }

  header {
    display: grid;
    gap: calc(0.375 * var(--_rtc-rem));
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.75 * var(--_rtc-rem));
  }

  .copied {
    align-self: center;
    color: var(--_quiet);
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .problem {
    padding: calc(0.75 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: var(--_off);
    color: var(--_on-off);
  }

  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  ol {
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: calc(0.125 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    align-items: start;
    padding: calc(0.625 * var(--_rtc-rem)) calc(0.875 * var(--_rtc-rem));
  }

  li + li {
    border-block-start: 1px solid var(--_border);
  }

  li svg {
    margin-block-start: 0;
    color: var(--_quiet);
  }

  .passed svg {
    color: light-dark(#14713a, #7fdba2);
  }

  .failed svg {
    color: light-dark(#a81c14, #ffb9b2);
  }

  .running svg {
    color: var(--_accent);
    animation: turn 1s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .name {
    font-weight: 550;
  }

  .state {
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    line-height: 1.8;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .found {
    grid-column: 2 / -1;
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .verdict {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(0.75 * var(--_rtc-rem));
    padding: var(--_rtc-rem);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  h3,
  h4 {
    margin: 0;
    font-size: calc(1.125 * var(--_rtc-rem));
    font-weight: 600;
    line-height: 1.3;
  }

  h4 {
    font-size: var(--_rtc-rem);
  }

  .nat {
    color: var(--_text);
    font-weight: 550;
  }

  .advice {
    display: grid;
    gap: calc(0.375 * var(--_rtc-rem));
    padding-inline-start: calc(1.25 * var(--_rtc-rem));
    list-style: disc;
  }

  .advice > li {
    display: list-item;
    padding: 0;
    border: 0;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  caption {
    padding-block-end: calc(0.5 * var(--_rtc-rem));
    text-align: start;
  }

  caption > strong {
    display: block;
    font-size: var(--_rtc-rem);
    font-weight: 600;
  }

  caption > span {
    color: var(--_quiet);
  }

  th {
    font-weight: 500;
    text-align: start;
  }

  thead th {
    padding: calc(0.25 * var(--_rtc-rem)) 0;
    text-align: center;
    vertical-align: bottom;
  }

  thead span {
    display: inline-block;
    writing-mode: vertical-rl;
    white-space: nowrap;
  }

  /* Chinese and Japanese are read from top to bottom. */
  thead span:not(:lang(zh), :lang(ja)) {
    rotate: 180deg;
  }

  tbody th {
    padding-inline-end: calc(0.5 * var(--_rtc-rem));
    white-space: nowrap;
  }

  tbody td {
    border: 1px solid var(--_border);
    block-size: calc(2 * var(--_rtc-rem));
    text-align: center;
  }

  .direct::before {
    content: '';
    display: inline-block;
    inline-size: calc(0.75 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: light-dark(#14713a, #7fdba2);
    vertical-align: middle;
  }

  .own > * {
    background: light-dark(#e3ebfd, #22304f);
  }

  .own > th {
    padding-inline-start: calc(0.5 * var(--_rtc-rem));
    font-weight: 650;
  }

  .you {
    display: inline-block;
    padding: 0 calc(0.375 * var(--_rtc-rem));
    border-radius: calc(0.375 * var(--_rtc-rem));
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: calc(0.75 * var(--_rtc-rem));
  }

  /* The state of a step goes below its name. */
  @container network-check (max-width: 360px) {
    li {
      grid-template-columns: auto minmax(0, 1fr);
    }

    .state {
      grid-column: 2;
      text-align: start;
    }
  }

  @container network-check (max-width: 480px) {
    .verdict {
      padding: calc(0.625 * var(--_rtc-rem));
    }

    tbody th {
      white-space: normal;
      hyphens: auto;
    }
  }

  @media (forced-colors: active) {
    .direct::before {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .own > th {
      border: 2px solid Highlight;
    }
  }
`;
