import { installOnDebian, installed } from './ensure-browser.mjs';

/**
 * Path of a program that some tests need: an installed one, else that of the Debian package, which root has installed
 * here and now, else `undefined` with a message. In CI, where nobody reads messages, the tests fail.
 *
 * @param {string} name
 * @param {string} debianPackage
 */
export function ensureProgram(name, debianPackage = name) {
  // Not everybody has the folder of the servers in PATH.
  const candidates = { linux: [name, `/usr/sbin/${name}`], darwin: [name] };
  const found = installed(candidates) ?? installOnDebian(debianPackage, candidates);
  if (found !== undefined) return found;
  if (process.env['CI']) throw new Error(`CI needs ${name}: install ${debianPackage}.`);
  console.log(`${name} was not found, so nothing is tried with it. Install ${debianPackage}.`);
  return undefined;
}
