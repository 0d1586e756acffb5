import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: lobby / inline-size;
    min-inline-size: min(100%, 15rem);
  }

  :host(:is(:state(in-call), [data-in-call])) {
    display: none;
  }

  .lobby {
    display: grid;
    gap: 1.25rem;
    inline-size: 100%;
    max-inline-size: 72rem;
    margin-inline: auto;
    padding: 1rem;
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
    gap: 0.5rem;
    padding: 1rem 1rem 4.5rem;
    border-radius: var(--_radius);
    background: light-dark(#e4e7ec, #22262c);
    text-align: center;
  }

  .over p {
    font-size: 0.875rem;
    max-inline-size: 26rem;
  }

  .over > svg {
    color: light-dark(#a81c14, #ffb9b2);
  }

  .toggles {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    z-index: 1;
    display: flex;
    justify-content: center;
    gap: 0.75rem;
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
    gap: 1rem;
    align-content: center;
  }

  .room {
    margin-block-start: 0.25rem;
    overflow-wrap: anywhere;
  }

  form > button {
    inline-size: 100%;
    min-block-size: 3rem;
  }

  @container lobby (max-width: 26rem) {
    .preview > rtc-local-video {
      aspect-ratio: 4 / 3;
    }
  }

  @container lobby (min-width: 46rem) {
    .lobby {
      grid-template-columns: minmax(0, 1.7fr) minmax(16rem, 1fr);
      gap: 2.5rem;
      padding: 2rem;
    }
  }
`;
