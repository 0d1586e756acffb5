import { waitFor } from '../../support/wait-for.js';
import type { ElementReference, WebDriver } from '../../support/web-driver.js';

/** A custom element of the page that is not hidden. */
export interface Rendered {
  readonly tag: string;
  readonly defined: boolean;
  /** Whether the element and something in its shadow root have a size. */
  readonly sized: boolean;
}

/** Words that were found in a page. */
export interface Found {
  /** On the screen, with nothing over them. */
  readonly visible: boolean;
  /** Roles of the regions around them that assistive technology announces. */
  readonly roles: readonly string[];
}

/**
 * Notes errors that nobody caught, files that did not load, and errors on the console; makes cameras slow. For
 * `HeaderProxy`.
 */
export const PREPARE_PAGE = [noteErrors, slowCameras].map((part) => `(${String(part)})()`).join(';');

/** A page in WebKitGTK as a person sees and uses it, shadow roots included. */
export class WebKitPage {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  /** Opens a page that notes its errors, and waits until every element of it is defined. */
  async open(url: string): Promise<void> {
    await this.driver.navigate(url);
    await waitFor('every element to be defined', () => this.driver.run(allDefined));
  }

  errors(): Promise<string[]> {
    return this.driver.run(() => Reflect.get(globalThis, 'noted') as string[]);
  }

  state(): Promise<string | undefined> {
    return this.driver.run(() => document.querySelector('rtc-call')?.getAttribute('state') ?? undefined);
  }

  rendered(): Promise<Rendered[]> {
    return this.driver.run(renderedElements);
  }

  find(words: string): Promise<Found> {
    return this.driver.run(findWords, words);
  }

  /** Waits until words are on the screen and announced in a region of this role. */
  async says(words: string, role: string): Promise<void> {
    let found: Found | undefined;
    await waitFor(`"${words}" on the screen and as ${role}`, async () => {
      found = await this.find(words);
      return found.visible && found.roles.includes(role);
    }).catch((error: unknown) => {
      throw new Error(`${String(error)} Found: ${JSON.stringify(found)}`, { cause: error });
    });
  }

  /** Waits for the visible button with this name. */
  button(label: string): Promise<ElementReference> {
    return waitFor(`the button "${label}"`, () => this.driver.find(findButton, label));
  }

  async isDisabled(label: string): Promise<boolean> {
    return this.driver.run(
      (button) => (button as unknown as HTMLButtonElement).disabled,
      await this.button(label),
    );
  }

  async click(label: string): Promise<void> {
    await this.driver.click(await this.button(label));
  }
}

// These run in the page, so they use nothing from outside.

function noteErrors(): void {
  const noted: string[] = [];
  Reflect.set(globalThis, 'noted', noted);
  addEventListener('unhandledrejection', ({ reason }) => {
    noted.push(`unhandled: ${String(reason)}`);
  });
  // Captured, since what does not load is told only to its element.
  addEventListener(
    'error',
    (event: Event) => {
      noted.push(event instanceof ErrorEvent ? event.message : (event.target as Element).outerHTML);
    },
    true,
  );
  console.error = (...what: unknown[]) => {
    noted.push(`console: ${what.join(' ')}`);
  };
}

/**
 * Where a frame comes just while the page lays out its layers, WebKitGTK 2.50 locks up (https://webkit.org/b/302068). That
 * is rare, and with few frames much rarer.
 */
function slowCameras(): void {
  const { mediaDevices } = navigator;
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = ({ video = false, ...rest } = {}) =>
    capture({ ...rest, video: video && { ...(video === true ? {} : video), frameRate: { max: 5 } } });
}

function allDefined(): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    if (root.querySelector(':not(:defined)')) return false;
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  return roots.length > 1;
}

function renderedElements(): Rendered[] {
  const rendered: Rendered[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      const { localName, shadowRoot } = element;
      if (shadowRoot) roots.push(shadowRoot);
      if (!localName.includes('-') || !element.checkVisibility()) continue;
      const inner = Array.from(shadowRoot?.querySelectorAll('*') ?? []);
      rendered.push({
        tag: localName,
        defined: customElements.get(localName) !== undefined,
        sized: [[element], inner].every((elements) =>
          elements.some(({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight > 0),
        ),
      });
    }
  }
  return rendered;
}

function findWords(words: string): Found {
  let visible = false;
  const roles: string[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*:not(style, script)')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.textContent.includes(words) || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const role = element.getAttribute('role');
      if (role) roles.push(role);
      const { left, top, width, height } = element.getBoundingClientRect();
      // Text for assistive technology alone has no more than a pixel.
      if (element.childElementCount > 0 || width < 2 || height < 2) continue;
      visible ||= root.elementFromPoint(left + width / 2, top + height / 2) === element;
    }
  }
  return { visible, roles };
}

function findButton(label: string): Element | undefined {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const name = element.getAttribute('aria-label') ?? element.textContent.trim();
      if (element.localName === 'button' && name === label && element.checkVisibility()) return element;
    }
  }
  return undefined;
}
