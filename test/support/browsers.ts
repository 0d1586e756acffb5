import puppeteer from 'puppeteer-core';
import type { Browser, ConsoleMessage, LaunchOptions, Page } from 'puppeteer-core';
import { requireProgram } from '../../scripts/programs.mjs';
import { CHROMIUM_ARGS, fakeDevices } from './chromium-args.mjs';
import { CAMERA_RATE } from './fake-camera.mjs';
import { FIREFOX_PREFS } from './firefox-prefs.mjs';
import { needs } from './needs.js';

export interface ChromiumOptions extends LaunchOptions {
  /** Whether there are fake devices; otherwise there are those of the machine, mostly none. Default `true`. */
  readonly devices?: boolean;
  /** Of the fake camera, in pictures a second. Default {@link CAMERA_RATE}. */
  readonly cameraRate?: number;
}

/** Time for a browser to start, in ms: a machine that is busy is slow. */
const START_TIMEOUT = 120_000;

/** Starts a headless Chromium with fake devices. One `createBrowserContext()` of it is one person. */
export async function launchChromium({
  devices = true,
  cameraRate = CAMERA_RATE,
  ...options
}: ChromiumOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    executablePath: requireProgram('chromium'),
    headless: true,
    timeout: START_TIMEOUT,
    ...options,
    args: [...CHROMIUM_ARGS, ...(devices ? [fakeDevices(cameraRate)] : []), ...(options.args ?? [])],
  });
}

/** Starts a headless Firefox with fake devices. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: requireProgram('firefox'),
    headless: true,
    timeout: START_TIMEOUT,
    ...options,
    extraPrefsFirefox: {
      ...FIREFOX_PREFS,
      ...options.extraPrefsFirefox,
    },
  });
}

/** The function that launches each browser; `needs` skips tests where it is missing. */
export const BROWSERS = {
  Chromium: { launch: launchChromium, needs: needs('chromium') },
  Firefox: { launch: launchFirefox, needs: needs('firefox') },
} as const;

export type BrowserName = keyof typeof BROWSERS;

export const BROWSER_NAMES = Object.keys(BROWSERS) as BrowserName[];

/** Collects what goes wrong in a page: errors on its console and errors that nobody caught. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url ?? 'no URL'})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}
