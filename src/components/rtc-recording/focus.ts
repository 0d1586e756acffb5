/** Gives the focus to a question while it is there, unless the person is writing just now, and back after it. */
export class QuestionFocus {
  /** Where the focus was before the question came. */
  #before: HTMLElement | undefined;

  ask(question: HTMLElement | null): void {
    if (isTyping()) return;
    this.#before ??= activeElement();
    question?.focus({ preventScroll: true });
  }

  answered(): void {
    // Lost with the question, and not taken elsewhere by the person.
    if (activeElement() === document.body && this.#before?.isConnected) {
      this.#before.focus({ preventScroll: true });
    }
    this.#before = undefined;
  }
}

/** The element with the focus, also inside shadow roots. */
function activeElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

function isTyping(): boolean {
  const active = activeElement();
  return active?.isContentEditable === true || Boolean(active?.matches('input, textarea, select'));
}
