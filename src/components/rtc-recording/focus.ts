/** Gives the focus to a question, unless the person is writing, and gives it back afterwards. */
export class QuestionFocus {
  /** Element that had the focus before the question. */
  #before: HTMLElement | undefined;

  ask(question: HTMLElement | null): void {
    if (isTyping()) return;
    this.#before ??= activeElement();
    question?.focus({ preventScroll: true });
  }

  answered(): void {
    // The focus was lost with the question: the person has not moved it elsewhere.
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
