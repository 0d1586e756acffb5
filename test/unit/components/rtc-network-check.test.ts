import { expect, fixture, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RtcErrorEvent, RtcNetworkCheck, RtcNetworkCheckEvent } from '../../../src/index.js';
import '../../../src/index.js';
import { ScriptedServer } from '../../support/scripted-server.js';
import { failure, nextEvent } from '../support/events.js';
import { holdGetUserMedia, stubGetUserMedia } from '../support/media.js';
import { appears, call, cleanUp, colorScheme, deep, exists, reached, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const RELAY = [{ urls: 'turn:localhost:4999?transport=tcp', username: 'u', credential: 'secret' }];

describe('<rtc-network-check>', () => {
  let media: { restore(): void };
  let server: ScriptedServer | undefined;

  beforeEach(() => {
    // Camera and microphone have tests of their own, and take their time.
    media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotFoundError')));
  });

  afterEach(async () => {
    media.restore();
    cleanUp();
    await server?.stop();
    server = undefined;
  });

  const element = (attributes = ''): Promise<RtcNetworkCheck> =>
    fixture<RtcNetworkCheck>(`<rtc-network-check ${attributes}></rtc-network-check>`);

  const ended = (target: EventTarget): Promise<RtcNetworkCheckEvent> =>
    oneEvent(target, 'rtc-network-check') as unknown as Promise<RtcNetworkCheckEvent>;

  /** Plays a server that measures this type, by what it says of it. */
  async function measuring(measurement: object): Promise<string> {
    server = await ScriptedServer.start();
    void (async (): Promise<void> => {
      const connection = await server.connection();
      for (let i = 0; i < 5; i += 1)
        connection.send({ type: 'pong', re: (await connection.next('ping')).id });
      const { id } = await connection.next('check');
      connection.send({ type: 'checking', re: id, iceServers: RELAY, probe: true });
      const [ufrag, pwd] = ['0123456789ab', '0123456789abcdef0123456789abcdef'];
      const candidate = 'candidate:0 1 udp 2130706431 127.0.0.1 4998 typ host';
      const { id: re } = await connection.next('probe');
      connection.send({ type: 'probing', re, ufrag, pwd, candidate });
      connection.send({ type: 'probe-result', ...measurement });
    })();
    return server.url;
  }

  const SYMMETRIC = {
    reached: true,
    mapping: 'address-and-port-dependent',
    filtering: 'address-and-port-dependent',
    addresses: 2,
    reflexive: '203.0.113.77:4321',
  };

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds before, during and after a check, and where none can be made (${scheme})`, async () => {
        colorScheme(scheme);
        const check = await element(`signaling="${await measuring(SYMMETRIC)}" room="r"`);
        await expect(check).to.be.accessible();
        const held = holdGetUserMedia();
        const result = check.start();
        await waitUntil(() => held.requests.length > 0, 'nothing is asked');
        await appears(check, '[part~=running]');
        await expect(check).to.be.accessible();
        held.restore();
        held.requests[0]!.refuse('NotFoundError');
        await result;
        await appears(check, '[part=matrix]');
        await expect(check).to.be.accessible();
        check.iceServers = '{';
        await failure(check.start());
        await appears(check, '[part=error]');
        await expect(check).to.be.accessible();
      });
    }

    it('keeps the focus on its button, and tells what it does', async () => {
      const check = await element();
      const held = holdGetUserMedia();
      deep(check, '[part~=start-button]').focus();
      await sendKeys({ press: 'Enter' });
      await appears(check, '[part~=cancel-button]');
      expect(check.shadowRoot?.activeElement).to.equal(deep(check, '[part~=cancel-button]'));
      // Two steps begin together, and one of them waits for the person.
      await waitUntil(() => {
        const told = deep(check, '.hidden[role=status]').textContent;
        return told.includes('Allow camera and microphone') && told.includes('Signaling server: Running');
      }, 'not all is told');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => deep(check, '.hidden[role=status]').textContent === 'The check was cancelled');
      expect(check.shadowRoot?.activeElement).to.equal(deep(check, '[part~=start-button]'));
      expect(exists(check, '[part=verdict]')).to.equal(false);
      held.restore();
    });
  });

  describe('result', () => {
    it('names the type, marks its row, and says what to change', async () => {
      const check = await element(`signaling="${await measuring(SYMMETRIC)}" room="r"`);
      const told = ended(check);
      const result = await check.start();
      expect((await told).result).to.equal(result);
      expect(check.result).to.equal(result);
      expect(result.nat).to.equal('symmetric');
      await appears(check, '[part=matrix]');
      expect(deep(check, '[part=own-row] th').textContent).to.contain('Symmetric').and.to.contain('You');
      expect(deep(check, '[part=own-row]')).to.have.attribute('aria-current', 'true');
      const table = deep(check, '[part=matrix]');
      expect(table.querySelectorAll('tbody td')).to.have.length(49);
      expect(table.querySelectorAll('[part=own-row] .direct')).to.have.length(3);
      const verdict = deep(check, '[part=verdict]').textContent;
      expect(verdict)
        .to.contain('Symmetric NAT (对称型)')
        .and.to.contain('A relay is set up, and does not work');
      expect(deep(check, '[part~=steps]').textContent).to.contain('203.0.113.77:4321');
    });

    it('is copied without secrets and addresses', async () => {
      const copied: string[] = [];
      const { clipboard } = navigator;
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
      });
      const check = await element(`signaling="${await measuring(SYMMETRIC)}" room="r" token="hidden"`);
      await check.start();
      (await appears(check, '[part~=copy-button]')).click();
      const status = await appears(check, '.copied');
      await waitUntil(() => status.textContent === 'Result copied');
      expect(status).to.have.attribute('role', 'status');
      expect(status.offsetWidth).to.be.greaterThan(50);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      expect(copied[0]).to.contain('NAT type: OK').and.to.contain('203.0.x.x');
      expect(copied[0]).to.contain('Relay over TCP (TURN): Failed');
      for (const secret of ['secret', 'hidden', '113.77']) expect(copied[0]).not.to.contain(secret);
      const again = check.start();
      await waitUntil(() => status.textContent === '', 'it stays');
      check.cancel();
      await again;
    });

    it('speaks Chinese', async () => {
      const check = await element(
        `lang="zh" signaling="${await measuring({ ...SYMMETRIC, reached: false })}" room="r"`,
      );
      await check.start();
      await waitUntil(() => deep(check, 'h2').textContent === '检查你的连接');
      expect(deep(check, '[part=verdict]').textContent)
        .to.contain('UDP 不通')
        .and.to.contain('无法与任何人直连');
    });
  });

  describe('attributes', () => {
    it('start it, and give it ICE servers in place of those of the server', async () => {
      const told = ended(document);
      const check = await element(`autostart ice-servers='${JSON.stringify(RELAY)}'`);
      const { result } = await told;
      expect(result.steps.find(({ name }) => name === 'turn-tcp')).to.include({ reason: 'unreachable' });
      expect(check.result).to.equal(result);
    });

    it('start it again when it is inserted again', async () => {
      const held = holdGetUserMedia();
      const check = await element(`autostart ice-servers='${JSON.stringify(RELAY)}'`);
      const place = check.parentElement!;
      const isRunning = (): boolean => check.matches(':state(running)');
      await waitUntil(isRunning, 'it does not start');
      check.remove();
      await waitUntil(() => !isRunning(), 'it goes on');
      place.append(check);
      await waitUntil(isRunning, 'it does not start again');
      held.restore();
    });

    it('are those of the call that it belongs to, where it has none', async () => {
      const url = await measuring(SYMMETRIC);
      const outer = await fixture(
        `<div><rtc-call id="c" signaling="${url}" room="r"><p></p></rtc-call></div>`,
      );
      const check = document.createElement('rtc-network-check');
      check.for = 'c';
      outer.append(check);
      await check.updateComplete;
      expect((await check.start()).nat).to.equal('symmetric');
    });

    it('wait for the call that `for` names before it starts by itself', async () => {
      const url = await measuring(SYMMETRIC);
      const told = ended(document);
      const check = await element('autostart for="late"');
      expect(check.matches(':state(running)')).to.equal(false);
      await fixture(`<rtc-call id="late" signaling="${url}" room="r"><p></p></rtc-call>`);
      expect((await told).result.nat).to.equal('symmetric');
    });

    it('wait for the call around it before it starts by itself', async () => {
      const url = await measuring(SYMMETRIC);
      const src = new URL('../../../src/components/', import.meta.url).href;
      const frame = document.createElement('iframe');
      // In an app each element may be defined before the one around it.
      frame.srcdoc = `
        <rtc-call signaling="${url}" room="r"><rtc-network-check autostart></rtc-network-check></rtc-call>
        <script type="module">
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
          addEventListener('rtc-network-check', ({ result }) => parent.postMessage(result.nat, '*'));
          await import('${src}rtc-network-check/define.ts');
          await document.querySelector('rtc-network-check').updateComplete;
          await import('${src}rtc-call/define.ts');
        </script>`;
      const told = nextEvent<MessageEvent>(window, 'message', ({ source }) => source === frame.contentWindow);
      document.body.append(frame);
      expect((await told).data).to.equal('symmetric');
      frame.remove();
    });

    it('that cannot be read are an error', async () => {
      const check = await element(`ice-servers='[{"urls":1}]'`);
      const told = oneEvent(check, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      expect(await failure(check.start())).to.have.property('code', 'invalid-options');
      expect((await told).error.code).to.equal('invalid-options');
    });
  });

  describe('lifecycle', () => {
    it('is refused while a call of the page is going on', async () => {
      // No element shows it.
      const going = session();
      going.media.wanted = { camera: false, microphone: false };
      await going.join();
      const check = await element();
      expect(await failure(check.start())).to.have.property('code', 'call-in-progress');
      await going.leave();
      const held = holdGetUserMedia();
      const result = check.start();
      await waitUntil(() => held.requests.length > 0, 'nothing is asked');
      // In a shadow root, and later than the check.
      const place = await fixture('<div></div>');
      place.attachShadow({ mode: 'open' }).innerHTML =
        '<rtc-call signaling="broadcast:" room="begins" autojoin no-camera no-microphone></rtc-call>';
      expect((await result).cancelled).to.equal(true);
      held.restore();
      expect(await failure(check.start())).to.have.property('code', 'call-in-progress');
      expect((await appears(check, '[part=error]')).textContent).to.contain('Leave the call first');
    });

    it('ends when the element is removed, and not when it is moved', async () => {
      const held = holdGetUserMedia();
      const place = await fixture('<div></div>');
      const check = await element();
      const result = check.start();
      await waitUntil(() => held.requests.length > 0, 'nothing is asked');
      expect(check.start()).to.equal(result);
      place.append(check);
      // By then a check that was given up would have ended, and been rendered so.
      await nextFrame();
      await check.updateComplete;
      expect(exists(check, '[part~=cancel-button]')).to.equal(true);
      check.remove();
      expect((await result).cancelled).to.equal(true);
      held.restore();
    });
  });

  describe('in the default interface', () => {
    it('opens from the lobby; Back and Escape return there', async () => {
      const element = await call();
      const button = await appears(element, 'rtc-lobby', 'rtc-check-button', '[part~=check-button]');
      for (const close of [
        () => {
          deep(element, 'rtc-network-dialog', '[part~=back-button]').click();
          return Promise.resolve();
        },
        () => sendKeys({ press: 'Escape' }),
      ]) {
        button.focus();
        button.click();
        const check = await appears(element, 'rtc-network-dialog', 'dialog[open] rtc-network-check');
        await expect(check).to.be.accessible();
        expect(check).to.have.property('session', element.session);
        await close();
        await waitUntil(() => !exists(element, 'rtc-network-dialog'), 'it stays');
        await waitUntil(
          () => deep(element, 'rtc-lobby', 'rtc-check-button').shadowRoot?.activeElement === button,
          'the focus is lost',
        );
      }
    });

    it('stays modal where its call is moved, and goes with it', async () => {
      const element = await call();
      const place = await fixture('<div></div>');
      (await appears(element, 'rtc-lobby', 'rtc-check-button', '[part~=check-button]')).click();
      await appears(element, 'rtc-network-dialog', 'dialog[open] rtc-network-check');
      place.append(element);
      await waitUntil(
        () => deep(element, 'rtc-network-dialog', 'dialog').matches(':modal'),
        'it is not modal',
      );
      element.remove();
      await waitUntil(() => !exists(element, 'rtc-network-dialog'), 'it stays');
      place.append(element);
      await element.updateComplete;
      expect(element.shadowRoot?.querySelector('rtc-network-dialog')).to.equal(null);
    });

    it('closes when its call begins', async () => {
      const element = await call('no-camera no-microphone');
      (await appears(element, 'rtc-lobby', 'rtc-check-button', '[part~=check-button]')).click();
      await appears(element, 'rtc-network-dialog', 'dialog[open] rtc-network-check');
      await element.join();
      await waitUntil(() => !exists(element, 'rtc-network-dialog'), 'it stays');
    });

    it('opens after a failed connection, with parts that a page can style', async () => {
      const place = await fixture(
        '<div><style>rtc-call::part(heading) { color: rgb(1, 2, 3) }</style></div>',
      );
      const element = await call('no-camera no-microphone');
      element.signaling = 'ws://localhost:9/';
      await failure(element.join());
      await reached(element, 'failed');
      const button = await appears(element, 'rtc-check-button', '[part~=check-button]');
      await expect(element).to.be.accessible();
      button.click();
      const heading = await appears(element, 'rtc-network-dialog', 'rtc-network-check', '[part=heading]');
      expect(getComputedStyle(heading).color).to.equal('rgb(1, 2, 3)');
      place.remove();
    });
  });
});
