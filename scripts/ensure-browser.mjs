import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where browsers of the Chromium family are found, by platform; bare names are looked up in PATH. */
const CHROMIUM = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: windowsPrograms(
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ),
};

const FIREFOX = {
  linux: ['firefox-esr', 'firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: windowsPrograms('Mozilla Firefox\\firefox.exe'),
};

/** Path of a Chromium: `CHROME_PATH`, else an installed one, else Debian's, which root has installed here and now. */
export async function ensureChromium() {
  const found = named('CHROME_PATH') ?? installed(CHROMIUM) ?? installOnDebian('chromium', CHROMIUM);
  if (found !== undefined) return found;
  console.error(
    [
      'No Chromium was found for the tests. Either',
      '  - install Chromium, Google Chrome or Microsoft Edge, or',
      '  - set CHROME_PATH to the executable of one, or',
      '  - on Debian, run this as root: it then installs the package "chromium" by itself.',
    ].join('\n'),
  );
  process.exit(1);
}

/**
 * Path of a Firefox: `FIREFOX_PATH`, else an installed one, else `undefined` with a message. In CI, where nobody reads
 * messages, it is installed or the tests fail.
 */
export async function ensureFirefox() {
  const found = named('FIREFOX_PATH') ?? installed(FIREFOX);
  if (found !== undefined) return found;
  if (process.env['CI']) {
    const path = installOnDebian('firefox-esr', FIREFOX);
    if (path !== undefined) return path;
    throw new Error('CI needs a Firefox: install one, or set FIREFOX_PATH.');
  }
  console.log('No Firefox was found, so nothing is tried with it. Install one, or set FIREFOX_PATH.');
  return undefined;
}

/** @param {string} variable */
function named(variable) {
  const path = process.env[variable];
  if (path === undefined || path === '') return undefined;
  if (existsSync(path)) return path;
  console.error(`${variable} is ${path}, but there is no such file.`);
  process.exit(1);
}

/** @param {Record<string, string[]>} candidates */
export function installed(candidates) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return (candidates[process.platform] ?? [])
    .flatMap((name) => (/[/\\]/.test(name) ? [name] : folders.map((folder) => join(folder, name))))
    .find((path) => existsSync(path));
}

/**
 * @param {string} name
 * @param {Record<string, string[]>} candidates
 */
export function installOnDebian(name, candidates) {
  const isDebian = existsSync('/etc/debian_version') && !/^ID=ubuntu$/m.test(osRelease());
  if (!isDebian || process.getuid?.() !== 0) return undefined;
  console.log(`Installing the Debian package ${name} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { status } = spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env });
    if (status !== 0) {
      console.error(`apt-get ${args[0]} failed: see above.`);
      return undefined;
    }
  }
  return installed(candidates);
}

// Ubuntu's package of that name only points to a snap, which does not run as root in a container.
function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

/** @param {string[]} paths */
function windowsPrograms(...paths) {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
    (name) => process.env[name] ?? '',
  );
  return folders.flatMap((folder) => paths.map((path) => `${folder}\\${path}`));
}
