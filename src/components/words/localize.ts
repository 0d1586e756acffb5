import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RtcError } from '../../core/index.js';
import { composedAncestors } from '../../internal/composed-tree.js';
import { edition, findWord, isKnown, readers } from './dictionary.js';
import { demandLanguage } from './offers.js';
import type { ErrorWords } from './terms.js';
import type { Words } from './words.js';

type Arguments<Word> = Word extends (...args: infer Args) => string ? Args : [];

/** Finds the words for an element in the language of the nearest `lang` around it, across shadow roots. */
export class Localize implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;

  /** The nearest `lang` at the last look, as it is written, and as a BCP 47 tag in small letters. */
  #written = '';
  #tag = 'en';

  /** The `dir` that the host was given here. */
  #dir = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    (this.#host = host).addController(this);
  }

  hostConnected(): void {
    readers.add(this.#host);
  }

  hostDisconnected(): void {
    readers.delete(this.#host);
  }

  /**
   * Gives the host the direction of its words if that is not the one around it. A page that says both, `lang` and, in
   * the same place or further inside, `dir`, is believed.
   */
  hostUpdate(): void {
    const host = this.#host;
    let around = 'ltr';
    let isSaid = false;
    let hasLang = false;
    for (const element of composedAncestors(host)) {
      const { dir } = element as HTMLElement;
      if (dir && !(element === host && dir === this.#dir)) {
        around = dir;
        isSaid = !hasLang;
        break;
      }
      hasLang ||= element.hasAttribute('lang');
    }
    const own = isSaid ? around : this.term('direction');
    if (own !== around) {
      this.#dir = own;
      // Every assignment is a change that is observed.
      if (host.dir !== own) host.dir = own;
    } else if (this.#dir) {
      if (host.dir === this.#dir) host.removeAttribute('dir');
      this.#dir = '';
    }
  }

  /** Language of the words, as a BCP 47 tag: the one around the element, or English where it has no words. */
  lang(): string {
    const written = this.#find();
    // Once for each change: a language that cannot be loaded must not be requested at every word.
    if (written !== this.#written) {
      this.#written = written;
      this.#tag = canonical(written);
      demandLanguage(this.#tag);
    }
    return isKnown(this.#tag) ? this.#tag : 'en';
  }

  /** Another text whenever the words may be others: for what is rendered only when something has changed. */
  edition(): string {
    return `${this.lang()} ${String(edition)}`;
  }

  term<Key extends keyof Words>(key: Key, ...args: Arguments<Words[Key]>): string {
    const word = findWord(this.lang(), key);
    return typeof word === 'function' ? (word as (...args: unknown[]) => string)(...args) : (word as string);
  }

  date(date: Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.lang(), options).format(date);
  }

  number(number: number, options?: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(this.lang(), options).format(number);
  }

  /** Title of an error, and advice for the person. */
  error(error: RtcError | undefined): ErrorWords {
    const { code = 'internal', subject } = error ?? {};
    if (subject === 'screen') return [this.term('screenFailed'), this.term('screenHelp', code)];
    const other = subject ? 'connection' : undefined;
    const about = subject === 'microphone' || subject === 'camera' ? subject : other;
    return [this.term('errorTitle', code, about), this.term('errorHelp', code, about)];
  }

  #find(): string {
    for (const element of composedAncestors(this.#host)) {
      const lang = element.getAttribute('lang');
      if (lang) return lang;
    }
    return document.documentElement.lang || navigator.language;
  }
}

/** The tag of a language as `Intl` takes it; a page may write anything. */
function canonical(lang: string): string {
  try {
    return new Intl.Locale(lang.replaceAll('_', '-')).toString().toLowerCase();
  } catch {
    return 'en';
  }
}
