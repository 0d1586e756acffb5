import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { requireProgram } from '../../scripts/programs.mjs';
import { CHROMIUM_ARGS, fakeDevices } from './chromium-args.mjs';
import { CAMERA_RATE } from './fake-camera.mjs';

/**
 * Runs test files in several Chromiums at a time, each with one page: pages of one share the focus and the fake camera.
 *
 * @param {{ browsers: number }} options
 */
export function chromiumLauncher({ browsers }) {
  const launchOptions = {
    executablePath: requireProgram('chromium'),
    headless: true,
    // No test goes back, and a page that is kept for that costs as much as the tests themselves.
    args: [...CHROMIUM_ARGS, fakeDevices(CAMERA_RATE), '--disable-back-forward-cache'],
  };
  /** @type {import('puppeteer-core').Browser[]} */
  const others = [];
  let pages = 0;
  const launcher = chromeLauncher({
    launchOptions,
    concurrency: browsers,
    async createPage({ context }) {
      pages += 1;
      if (pages === 1) return context.newPage();
      const browser = await puppeteer.launch(launchOptions);
      others.push(browser);
      return browser.newPage();
    },
  });
  const stop = launcher.stop.bind(launcher);
  launcher.stop = async () => {
    await Promise.all([stop(), ...others.map((browser) => browser.close())]);
  };
  return launcher;
}
