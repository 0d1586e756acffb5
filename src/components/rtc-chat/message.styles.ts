import { css } from 'lit';

/** Messages and files in the log. */
export const messageStyles = css`
  .message {
    display: flex;
    flex: none;
    flex-direction: column;
    align-items: start;
    max-inline-size: 88%;
  }

  .first:not(:first-child) {
    margin-block-start: calc(0.75 * var(--_rtc-rem));
  }

  .own {
    align-self: end;
    align-items: end;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(0.5 * var(--_rtc-rem));
    max-inline-size: 100%;
    margin-block-end: calc(0.125 * var(--_rtc-rem));
    padding-inline: calc(0.25 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .sender {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .own .sender {
    font-weight: 400;
    color: var(--_quiet);
  }

  time {
    color: var(--_quiet);
    font-size: calc(0.75 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
  }

  .bubble {
    max-inline-size: 100%;
    padding: calc(0.4375 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    border-radius: calc(1.125 * var(--_rtc-rem));
    background: var(--_raised);
    box-shadow: 0 0 0 1px light-dark(rgb(0 0 0 / 0.05), transparent);
    font-size: calc(0.9375 * var(--_rtc-rem));
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }

  .own .bubble {
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: none;
  }

  .first .bubble {
    border-start-start-radius: calc(0.375 * var(--_rtc-rem));
  }

  .own.first .bubble {
    border-start-start-radius: calc(1.125 * var(--_rtc-rem));
    border-start-end-radius: calc(0.375 * var(--_rtc-rem));
  }

  a {
    color: var(--_accent);
    text-underline-offset: 0.125em;
  }

  .own a {
    color: inherit;
  }

  .own .bubble :focus-visible {
    outline-color: currentColor;
  }

  .undelivered {
    padding: calc(0.125 * var(--_rtc-rem)) calc(0.25 * var(--_rtc-rem));
    color: var(--_on-off);
    font-size: calc(0.8125 * var(--_rtc-rem));
  }

  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    align-items: center;
    inline-size: min(17 * var(--_rtc-rem), 100%);
    min-inline-size: min(100%, 13 * var(--_rtc-rem));
    padding: calc(0.75 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-radius: var(--_rtc-rem);
    background: var(--_raised);
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .message:has(> .file) {
    inline-size: 88%;
  }

  .symbol {
    display: grid;
    place-items: center;
    inline-size: calc(2.5 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: calc(0.625 * var(--_rtc-rem));
    background: var(--_control);
  }

  .facts {
    min-inline-size: 0;
    line-height: 1.35;
  }

  /* The ending of a name is always shown: it tells the type of the file. */
  .file-name {
    display: flex;
    font-weight: 550;
    white-space: pre;
  }

  .stem {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.5 * var(--_rtc-rem));
    color: var(--_quiet);
    font-size: calc(0.8125 * var(--_rtc-rem));
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .failed .file-status {
    color: var(--_on-off);
  }

  progress {
    grid-column: 1 / -1;
    appearance: none;
    inline-size: 100%;
    block-size: calc(0.375 * var(--_rtc-rem));
    border: 0;
    border-radius: var(--_rtc-rem);
    background: var(--_control);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: transparent;
  }

  progress::-webkit-progress-value {
    background: var(--_accent);
  }

  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  .actions {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rtc-rem));
  }

  .actions:not(:has(*)) {
    display: none;
  }

  .actions > button {
    flex: 1;
    min-block-size: calc(2.25 * var(--_rtc-rem));
    padding: calc(0.25 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid;
    }

    .own .bubble {
      border-width: 2px;
    }
  }
`;
