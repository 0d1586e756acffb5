import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
  }

  :host(:is(:state(default-ui), [data-default-ui])) {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    container: call / inline-size;
    min-inline-size: min(100%, 16 * var(--_rtc-rem));
    overflow: auto;
    background: var(--_surface);
  }

  :host(:is(:state(default-ui), [data-default-ui])) slot:not([name]) {
    display: none;
  }

  .ui {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr) auto;
    min-block-size: calc(13 * var(--_rtc-rem));
  }

  /* It takes the focus of a click, so that keys count then. */
  .ui:focus {
    outline: none;
  }

  /* Shape where the page gives no height, one for all: nothing jumps. The lobby takes what it needs. */
  .wide {
    aspect-ratio: 16 / 9;
    max-block-size: 100dvh;
    place-self: stretch;
  }

  :host(:fullscreen) .wide {
    aspect-ratio: auto;
  }

  rtc-lobby {
    align-self: safe center;
  }

  /* Tiles, and below them the notice of one's own screen, which a photo does not cover. */
  rtc-stage {
    grid-area: 1 / 1 / 3 / 2;
    grid-template-rows: subgrid;
    margin: var(--_gap) var(--_gap) 0;
  }

  rtc-stage::part(stage) {
    min-block-size: 0;
    aspect-ratio: auto;
  }

  /* Over the stage, and over what comes after the call. */
  rtc-snapshot {
    position: absolute;
    inset: var(--_gap) var(--_gap) 0;
    grid-area: 1 / 1 / 2 / 2;
    z-index: 1;
    pointer-events: none;
  }

  rtc-controls {
    grid-area: 3 / 1 / 4 / -1;
    place-self: center;
    margin: calc(0.75 * var(--_rtc-rem));
  }

  rtc-chat {
    grid-area: 1 / 2 / 3 / 3;
    inline-size: calc(22 * var(--_rtc-rem));
    block-size: auto;
    min-block-size: 0;
    margin-block-start: var(--_gap);
    margin-inline-end: var(--_gap);
    border-radius: var(--_radius);
    overflow: clip;
  }

  /* Announcements stand below the notices of recordings. */
  .top {
    position: absolute;
    inset: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem)) auto;
    z-index: 2;
    pointer-events: none;
  }

  .screen {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: calc(0.75 * var(--_rtc-rem));
    inline-size: 100%;
    max-inline-size: calc(30 * var(--_rtc-rem));
    margin: auto;
    padding: calc(1.5 * var(--_rtc-rem));
    text-align: center;
  }

  .actions {
    display: grid;
    gap: calc(0.75 * var(--_rtc-rem));
    margin-block-start: calc(0.75 * var(--_rtc-rem));
  }

  .actions > button {
    min-inline-size: min(16 * var(--_rtc-rem), 100%);
  }

  .mark {
    display: grid;
    place-items: center;
    inline-size: calc(4 * var(--_rtc-rem));
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_control);
    font-size: calc(1.25 * var(--_rtc-rem));
  }

  .bad {
    background: var(--_off);
    color: var(--_on-off);
  }

  .busy {
    background: none;
    border: 3px solid var(--_control);
    border-block-start-color: var(--_accent);
    animation: turn 1s linear infinite;
  }

  rtc-lobby:not(:defined) {
    display: grid;
    place-content: center;
    animation: wait 0s 1s backwards;
  }

  /* Mostly the lobby is there before anybody could press the button. */
  @keyframes wait {
    from {
      visibility: hidden;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .status {
    display: flex;
    justify-content: center;
    margin-block-start: calc(0.5 * var(--_rtc-rem));
  }

  /* On a narrow stage the buttons of a tile are beside it. */
  .status > span {
    max-inline-size: calc(100% - 5.5 * var(--_rtc-rem));
    padding: calc(0.5 * var(--_rtc-rem)) var(--_rtc-rem);
    border-radius: calc(1.25 * var(--_rtc-rem));
    background: #22262c;
    color: #fff;
    font-size: calc(0.875 * var(--_rtc-rem));
    text-align: center;
    box-shadow: var(--_shadow);
  }

  /* Nothing is animated in between: a browser that animates paints the page again and again. */
  .status > .passing {
    animation:
      come 0.2s,
      go 0.4s 4.6s forwards;
  }

  @keyframes go {
    to {
      opacity: 0;
      visibility: hidden;
    }
  }

  /* No room beside the stage: over it. */
  @container call (max-width: 704px) {
    .wide {
      aspect-ratio: 4 / 3;
    }

    rtc-chat {
      grid-area: 1 / 1 / 3 / -1;
      inline-size: auto;
      margin-inline-start: var(--_gap);
      z-index: 1;
    }
  }

  @container call (max-width: 448px) {
    .wide {
      aspect-ratio: 4 / 5;
    }
  }
`;
