import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { requireProgram } from '../../scripts/programs.mjs';

const DAY_MS = 86_400_000;

/** A certificate authority of the lab alone, with one certificate for a server. */
export interface Authority {
  /** Files (PEM) of the certificate and its key, for a server. */
  readonly certificate: string;
  readonly key: string;
  /** Makes a database of NSS in this folder that trusts the authority, as Chromium and Firefox have one. */
  trustIn(folder: string): void;
}

/**
 * @param folder - For the files.
 * @param host - Name of the server that gets the certificate.
 */
export async function createAuthority(folder: string, host: string): Promise<Authority> {
  const notAfterDate = new Date(Date.now() + 2 * DAY_MS);
  const common = { keyType: 'ec', algorithm: 'sha256', notAfterDate } as const;
  const authority = await generate([{ name: 'commonName', value: 'rtc-elements lab' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: host }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  const files = { authority: 'authority.pem', certificate: 'turn.pem', key: 'turn-key.pem' };
  const path = (name: keyof typeof files): string => join(folder, files[name]);
  writeFileSync(path('authority'), authority.cert);
  writeFileSync(path('certificate'), server.cert);
  writeFileSync(path('key'), server.private, { mode: 0o600 });
  const certutil = requireProgram('certutil');
  return {
    certificate: path('certificate'),
    key: path('key'),
    trustIn(database) {
      mkdirSync(database, { recursive: true });
      execFileSync(certutil, ['-N', '-d', `sql:${database}`, '--empty-password']);
      const trusted = ['-A', '-n', 'rtc-elements lab', '-t', 'C,,', '-i', path('authority')];
      execFileSync(certutil, ['-d', `sql:${database}`, ...trusted]);
    },
  };
}
