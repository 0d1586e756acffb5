/**
 * Whether a page of this origin may connect. Browsers let every page open a WebSocket to every site, so without this check
 * foreign pages could connect. A client without `Origin` is no browser, and could send any.
 *
 * @param origin - The `Origin` header.
 * @param host - The `Host` header.
 * @param allowed - Origins, `'null'` (sandboxed and local pages) or `'*'`; undefined for the server's own.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[] | undefined,
): boolean {
  if (origin === undefined) return true;
  if (allowed) return allowed.includes('*') || allowed.includes(origin.toLowerCase());
  return host !== undefined && isSameHost(origin, host);
}

function isSameHost(origin: string, host: string): boolean {
  try {
    const page = new URL(origin);
    // `URL` leaves out the default port of a scheme, so both sides need the same scheme.
    return page.host !== '' && page.host === new URL(`${page.protocol}//${host}`).host;
  } catch {
    return false;
  }
}
