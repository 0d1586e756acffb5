/** Addresses that say nothing about anybody: of no interface, and of the machine itself. */
const PLAIN = /^(0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)$/;

const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;

/** Everything that might be an IPv6 address; fingerprints and times look alike. */
const MAYBE_IPV6 = /(?<![\w:])[\da-f]{0,4}:[\da-f:]*:[\da-f]{0,4}/gi;

/**
 * Puts names in the place of IP addresses: the same name for the same address, so that it is still seen what belongs
 * together. Addresses that the browser has hidden itself (`….local`, mDNS) stay.
 */
export class AddressHider {
  readonly #names = new Map<string, string>();

  /** The text, of any kind, with a name such as `ipv4-private-1` in the place of each address. */
  hide(text: string): string {
    return text
      .replace(IPV4, (address) => this.#name(address))
      .replace(MAYBE_IPV6, (run) => {
        // The colon of a sentence, or before a port.
        const address = isIpv6(run) ? run : run.replace(/:$/, '');
        return isIpv6(address) ? this.#name(address) + run.slice(address.length) : run;
      });
  }

  #name(address: string): string {
    if (PLAIN.test(address)) return address;
    const key = address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
    const name = this.#names.get(key) ?? `${kindOf(key)}-${this.#names.size + 1}`;
    this.#names.set(key, name);
    return name;
  }
}

const isIpv6 = (text: string): boolean => URL.canParse(`http://[${text}]`);

/** Family, and whether it belongs to a private network (RFC 1918, RFC 6598, RFC 4193, link-local). */
function kindOf(address: string): string {
  if (address.includes(':')) return /^(f[cd]|fe[89ab])/.test(address) ? 'ipv6-private' : 'ipv6-public';
  const isPrivate = /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
  return isPrivate.test(address) ? 'ipv4-private' : 'ipv4-public';
}
