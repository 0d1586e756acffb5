/** The key that marks a reference to an element: https://w3c.github.io/webdriver/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** An element of the page, as the driver names it. */
export type ElementReference = Readonly<Record<typeof ELEMENT, string>>;

/** Error that the driver reported; `name` is its code, such as `no such element`. */
export class WebDriverError extends Error {
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'WebDriverError';
  }
}

/** One session of a browser over the W3C WebDriver protocol: https://w3c.github.io/webdriver/ */
export class WebDriver {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /**
   * Starts a browser.
   *
   * @param driver - URL of the driver.
   * @param capabilities - Capabilities that the session must have.
   */
  static async create(driver: string, capabilities: Readonly<Record<string, unknown>>): Promise<WebDriver> {
    const { sessionId } = await send<{ sessionId: string }>('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  /** Opens a page and waits until it has loaded. */
  async navigate(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  /** Runs a function in the page and returns its result, which JSON can hold. */
  async run<T, A extends unknown[]>(fn: (...args: A) => T, ...args: A): Promise<Awaited<T>> {
    return this.#post<Awaited<T>>('execute/sync', { script: `return (${String(fn)})(...arguments);`, args });
  }

  /** An element that a function in the page finds, inside of shadow roots, too. */
  async find<A extends unknown[]>(
    fn: (...args: A) => Element | null | undefined,
    ...args: A
  ): Promise<ElementReference> {
    const found: unknown = await this.run(fn, ...args);
    if (found === null) throw new Error(`No such element: ${String(fn)} ${JSON.stringify(args)}`);
    return found as ElementReference;
  }

  /** Clicks an element as a person does: it is scrolled into view, and has to be uncovered. */
  async click(element: ElementReference): Promise<void> {
    await this.#post(`element/${element[ELEMENT]}/click`, {});
  }

  /** Types into an element. */
  async type(element: ElementReference, text: string): Promise<void> {
    await this.#post(`element/${element[ELEMENT]}/value`, { text });
  }

  /** The visible part of the page as PNG. */
  async screenshot(): Promise<Buffer> {
    return Buffer.from(await send<string>('GET', `${this.#url}/screenshot`), 'base64');
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await send('DELETE', this.#url);
  }

  #post<T>(command: string, body: unknown): Promise<T> {
    return send<T>('POST', `${this.#url}/${command}`, body);
  }
}

/** Sends a command and returns its value: https://w3c.github.io/webdriver/#protocol */
async function send<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(120_000),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value as T;
  const { error, message } = value as { error: string; message: string };
  throw new WebDriverError(error, `${message} (${method} ${new URL(url).pathname})`);
}
