import { css } from 'lit';
import { registerUnit } from './unit.js';

registerUnit();

/**
 * What a page does to its own text stays outside; font family, colour and direction are the page's to choose, and whether
 * anything is seen. Text is as large as in the settings of the browser, and no smaller than usual, whatever the page has
 * done to its root element. A call with a layout of the page's own leaves that alone.
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
    color: inherit;
    font-family: inherit;
  }
`;
