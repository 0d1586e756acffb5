import { fixture, fixtureCleanup } from '@open-wc/testing';
import type { RtcCall } from '../../../src/components/rtc-call/rtc-call.js';
import { findWord } from '../../../src/components/words/dictionary.js';
import { CallSession, type CallSessionOptions, type CallState } from '../../../src/core/index.js';
import { waitUntil } from '../support/wait-until.js';

const sessions = new Set<CallSession>();
let rooms = 0;

/** A room that nobody else is in. */
export const freshRoom = (): string => `room ${String((rooms += 1))} ${String(Math.random())}`;

/** A session in this page; ended by `cleanUp`. */
export function session(options: CallSessionOptions = {}): CallSession {
  const made = new CallSession({ signaling: 'broadcast:', room: freshRoom(), ...options });
  sessions.add(made);
  return made;
}

/** Somebody else who is in this room. */
export async function joined(options: CallSessionOptions): Promise<CallSession> {
  const made = session(options);
  await made.join();
  return made;
}

/** Makes the page light or dark until `cleanUp`; axe takes a page without a background for white. */
export function colorScheme(scheme: string): void {
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.background = 'Canvas';
}

/** Ends what a test began. */
export function cleanUp(): void {
  fixtureCleanup();
  for (const made of sessions) made.dispose();
  sessions.clear();
  document.documentElement.removeAttribute('style');
  localStorage.removeItem('rtc-elements:preferences');
}

/** An `<rtc-call>` in a room of its own, or in `room`, with these attributes and children. */
export function call(attributes = '', children = '', room = freshRoom()): Promise<RtcCall> {
  return fixture<RtcCall>(
    `<rtc-call signaling="broadcast:" room="${room}" ${attributes}>${children}</rtc-call>`,
  );
}

/** Waits until the call is in this state and shows it. */
export async function reached(element: RtcCall, state: CallState): Promise<void> {
  await waitUntil(() => element.state === state, `the call does not become ${state}`);
  await element.updateComplete;
}

/** Waits until a word is there in a language that an element asked for: an announcement is made once, in what is there. */
export async function hasWord(lang: string, key: string): Promise<void> {
  await waitUntil(() => findWord(lang, key) !== findWord('en', key), `no ${lang}`);
}

/** The element found by going into the shadow root after every selector. */
export function deep(element: Element, ...selectors: string[]): HTMLElement {
  let found: Element | null | undefined = element;
  for (const selector of selectors) found = found?.shadowRoot?.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`nothing at ${selectors.join(' >> ')}`);
  return found;
}

/** Whether something is there by going into the shadow root after every selector. */
export function exists(element: Element, ...selectors: string[]): boolean {
  try {
    return deep(element, ...selectors).isConnected;
  } catch {
    return false;
  }
}

/** Waits for an element by `deep`. */
export async function appears(element: Element, ...selectors: string[]): Promise<HTMLElement> {
  await waitUntil(() => exists(element, ...selectors), `${selectors.join(' >> ')} does not appear`);
  return deep(element, ...selectors);
}

/** Every listener that is added while this watches, with the signal that ends it. */
export function watchListeners(): { left(): string[]; stop(): void } {
  const added: { target: string; type: string; signal: AbortSignal | undefined }[] = [];
  const original = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener');
  if (!original) throw new Error('no addEventListener');
  Object.defineProperty(EventTarget.prototype, 'addEventListener', {
    ...original,
    value(this: EventTarget, ...args: Parameters<EventTarget['addEventListener']>) {
      const [type, , options] = args;
      if (this === document || this instanceof CallSession) {
        const signal = typeof options === 'object' ? options.signal : undefined;
        added.push({ target: this.constructor.name, type, signal });
      }
      (original.value as EventTarget['addEventListener']).apply(this, args);
    },
  });
  return {
    left: () => added.filter(({ signal }) => !signal?.aborted).map(({ target, type }) => `${target} ${type}`),
    stop() {
      Object.defineProperty(EventTarget.prototype, 'addEventListener', original);
    },
  };
}

/** The `<video>` of a tile that is found by `deep`. */
export const videoOf = (element: Element, ...selectors: string[]): HTMLVideoElement =>
  deep(element, ...selectors, 'video') as HTMLVideoElement;

/** That `<video>` once it shows a picture. */
export async function picture(element: Element, ...selectors: string[]): Promise<HTMLVideoElement> {
  await appears(element, ...selectors, 'video.showing');
  return videoOf(element, ...selectors);
}

/** The session of an element that may have been upgraded to an `<rtc-call>`. */
export const providedBy = (element: Element): CallSession | undefined =>
  (element as Element & { readonly session?: CallSession }).session;
