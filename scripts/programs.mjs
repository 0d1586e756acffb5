import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A program that tests run, and where it comes from.
 *
 * @typedef {object} Program
 * @property {string} label - For messages.
 * @property {Record<string, string[]>} candidates - Paths by platform; bare names are looked up in PATH.
 * @property {string} debianPackage
 * @property {string} [variable] - An environment variable with a path, which comes before everything else.
 */

/** @satisfies {Record<string, Program>} */
const PROGRAMS = {
  chromium: {
    label: 'Chromium',
    variable: 'CHROME_PATH',
    debianPackage: 'chromium',
    candidates: {
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
    },
  },
  firefox: {
    label: 'Firefox',
    variable: 'FIREFOX_PATH',
    debianPackage: 'firefox-esr',
    candidates: {
      linux: ['firefox-esr', 'firefox'],
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: windowsPrograms('Mozilla Firefox\\firefox.exe'),
    },
  },
  webkit: { label: 'WebKitGTK', debianPackage: 'webkit2gtk-driver', candidates: debian('WebKitWebDriver') },
  xvfb: { label: 'Xvfb', debianPackage: 'xvfb', candidates: debian('Xvfb') },
  redis: { label: 'Redis', debianPackage: 'redis-server', candidates: anywhere('redis-server') },
  coturn: { label: 'coturn', debianPackage: 'coturn', candidates: anywhere('turnserver') },
  natDiscovery: {
    label: 'turnutils_natdiscovery',
    debianPackage: 'coturn',
    candidates: anywhere('turnutils_natdiscovery'),
  },
  stunClient: { label: 'stun', debianPackage: 'stun-client', candidates: debian('stun') },
  ip: { label: 'iproute2', debianPackage: 'iproute2', candidates: anywhere('ip') },
  nft: { label: 'nftables', debianPackage: 'nftables', candidates: anywhere('nft') },
  certutil: { label: 'certutil of NSS', debianPackage: 'libnss3-tools', candidates: debian('certutil') },
  ffmpeg: { label: 'FFmpeg', debianPackage: 'ffmpeg', candidates: anywhere('ffmpeg') },
  nginx: { label: 'nginx', debianPackage: 'nginx', candidates: anywhere('nginx') },
  caddy: { label: 'Caddy', debianPackage: 'caddy', candidates: anywhere('caddy') },
  systemd: { label: 'systemd-analyze', debianPackage: 'systemd', candidates: debian('systemd-analyze') },
};

/** @typedef {keyof typeof PROGRAMS} ProgramName */

/**
 * Path of a program that tests run: of its environment variable, else an installed one, else that of the Debian
 * package, which root has installed here and now, else `undefined`.
 *
 * @param {ProgramName} name
 * @throws {Error} In CI, where nobody reads what was left out.
 */
export function findProgram(name) {
  /** @type {Program} */
  const program = PROGRAMS[name];
  const found = named(program) ?? installed(program) ?? installOnDebian(program);
  if (found === undefined && process.env['CI']) throw new Error(`CI needs ${howToGet(name)}`);
  return found;
}

/**
 * Tells a person how to get a program.
 *
 * @param {ProgramName} name
 */
export function howToGet(name) {
  /** @type {Program} */
  const { label, variable, debianPackage } = PROGRAMS[name];
  const byPath = variable === undefined ? '' : `, or set ${variable} to the path of one`;
  return `${label}: install it (Debian's package: ${debianPackage})${byPath}.`;
}

/**
 * Path of a program without which nothing goes on.
 *
 * @param {ProgramName} name
 * @throws {Error} If there is none; the message tells how to get it.
 */
export function requireProgram(name) {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`The tests need ${howToGet(name)}`);
  return path;
}

/** @param {Program} program */
function named({ variable }) {
  const path = variable === undefined ? undefined : process.env[variable];
  if (path === undefined || path === '') return undefined;
  if (!existsSync(path)) throw new Error(`${variable} is ${path}, but there is no such file.`);
  return path;
}

/** @param {Program} program */
function installed({ candidates }) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return (candidates[process.platform] ?? [])
    .flatMap((name) => (/[/\\]/.test(name) ? [name] : folders.map((folder) => join(folder, name))))
    .find((path) => existsSync(path));
}

/** @param {Program} program */
function installOnDebian(program) {
  const isDebian = existsSync('/etc/debian_version') && !/^ID=ubuntu$/m.test(osRelease());
  if (!isDebian || process.getuid?.() !== 0) return undefined;
  console.log(`Installing the Debian package ${program.debianPackage} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', program.debianPackage]]) {
    const { status } = spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env });
    if (status !== 0) {
      console.error(`apt-get ${args[0]} failed: see above.`);
      return undefined;
    }
  }
  return installed(program);
}

// Ubuntu's packages of browsers only point to snaps, which do not run as root in a container.
function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

/** @param {string} name */
function debian(name) {
  return { linux: [name] };
}

/**
 * Not everybody has the folder of the servers in PATH.
 *
 * @param {string} name
 */
function anywhere(name) {
  return { linux: [name, `/usr/sbin/${name}`], darwin: [name] };
}

/** @param {string[]} paths */
function windowsPrograms(...paths) {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
    (name) => process.env[name] ?? '',
  );
  return folders.flatMap((folder) => paths.map((path) => `${folder}\\${path}`));
}
