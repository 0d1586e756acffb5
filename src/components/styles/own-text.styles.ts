import { css } from 'lit';
import { registerUnit } from './unit.js';

registerUnit();

/**
 * Keeps styles of the text of the page outside, except font family, colour, direction and visibility. Text has the size
 * of the browser's settings, at least 16px, whatever the page has set on its root element. A call with a layout of the page
 * does nothing of that.
 */
export const ownText = css`
  :host(:where(:not(:is(:state(provider), [data-provider])))),
  .own-text {
    all: initial;
    --_rtc-rem: max(16px, 1em);
    color-scheme: inherit;
    pointer-events: inherit;
    visibility: inherit;
    /* The language, by which fonts for Chinese and Japanese are chosen. */
    -webkit-locale: inherit;
    line-height: 1.45;
    /* "auto", the initial one, is "none" where the page has that around it. */
    -webkit-user-select: text;
    user-select: text;
    /* No larger text in a turned phone. */
    -webkit-text-size-adjust: 100%;
  }

  /* And our elements within others. */
  .own-text,
  [exportparts] {
    box-sizing: inherit;
    color: inherit;
    font-family: inherit;
  }
`;
