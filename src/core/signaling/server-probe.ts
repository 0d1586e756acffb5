/** Time limit of an answer, in ms. */
const PATIENCE = 8000;

/**
 * Whether a server answers at the address of a WebSocket. It is asked by a plain request, which costs nothing when it
 * fails: after failed WebSockets Chromium holds the next one back for up to 5 s, and Firefox for up to a minute.
 *
 * @returns `true` also where only a WebSocket can find out.
 */
export async function serverAnswers(url: string, signal: AbortSignal): Promise<boolean> {
  const address = new URL(url.replace(/^ws/, 'http'));
  // `fetch` refuses an address with a password.
  address.username = address.password = '';
  const asking = new AbortController();
  const end = (): void => asking.abort();
  signal.addEventListener('abort', end, { signal: asking.signal });
  const timer = setTimeout(end, PATIENCE);
  let forbidden = false;
  if ('document' in globalThis) {
    // A Content Security Policy may allow the WebSocket, and not the request.
    const listen = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
      forbidden ||= blockedURI === address.href;
    };
    document.addEventListener('securitypolicyviolation', listen, { signal: asking.signal });
  }
  try {
    const { status } = await fetch(address, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: asking.signal,
    });
    // From 500 on a proxy says that there is nobody behind it. The status of another origin is hidden, and 0.
    return status < 500;
  } catch {
    // A violation is reported after the failure that it caused.
    await new Promise((resolve) => setTimeout(resolve));
    return forbidden;
  } finally {
    clearTimeout(timer);
    end();
  }
}
