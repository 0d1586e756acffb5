/** Key of `localStorage`. */
export type EffectsKey = 'rtc-elements:effects';

const KEY: EffectsKey = 'rtc-elements:effects';

/** The effects that the person chose last. */
export interface RememberedEffects {
  /** `none`, `blur`, the address of a picture, or the picture. */
  readonly background: string | Blob;
  readonly noiseSuppression: boolean;
}

const NOTHING: RememberedEffects = { background: 'none', noiseSuppression: false };

/** The stored form: a picture as a `data:` URL. */
interface Stored {
  readonly background?: unknown;
  readonly noiseSuppression?: unknown;
}

/** The effects that the person last chose on this origin; none if storage is missing or was tampered with. */
export function recallEffects(): RememberedEffects {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Stored;
    const { background, noiseSuppression } = stored;
    return {
      background: typeof background === 'string' ? fromText(background) : NOTHING.background,
      noiseSuppression: noiseSuppression === true,
    };
  } catch {
    return NOTHING;
  }
}

/**
 * Remembers the choice, if the browser gives this page storage; otherwise it holds until the page is closed. So does a picture
 * that is too big for it.
 */
export async function rememberEffects({ background, noiseSuppression }: RememberedEffects): Promise<void> {
  try {
    const text = typeof background === 'string' ? background : await toDataUrl(background);
    if (text === NOTHING.background && !noiseSuppression) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ background: text, noiseSuppression }));
  } catch {
    // Forbidden or full.
  }
}

/** A picture without a request, which a Content Security Policy may forbid for `data:`. */
function fromText(text: string): string | Blob {
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/.exec(text) ?? [];
  if (data === undefined) return text;
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: type ?? '' });
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('The picture could not be read.', { cause: reader.error }));
    reader.readAsDataURL(blob);
  });
}
