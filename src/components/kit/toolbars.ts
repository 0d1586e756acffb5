/** A toolbar, as far as a call needs it. */
export interface Toolbar {
  /** Names of its buttons. */
  readonly controls: string;
}

/** Names of the buttons of all these toolbars. */
export const buttonsOf = (toolbars: Iterable<Toolbar>): string[] =>
  [...toolbars].flatMap(({ controls }) => controls.split(/\s+/));
