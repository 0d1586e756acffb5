import { css } from 'lit';

export const styles = css`
  :host {
    --_good: light-dark(#1a7f37, #5fd07f);
    --_bad: light-dark(#c02a22, #ff8a80);
    display: block;
  }

  p {
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .descriptions {
    --_group: light-dark(#2456d6, #8fb2ff);
  }

  .candidates {
    --_group: light-dark(#7a3fc4, #c79bff);
  }

  .states {
    --_group: light-dark(#565d69, #a9b0bb);
  }

  .repairs {
    --_group: light-dark(#b3261e, #ff9d94);
  }

  .tracks {
    --_group: light-dark(#0b6e70, #5cc7c9);
  }

  .quality {
    --_group: light-dark(#8a5a00, #e2b04c);
  }

  fieldset {
    min-inline-size: 0;
    margin: calc(0.5 * var(--_rtc-rem)) 0;
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem)) 0;
    border: 1px solid var(--_border);
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_raised);
  }

  .lane {
    display: grid;
    grid-template-columns: calc(9.75 * var(--_rtc-rem)) minmax(0, 1fr);
    align-items: center;
  }

  .lane:has(input:not(:checked)) > svg {
    opacity: 0.25;
  }

  label {
    display: flex;
    align-items: center;
    gap: calc(0.375 * var(--_rtc-rem));
    min-block-size: calc(1.75 * var(--_rtc-rem));
    padding-inline-end: calc(0.5 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
    line-height: 1.2;
    cursor: pointer;
  }

  input {
    flex: none;
    inline-size: var(--_rtc-rem);
    block-size: var(--_rtc-rem);
    margin: 0;
    accent-color: var(--_accent);
  }

  .dot {
    flex: none;
    inline-size: calc(0.5 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_group);
  }

  .count {
    margin-inline-start: auto;
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }

  svg {
    inline-size: 100%;
    block-size: calc(1.75 * var(--_rtc-rem));
    overflow: visible;
  }

  .rail {
    stroke: var(--_border);
  }

  .break {
    stroke: var(--_border);
    stroke-dasharray: 2 3;
  }

  line.mark {
    stroke: var(--_group);
    stroke-width: 2.5;
    stroke-linecap: round;
  }

  circle.mark {
    fill: var(--_group);
  }

  circle.good {
    fill: var(--_good);
  }

  circle.bad {
    fill: var(--_bad);
  }

  .axis {
    direction: ltr;
  }

  .axis > svg {
    grid-column: 2;
    block-size: calc(1.375 * var(--_rtc-rem));
  }

  text {
    fill: var(--_quiet);
    font-size: calc(0.6875 * var(--_rtc-rem));
    text-anchor: middle;
    font-variant-numeric: tabular-nums;
  }

  ol {
    margin: calc(0.5 * var(--_rtc-rem)) 0 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: calc(3.5 * var(--_rtc-rem)) calc(3.25 * var(--_rtc-rem)) minmax(0, 1fr);
    column-gap: calc(0.625 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
    line-height: 1.35;
  }

  .new {
    grid-column: 1 / -1;
    margin-block: calc(0.5 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-radius: calc(0.375 * var(--_rtc-rem));
    background: var(--_control);
    font-weight: 600;
  }

  time {
    padding-block: calc(0.1875 * var(--_rtc-rem));
    color: var(--_quiet);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  /* The lines of life of both sides, and what goes from one to the other. Left is this page in every language. */
  .way {
    position: relative;
    direction: ltr;
    border-inline: 2px solid var(--_border);
  }

  .way::before,
  .way::after {
    content: '';
    position: absolute;
    inset-block-start: calc(0.75 * var(--_rtc-rem));
  }

  .sent::before,
  .received::before {
    inset-inline: 2px;
    border-block-start: 2px solid var(--_group);
  }

  .sent::after,
  .received::after {
    inline-size: calc(0.4375 * var(--_rtc-rem));
    aspect-ratio: 1;
    border: solid var(--_group);
    border-width: 2px 2px 0 0;
    margin-block-start: calc(-0.21875 * var(--_rtc-rem) + 1px);
  }

  .sent::after {
    right: 2px;
    rotate: 45deg;
  }

  .received::after {
    left: 2px;
    rotate: -135deg;
  }

  .here::before {
    left: calc(-0.25 * var(--_rtc-rem) - 1px);
    inline-size: calc(0.5 * var(--_rtc-rem));
    aspect-ratio: 1;
    margin-block-start: calc(-0.25 * var(--_rtc-rem));
    border-radius: 50%;
    background: var(--_group);
    box-shadow: 0 0 0 2px var(--_surface);
  }

  .good > .here::before {
    background: var(--_good);
  }

  .bad > .here::before {
    background: var(--_bad);
  }

  .what {
    padding-block: calc(0.1875 * var(--_rtc-rem));
    overflow-wrap: anywhere;
  }

  .text {
    margin-inline-end: calc(0.25 * var(--_rtc-rem));
    font-weight: 500;
  }

  .good .text {
    color: var(--_good);
  }

  .bad .text {
    color: var(--_bad);
  }

  /* On a line of its own where it would be broken. */
  .detail {
    display: inline-block;
    color: var(--_quiet);
  }

  @media (forced-colors: active) {
    .dot,
    .here::before {
      forced-color-adjust: none;
    }
  }
`;
