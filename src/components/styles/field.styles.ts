import { css } from 'lit';

/** A label above a text field or a native select. */
export const field = css`
  label {
    display: block;
  }

  .label {
    display: block;
    margin-block-end: 0.25rem;
    color: var(--_quiet);
    font-size: 0.8125rem;
    font-weight: 550;
  }

  input,
  select {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid light-dark(#8a919d, #6c7380);
    border-radius: 0.625rem;
    background: var(--_raised);
    /* Smaller text makes iOS zoom into the field. */
    font-size: 1rem;
    text-overflow: ellipsis;
  }

  select {
    appearance: none;
    padding-inline-end: 2.25rem;
    background-image:
      linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position:
      right 1.25rem center,
      right 0.9375rem center;
    background-size: 0.3125rem 0.3125rem;
    background-repeat: no-repeat;
    cursor: pointer;
  }

  select:dir(rtl) {
    background-position:
      left 0.9375rem center,
      left 1.25rem center;
  }

  :is(input, select):focus-visible {
    outline-offset: -1px;
  }

  select:disabled {
    color: var(--_quiet);
    opacity: 1;
    cursor: not-allowed;
  }

  option {
    background: var(--_raised);
    color: var(--_text);
  }
`;
