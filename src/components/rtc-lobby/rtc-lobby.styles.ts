import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: lobby / inline-size;
    min-inline-size: min(100%, 15 * var(--_rtc-rem));
  }

  :host(:is(:state(in-call), [data-in-call])) {
    display: none;
  }

  .lobby {
    display: grid;
    gap: calc(1.25 * var(--_rtc-rem));
    inline-size: 100%;
    max-inline-size: calc(72 * var(--_rtc-rem));
    margin-inline: auto;
    padding: var(--_rtc-rem);
  }

  .preview {
    position: relative;
    display: grid;
    align-self: center;
  }

  .preview > rtc-local-video,
  .over {
    grid-area: 1 / 1;
    place-self: stretch;
  }

  .over {
    z-index: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: calc(0.5 * var(--_rtc-rem));
    padding: var(--_rtc-rem) var(--_rtc-rem) calc(4.5 * var(--_rtc-rem));
    border-radius: var(--_radius);
    background: light-dark(#e4e7ec, #22262c);
    text-align: center;
  }

  .over p {
    font-size: calc(0.875 * var(--_rtc-rem));
    max-inline-size: calc(26 * var(--_rtc-rem));
  }

  .over > slot {
    color: light-dark(#a81c14, #ffb9b2);
  }

  .note {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(0.5 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem));
    align-items: center;
    padding: calc(0.75 * var(--_rtc-rem));
    border-radius: calc(0.5 * var(--_rtc-rem));
    background: var(--_off);
    color: var(--_on-off);
  }

  .note p {
    color: inherit;
    font-size: calc(0.875 * var(--_rtc-rem));
  }

  .note button {
    grid-column: 2;
    justify-self: start;
    color: var(--_text);
  }

  .toggles {
    position: absolute;
    inset-block-end: calc(0.75 * var(--_rtc-rem));
    inset-inline: 0;
    z-index: 1;
    display: flex;
    justify-content: center;
    gap: calc(0.75 * var(--_rtc-rem));
    pointer-events: none;
  }

  .toggles > * {
    pointer-events: auto;
    box-shadow: var(--_shadow);
  }

  .toggles > :not(.off) {
    background: light-dark(var(--_raised), var(--_control));
  }

  rtc-local-video::part(badge) {
    display: none;
  }

  form {
    display: grid;
    gap: var(--_rtc-rem);
    align-content: center;
  }

  /* The name of a room may have 128 characters, and must not push the button out of sight. */
  .room {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    margin-block-start: calc(0.25 * var(--_rtc-rem));
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  form > button {
    inline-size: 100%;
    min-block-size: calc(3 * var(--_rtc-rem));
  }

  @container lobby (max-width: 416px) {
    .preview > rtc-local-video {
      aspect-ratio: 4 / 3;
    }

    /* A small phone, where the button to join must be seen without scrolling. */
    @media (max-height: 48rem) {
      .lobby {
        gap: var(--_rtc-rem);
      }

      .preview > rtc-local-video {
        aspect-ratio: 16 / 9;
      }

      form {
        gap: calc(0.75 * var(--_rtc-rem));
      }
    }
  }

  /* The devices below the preview, and beside it what one does last. */
  @container lobby (min-width: 736px) {
    .lobby {
      grid-template: auto auto / minmax(0, 1.7fr) minmax(calc(16 * var(--_rtc-rem)), 1fr);
      gap: calc(1.25 * var(--_rtc-rem)) calc(2.5 * var(--_rtc-rem));
      padding: calc(2 * var(--_rtc-rem));
    }

    form {
      grid-area: 1 / 2;
    }

    rtc-device-picker {
      grid-area: 2 / 1;
    }

    rtc-check-button {
      grid-area: 2 / 2;
      align-self: start;
    }
  }
`;
