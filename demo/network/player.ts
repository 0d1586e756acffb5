import { byId, make } from './dom.js';
import { drawPicture } from './drawn-picture.js';
import { factsOf } from './facts.js';
import { lesson, openCamera, type Made } from './lesson.js';
import { Scene } from './scene.js';
import { readIceServers } from './servers.js';
import { STEP_NAMES, type StepName } from './step-names.js';
import { StepView } from './step-view.js';
import type { Words } from './words.js';

/** Between two steps that play: long enough to see what has changed. */
const PAUSE_MS = 900;

/** Runs the lesson, one step at a press or all of them, and shows it. */
export class Player {
  readonly #words: Words;
  readonly #scene: Scene;
  readonly #views: readonly StepView[];
  readonly #local = byId('video', 'local');
  readonly #remote = byId('video', 'remote');
  readonly #play = byId('button', 'play');
  readonly #startOver = byId('button', 'start-over');
  readonly #progress = byId('p', 'progress');
  #capture: () => Promise<MediaStream> = openCamera;
  #ending = new AbortController();
  #lesson: AsyncGenerator<Made, void, void> | undefined;
  #made: Made = {};
  /** Number of steps that are done. */
  #done = 0;
  #running = false;
  /** Whether the last step has succeeded, once it has run. */
  #success = Promise.resolve(false);
  /** The steps run by themselves; aborts when they stop, so that no two plays go on at once. */
  #playing: AbortController | undefined;

  constructor(words: Words) {
    this.#words = words;
    this.#views = STEP_NAMES.map((name, index) => new StepView(name, index, words));
    this.#scene = new Scene(words, (end, text) => {
      this.#current?.note(`${words[end]} · ${text}`);
    });
    for (const view of this.#views) view.run.addEventListener('click', () => void this.#handleRun(view));
    byId('ol', 'step-list').append(...this.#views.map(({ root }) => root));
    this.#play.addEventListener('click', () => void this.#handlePlay());
    this.#startOver.addEventListener('click', () => void this.#reset());
    this.#startOver.textContent = words.startOver;
    this.#openFirst();
    this.#show();
  }

  /** The step that runs, or the last one: what happens after it belongs to it. */
  get #current(): StepView | undefined {
    return this.#views[this.#running ? this.#done : this.#done - 1];
  }

  async #handleRun(view: StepView): Promise<void> {
    const hadFocus = document.activeElement === view.run;
    await this.#step();
    if (!hadFocus) return;
    // The button of a step that has run is no longer there.
    const next = this.#views[this.#done];
    const button = next?.state === 'next' ? next.run : this.#startOver;
    button.focus({ preventScroll: true });
  }

  /** Runs the next step, or waits for the one that runs. Resolves with whether it succeeded. */
  #step(): Promise<boolean> {
    const name = STEP_NAMES[this.#done];
    const view = this.#views[this.#done];
    if (name === undefined || !view) return Promise.resolve(false);
    if (!this.#running) {
      this.#running = true;
      this.#show();
      this.#success = this.#run(name, view);
    }
    return this.#success;
  }

  async #run(name: StepName, view: StepView): Promise<boolean> {
    for (const other of this.#views) other.isOpen = other === view;
    const ending = this.#ending;
    this.#lesson ??= this.#begin(ending.signal);
    try {
      const { value } = await this.#lesson.next();
      if (ending.signal.aborted) return false;
      this.#made = { ...this.#made, ...value };
      view.show(factsOf(name, this.#made, this.#words, ending.signal));
      this.#succeed(name);
      return true;
    } catch (error) {
      if (!ending.signal.aborted) this.#fail(name, view, error);
      return false;
    } finally {
      if (!ending.signal.aborted) this.#show();
    }
  }

  #begin(signal: AbortSignal): AsyncGenerator<Made, void, void> {
    return lesson({
      local: this.#local,
      remote: this.#remote,
      openCamera: () => this.#capture(),
      configuration: readIceServers(),
      signal,
      watch: (caller, callee) => {
        this.#scene.watch('caller', caller);
        this.#scene.watch('callee', callee);
      },
    });
  }

  #succeed(name: StepName): void {
    const { caller, callee, stats } = this.#made;
    this.#running = false;
    this.#done += 1;
    this.#scene.showStep(name);
    if (name === 'connected' && stats) this.#scene.showStats(stats);
    // close() fires no event at the side that closes.
    if (caller) this.#scene.showStates('caller', caller);
    if (callee) this.#scene.showStates('callee', callee);
    const { title } = this.#words.steps[name];
    this.#progress.textContent = this.#words.progress(this.#done, STEP_NAMES.length, title);
  }

  #fail(name: StepName, view: StepView, error: unknown): void {
    this.#stopPlaying();
    view.state = 'failed';
    const reason = isSecureContext ? messageOf(error) : this.#words.insecure;
    this.#progress.textContent = this.#words.failed(reason);
    const facts: (Node | string)[] = [this.#words.failed(reason)];
    if (name === 'capture') facts.push(this.#drawInstead());
    view.show(facts);
  }

  /** For those who have no camera, or keep it for themselves. */
  #drawInstead(): HTMLButtonElement {
    const button = make('button', 'button', this.#words.drawInstead);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.#capture = drawPicture;
      void this.#reset().then(() => this.#step());
    });
    return button;
  }

  async #handlePlay(): Promise<void> {
    if (this.#playing) {
      this.#stopPlaying();
      this.#show();
      return;
    }
    if (this.#done === STEP_NAMES.length) await this.#reset();
    const playing = (this.#playing = new AbortController());
    const { signal } = playing;
    this.#show();
    // The picture stays: the photo and hanging up are left to the visitor, or to another press.
    const photo = STEP_NAMES.indexOf('photo');
    const last = this.#done < photo ? photo : STEP_NAMES.length;
    while (!signal.aborted && this.#done < last && (await this.#step())) await pause(signal);
    if (signal.aborted) return;
    this.#stopPlaying();
    this.#show();
  }

  #stopPlaying(): void {
    this.#playing?.abort();
    this.#playing = undefined;
  }

  async #reset(): Promise<void> {
    this.#ending.abort(new DOMException('The lesson was started over.', 'AbortError'));
    this.#stopPlaying();
    this.#play.disabled = this.#startOver.disabled = true;
    // A camera that is still being asked for would come into the next lesson.
    await this.#lesson?.return().catch(() => undefined);
    this.#ending = new AbortController();
    this.#lesson = undefined;
    this.#made = {};
    this.#done = 0;
    this.#running = false;
    this.#scene.clear();
    for (const view of this.#views) view.reset();
    this.#openFirst();
    this.#progress.textContent = '';
    this.#show();
    this.#play.focus({ preventScroll: true });
  }

  #openFirst(): void {
    const [first] = this.#views;
    if (first) first.isOpen = true;
  }

  #show(): void {
    const failed = this.#views.some(({ state }) => state === 'failed');
    for (const [index, view] of this.#views.entries()) {
      if (index < this.#done) view.state = 'done';
      else if (index > this.#done) view.state = 'later';
      else if (!failed) view.state = this.#running ? 'running' : 'next';
    }
    this.#play.disabled = failed;
    this.#play.textContent = this.#playing ? this.#words.pause : this.#words.play;
    this.#startOver.disabled = this.#done === 0 && !this.#running;
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
