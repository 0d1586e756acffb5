/** Lets the browser ask before the page is closed or left (HTML, `beforeunload`), as long as something would be lost. */
export class AskBeforeLeaving {
  set(atRisk: boolean): void {
    if (atRisk) globalThis.addEventListener('beforeunload', this.#handleUnload);
    else globalThis.removeEventListener('beforeunload', this.#handleUnload);
  }

  readonly #handleUnload = (event: Event): void => {
    event.preventDefault();
  };
}
