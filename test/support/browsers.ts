import puppeteer from 'puppeteer-core';
import type { Browser, ConsoleMessage, LaunchOptions, Page } from 'puppeteer-core';
import { findProgram, requireChromium } from '../../scripts/programs.mjs';
import { CHROMIUM_ARGS } from './chromium-args.mjs';
import { FIREFOX_PREFS } from './firefox-prefs.mjs';

export interface ChromiumOptions extends LaunchOptions {
  /** Whether there are fake devices; otherwise there are those of the machine, mostly none. Default `true`. */
  readonly devices?: boolean;
}

/** Starts a headless Chromium with fake devices. One `createBrowserContext()` of it is one person. */
export async function launchChromium({ devices = true, ...options }: ChromiumOptions = {}): Promise<Browser> {
  const usual = CHROMIUM_ARGS.filter((arg) => devices || arg !== '--use-fake-device-for-media-stream');
  return puppeteer.launch({
    executablePath: requireChromium(),
    headless: true,
    ...options,
    args: [...usual, ...(options.args ?? [])],
  });
}

/** Starts a headless Firefox with fake devices; `undefined` where there is none. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Browser | undefined> {
  const executablePath = findProgram('firefox');
  if (executablePath === undefined) return undefined;
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    ...options,
    extraPrefsFirefox: {
      ...FIREFOX_PREFS,
      ...options.extraPrefsFirefox,
    },
  });
}

/** Collects what goes wrong in a page: errors on its console and errors that nobody caught. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url ?? 'no URL'})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}
