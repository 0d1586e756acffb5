import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { requireProgram } from './scripts/programs.mjs';
import { FIREFOX_PREFS } from './test/support/firefox-prefs.mjs';
import config from './web-test-runner.config.mjs';

/**
 * The same as for Chromium, in Firefox.
 *
 * @type {import('@web/test-runner').TestRunnerConfig}
 */
export default {
  ...config,
  concurrency: 1,
  browsers: [
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        executablePath: requireProgram('firefox'),
        extraPrefsFirefox: FIREFOX_PREFS,
      },
    }),
  ],
};
