import { codeOf, highlighted } from './code.js';
import { make } from './dom.js';
import type { StepName } from './step-names.js';
import type { Words } from './terms.js';

export type StepState = 'later' | 'next' | 'running' | 'done' | 'failed';

/** One step of the list: its button, the text, the code, and what has happened when it ran. */
export class StepView {
  readonly root = make('li', 'step');
  readonly run: HTMLButtonElement;
  readonly #details: HTMLDetailsElement;
  readonly #result: HTMLElement;
  readonly #time = make('span', 'time');
  readonly #facts = make('ul', 'facts');
  readonly #log = make('ol', 'log');
  #state: StepState = 'later';
  #began = 0;

  constructor(name: StepName, index: number, words: Words) {
    const { title, text } = words.steps[name];
    this.run = make('button', 'run', words.runShort);
    this.run.type = 'button';
    this.run.setAttribute('aria-label', words.run(title));
    const number = make('span', 'number', String(index + 1));
    const summary = make('summary', '', number, make('h3', '', title), this.#time);
    const code = make('pre', 'code', make('code', '', highlighted(codeOf(name))));
    // Long lines scroll: with the keys, too.
    code.tabIndex = 0;
    code.setAttribute('role', 'region');
    code.setAttribute('aria-label', `${words.code}: ${title}`);
    this.#result = make('div', 'result', make('h4', '', words.happened), this.#facts, this.#log);
    const body = make('div', 'body', make('p', '', text), make('h4', '', words.code), code, this.#result);
    this.#details = make('details', '', summary, body);
    this.root.append(this.#details, this.run);
    this.root.dataset['step'] = name;
    this.reset();
  }

  set isOpen(open: boolean) {
    this.#details.open = open;
  }

  get state(): StepState {
    return this.#state;
  }

  set state(state: StepState) {
    if (state === this.#state) return;
    this.#show(state);
    if (state === 'running') this.#began = performance.now();
    if (state === 'done' || state === 'failed') {
      this.#time.textContent = `${Math.round(performance.now() - this.#began)} ms`;
      this.#result.hidden = false;
    }
  }

  /** Notes something that happened, at its time since the step began. */
  note(text: string): void {
    const time = make('span', 'at', `+${Math.round(performance.now() - this.#began)} ms`);
    this.#log.append(make('li', '', time, text));
  }

  show(facts: readonly (Node | string)[]): void {
    this.#facts.replaceChildren(...facts.map((fact) => make('li', '', fact)));
  }

  reset(): void {
    this.#show('later');
    this.isOpen = false;
    this.#result.hidden = true;
    this.#facts.replaceChildren();
    this.#log.replaceChildren();
    this.#time.textContent = '';
  }

  #show(state: StepState): void {
    this.#state = state;
    this.root.dataset['state'] = state;
    this.run.disabled = state !== 'next';
  }
}
