import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset-block-start: calc(0.375 * var(--_rtc-rem) - var(--_ring));
    inset-inline-end: calc(0.375 * var(--_rtc-rem) - var(--_ring));
    z-index: 1;
    display: flex;
    /* Below each other in a tile that is too narrow. */
    flex-flow: row-reverse wrap;
    gap: calc(0.25 * var(--_rtc-rem));
  }

  .open,
  .flip {
    inline-size: calc(2 * var(--_rtc-rem));
    block-size: calc(2 * var(--_rtc-rem));
    min-block-size: 0;
    padding: 0;
    border-radius: 50%;
    background: rgb(16 18 22 / 0.72);
    color: #fff;
  }

  .standing {
    position: absolute;
    inset-block-start: calc(2.375 * var(--_rtc-rem));
    inset-inline-end: 0;
    display: flex;
    align-items: center;
    gap: calc(0.25 * var(--_rtc-rem));
    margin: 0;
    padding: calc(0.125 * var(--_rtc-rem)) calc(0.5 * var(--_rtc-rem));
    border-radius: var(--_rtc-rem);
    background: rgb(16 18 22 / 0.72);
    color: #fff;
    font-size: calc(0.8125 * var(--_rtc-rem));
    white-space: nowrap;
  }

  .standing svg {
    inline-size: calc(0.875 * var(--_rtc-rem));
    block-size: calc(0.875 * var(--_rtc-rem));
  }

  .open svg,
  .flip svg {
    inline-size: calc(1.125 * var(--_rtc-rem));
    block-size: calc(1.125 * var(--_rtc-rem));
  }

  /* In sight over any picture. */
  :is(.open, .flip):focus-visible {
    outline-color: #fff;
    outline-offset: 0;
    box-shadow: 0 0 0 4px #16181c;
  }

  /* Seen once the pointer or the focus is at the tile; always where there is no pointer. */
  @media (hover: hover) {
    :host(:not([near], :focus-within)) .open[aria-expanded='false'] {
      opacity: 0;
    }
  }

  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    inline-size: max-content;
    min-inline-size: calc(12 * var(--_rtc-rem));
    max-inline-size: calc(100vw - var(--_rtc-rem));
    max-block-size: calc(100vh - var(--_rtc-rem));
    overflow: auto;
    padding: calc(0.375 * var(--_rtc-rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_rtc-rem));
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-size: calc(0.9375 * var(--_rtc-rem));
  }

  .item {
    display: flex;
    align-items: center;
    justify-content: start;
    gap: calc(0.625 * var(--_rtc-rem));
    inline-size: 100%;
    min-block-size: calc(2.5 * var(--_rtc-rem));
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border: 0;
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: none;
    font-weight: 400;
    text-align: start;
  }

  .item svg {
    inline-size: calc(1.125 * var(--_rtc-rem));
    block-size: calc(1.125 * var(--_rtc-rem));
  }

  .item > :last-child:not(:nth-child(2)) {
    margin-inline-start: auto;
    color: var(--_accent);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  input {
    flex: 1;
    min-inline-size: calc(5 * var(--_rtc-rem));
    margin: 0;
    accent-color: var(--_accent);
  }

  .connection {
    padding: calc(0.375 * var(--_rtc-rem)) calc(0.625 * var(--_rtc-rem));
    border-block-start: 1px solid var(--_border);
    margin-block-start: calc(0.25 * var(--_rtc-rem));
    font-size: calc(0.8125 * var(--_rtc-rem));
  }
`;
