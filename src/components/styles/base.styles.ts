import { css } from 'lit';
import { ownText } from './own-text.styles.js';

/**
 * Styles of all elements: the tokens with their defaults, buttons, fields and the focus ring. A page
 * sets `--rtc-x`; inside, `--_x` holds it or its default.
 */
const shared = css`
  :host {
    --_accent: var(--rtc-accent, light-dark(#2456d6, #9dbcff));
    --_on-accent: var(--rtc-on-accent, light-dark(#fff, #0c1a38));
    --_danger: var(--rtc-danger, #d3302a);
    --_surface: var(--rtc-surface, light-dark(#f3f4f6, #121417));
    --_raised: var(--rtc-raised, light-dark(#fff, #1d2025));
    --_control: var(--rtc-control, light-dark(#e9ebef, #30343c));
    --_text: var(--rtc-text, light-dark(#191c21, #f1f3f5));
    --_quiet: var(--rtc-text-quiet, light-dark(#565d69, #a9b0bb));
    --_border: var(--rtc-border, light-dark(#d5d9e0, #3b4049));
    --_off: light-dark(#fde3e0, #57211e);
    --_on-off: light-dark(#a81c14, #ffb9b2);
    --_focus: var(--rtc-focus, var(--_accent));
    --_size: var(--rtc-control-size, calc(3 * var(--_rtc-rem)));
    --_radius: var(--rtc-tile-radius, calc(0.75 * var(--_rtc-rem)));
    --_gap: var(--rtc-gap, calc(0.5 * var(--_rtc-rem)));
    --_shadow: 0 1px 3px rgb(0 0 0 / 0.12), 0 6px 20px light-dark(rgb(0 0 0 / 0.12), rgb(0 0 0 / 0.45));
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--rtc-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    -webkit-tap-highlight-color: transparent;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: inherit;
  }

  h2,
  p {
    margin: 0;
  }

  h2 {
    font-size: calc(1.375 * var(--_rtc-rem));
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }

  p {
    color: var(--_quiet);
    text-wrap: pretty;
  }

  svg,
  [slot|='icon'],
  ::slotted([slot|='icon']) {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
  }

  .hidden {
    position: absolute;
    overflow: hidden;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    white-space: nowrap;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(0.5 * var(--_rtc-rem));
    min-block-size: calc(2.75 * var(--_rtc-rem));
    margin: 0;
    padding: calc(0.5 * var(--_rtc-rem)) calc(1.25 * var(--_rtc-rem));
    border: 1px solid transparent;
    border-radius: calc(2 * var(--_rtc-rem));
    background: var(--_control);
    font-weight: 550;
    line-height: 1.2;
    cursor: pointer;
    transition:
      background-color 0.15s,
      box-shadow 0.15s;
  }

  button:hover {
    box-shadow: inset 0 0 0 1600px light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.1));
  }

  button:disabled {
    opacity: 0.5;
    box-shadow: none;
    cursor: not-allowed;
  }

  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  @keyframes come {
    from {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
`;

export const base = [ownText, shared];

/** Round buttons with a picture, a tooltip, and a clear difference between on and off. */
export const roundButtons = css`
  .round {
    position: relative;
    flex: none;
    inline-size: var(--_size);
    block-size: var(--_size);
    min-block-size: 0;
    padding: 0;
    border-radius: 50%;
  }

  .round.off {
    background: var(--_off);
    color: var(--_on-off);
  }

  .round.danger {
    background: var(--_danger);
    color: #fff;
  }

  /* Takes room only while it is shown: at an edge, the page would scroll for it. */
  .tip {
    position: absolute;
    inset-block-end: calc(100% + 0.625 * var(--_rtc-rem));
    left: 50%;
    z-index: 1;
    display: none;
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-radius: calc(0.375 * var(--_rtc-rem));
    background: #22262c;
    color: #fff;
    font-size: calc(0.8125 * var(--_rtc-rem));
    font-weight: 400;
    white-space: nowrap;
    pointer-events: none;
    translate: -50%;
    animation: come 0.12s backwards;
  }

  .tip[data-key]::after {
    content: attr(data-key);
    margin-inline-start: calc(0.5 * var(--_rtc-rem));
    text-transform: uppercase;
    opacity: 0.7;
  }

  @media (hover: hover) {
    .round:hover > .tip {
      display: block;
      animation-delay: 0.4s;
    }
  }

  .round:focus-visible > .tip {
    display: block;
    animation-delay: 0s;
  }

  @media (forced-colors: active) {
    .tip {
      border: 1px solid;
    }
  }
`;
