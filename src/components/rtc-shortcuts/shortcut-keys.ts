import { RtcError } from '../../core/index.js';

/** Default key of each action. */
export const DEFAULT_KEYS = {
  microphone: 'm',
  camera: 'v',
  screen: 's',
  chat: 'c',
  snapshot: 'p',
  record: 'r',
  inspect: 'i',
  fullscreen: 'f',
  help: '?',
} as const;

export type ShortcutAction = keyof typeof DEFAULT_KEYS;

/** The keys in use. Actions without a key are left out. */
export type ShortcutKeys = Readonly<Partial<Record<ShortcutAction, string>>>;

const ACTIONS = Object.keys(DEFAULT_KEYS) as ShortcutAction[];

const HELP = `Write "off", or pairs such as "m:x v:none": one of ${Object.values(DEFAULT_KEYS).join(' ')}, a colon, and another key or "none".`;

/**
 * Reads the attribute `shortcuts`: empty for the default keys, `off`, or pairs of a default key and its replacement, or
 * `none`. Wrong pairs are reported and left out.
 */
export function readShortcuts(value: string): {
  readonly keys: ShortcutKeys;
  readonly errors: readonly RtcError[];
} {
  const errors: RtcError[] = [];
  const wrong = (what: string): void => {
    errors.push(
      new RtcError('invalid-options', `shortcuts="${value}": ${what} ${HELP}`, { recoverable: false }),
    );
  };
  const words = value.split(/\s+/).filter(Boolean);
  if (words.length === 1 && words[0] === 'off') return { keys: {}, errors };

  const wanted = new Map<ShortcutAction, string>();
  for (const word of words) {
    const [, from, to] = /^(\S):(\S|none)$/u.exec(word) ?? [];
    const action = ACTIONS.find((one) => DEFAULT_KEYS[one] === from?.toLowerCase());
    if (action && to) wanted.set(action, to.toLowerCase());
    else wrong(`"${word}" is not understood.`);
  }

  // Choices of the page go first: a default key that it uses for another action is no longer free.
  const keys: Partial<Record<ShortcutAction, string>> = {};
  const chosen = ACTIONS.filter((action) => wanted.has(action));
  for (const action of new Set([...chosen, ...ACTIONS])) {
    const key = wanted.get(action) ?? DEFAULT_KEYS[action];
    if (key === 'none') continue;
    if (Object.values(keys).includes(key))
      wrong(`The key "${key}" is used twice, so "${DEFAULT_KEYS[action]}" has none.`);
    else keys[action] = key;
  }
  return { keys, errors };
}
