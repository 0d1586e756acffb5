import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { FIREFOX_PREFS } from './test/support/firefox-prefs.mjs';
import config from './web-test-runner.config.mjs';

/**
 * The same as for Chromium, in the Firefox of `FIREFOX_PATH`.
 *
 * @type {import('@web/test-runner').TestRunnerConfig}
 */
export default {
  ...config,
  browsers: [
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        executablePath: process.env['FIREFOX_PATH'],
        extraPrefsFirefox: FIREFOX_PREFS,
      },
    }),
  ],
};
