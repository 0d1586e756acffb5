import type { OptionType, Range } from './option-types.js';

/** The parts of an option that the command line and the documentation show. */
export interface DocumentedRow {
  /** The flag of `rtc-signal`, as `--help` shows it. Its variable is `RTC_` and the flag in capitals. */
  readonly flag?: string;
  /** Another variable, read after that one. */
  readonly env?: string;
  /** Whether the flag may be given several times. */
  readonly isRepeatable?: true;
  /** Whether a command line, which other users of the machine can see, is a bad place for it. */
  readonly isSecret?: true;
  /** Smallest and largest number, in the unit of the option. */
  readonly range?: Range;
  /** Value of an option that is not given. */
  readonly default?: string | number | boolean | readonly number[];
  /** The same in words, for the documentation, where the value does not say it. */
  readonly otherwise?: string;
  /** Meaning of the option, in Markdown. */
  readonly help: string;
  /** Meaning of the flag, where that is not the same. */
  readonly flagHelp?: string;
  /** Link to the page of the documentation that says more. */
  readonly see?: string;
}

/** One option of the server. */
export interface OptionRow extends DocumentedRow {
  readonly type: OptionType<unknown>;
  /** Whether it belongs to the HTTP server, and so cannot be combined with `server`. */
  readonly isOfHttpServer?: true;
}
