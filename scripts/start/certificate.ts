import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ROOT } from '../lib/processes.js';
import { lanAddresses } from './lan-addresses.js';

const FOLDER = join(ROOT, 'node_modules/.cache/rtc-elements');
const FILE = join(FOLDER, 'certificate.json');
const DAY_MS = 86_400_000;

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A self-signed certificate for this machine under all its names. It is kept, since a browser asks again whenever it
 * sees another one.
 */
export async function certificate(): Promise<Certificate> {
  const names = ['localhost', hostname(), `${hostname()}.local`];
  const addresses = ['127.0.0.1', '::1', ...lanAddresses()];
  const kept = read();
  if (kept !== undefined && covers(kept, names, addresses)) return kept;

  const made = await generate([{ name: 'commonName', value: 'rtc-elements development' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // Safari refuses certificates that are valid for longer than 825 days, and those without this usage.
    notAfterDate: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  const fresh = { key: made.private, cert: made.cert };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}

function read(): Certificate | undefined {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Certificate;
  } catch {
    return undefined;
  }
}

function covers({ cert }: Certificate, names: readonly string[], addresses: readonly string[]): boolean {
  const x509 = new X509Certificate(cert);
  return (
    Date.parse(x509.validTo) > Date.now() + DAY_MS &&
    names.every((name) => x509.checkHost(name) !== undefined) &&
    addresses.every((address) => x509.checkIP(address) !== undefined)
  );
}
