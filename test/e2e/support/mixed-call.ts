import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, launchFirefox } from '../../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../../support/production-server.js';
import { needs } from '../../support/needs.js';
import { startVirtualDisplay, type VirtualDisplay } from '../../support/virtual-display.js';
import { Person, type Colour } from './person.js';
import { pretendDevices, SCREEN, SECOND_CAMERA, SECOND_ID } from './pretend-devices.js';

type BrowserName = 'Chromium' | 'Firefox';

/** Without a sound card Firefox plays nothing, and measures nothing; its mock of one is for such machines. */
const PREFS = { 'media.cubeb.force_mock_context': true };

/** One Chromium, one Firefox and one server. Firefox has a display where there is Xvfb, and is headless elsewhere. */
export class MixedCall {
  server: ProductionServer;
  readonly browsers: Readonly<Record<BrowserName, Browser>>;
  readonly #display: VirtualDisplay | undefined;

  private constructor(
    server: ProductionServer,
    browsers: Record<BrowserName, Browser>,
    display: VirtualDisplay | undefined,
  ) {
    this.server = server;
    this.browsers = browsers;
    this.#display = display;
  }

  static async open(): Promise<MixedCall> {
    const display = needs('xvfb').skip ? undefined : await startVirtualDisplay();
    const headed = display && {
      headless: false,
      // Wayland would show the windows to the person at the machine.
      env: { ...process.env, DISPLAY: display.name, MOZ_ENABLE_WAYLAND: '0' },
    };
    const [server, Chromium, Firefox] = await Promise.all([
      // Firefox may need long to load a page again.
      startProductionServer('--grace', '60'),
      launchChromium(),
      launchFirefox({ ...headed, extraPrefsFirefox: PREFS }),
    ]);
    return new MixedCall(server, { Chromium, Firefox }, display);
  }

  /** Whether a screen that this browser shares is a real one; else it is pretended. */
  hasScreen(where: BrowserName): boolean {
    return where === 'Chromium' || this.#display !== undefined;
  }

  /** Somebody in the lobby of the call, in a window of their own: Firefox has no timers in a tab behind another one. */
  async person(where: BrowserName, name: string): Promise<Person> {
    const context = await this.browsers[where].createBrowserContext();
    const person = await Person.inWindow(context);
    await person.page.evaluateOnNewDocument(pretendDevices, {
      camera: SECOND_CAMERA,
      deviceId: SECOND_ID,
      screen: this.hasScreen(where) ? undefined : SCREEN,
    });
    await person.page.goto(`${this.server.url}?room=mixed&name=${name}`);
    return person;
  }

  async join(where: BrowserName, name: string): Promise<Person> {
    const person = await this.person(where, name);
    await person.click('Join call');
    await person.waitForState('in-call');
    return person;
  }

  /** A window of one colour, above all others on the screen of Firefox. */
  async poster(colour: Colour): Promise<Page> {
    const page = await this.browsers.Firefox.newPage({ type: 'window' });
    await page.evaluate((colour) => {
      document.documentElement.style.background = `rgb(${colour.join()})`;
    }, colour);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.browsers).map((browser) => browser.close()));
    await this.#display?.close();
    await this.server.stop();
  }
}
