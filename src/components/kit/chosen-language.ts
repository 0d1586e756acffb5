import type { CallSession } from '../../core/index.js';

/** The call, as far as its language needs it. */
interface LanguageHost extends HTMLElement {
  readonly session: CallSession;
}

/** Sets `lang` of a call to the language that the person prefers, and back to that of the page. */
export function followLanguage(call: LanguageHost): void {
  const { session } = call;
  let chosen: string | undefined;
  /** Language that the page sets; `null` where the element has no language of its own. */
  let own: string | null = null;

  const follow = (): void => {
    const language = session.features.preferences?.language;
    if (language === chosen) return;
    const current = call.getAttribute('lang');
    // The page may have set another one meanwhile.
    if (current !== (chosen ?? null)) own = current;
    chosen = language;
    const now = language ?? own;
    if (now === null) call.removeAttribute('lang');
    else call.setAttribute('lang', now);
  };
  session.addEventListener('change', follow);
  follow();
}
