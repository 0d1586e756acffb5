/**
 * Whether a page of this origin may connect. A browser cannot be kept from opening a WebSocket to another
 * site, so this check is what stops foreign pages. A client without `Origin` is no browser and could claim any.
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
    // With the page's own scheme, a port that goes without saying is left out on both sides.
    return page.host !== '' && page.host === new URL(`${page.protocol}//${host}`).host;
  } catch {
    return false;
  }
}
