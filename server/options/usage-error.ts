/** A wrong flag or variable. Its message is one line for the person at the terminal. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
