import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CallSession } from '../../../src/core/index.js';
import { exportInspection, linesOf, type Inspection } from '../../../src/core/features/inspect/index.js';
import { StatsFeed } from '../../../src/core/call/stats-feed.js';
import type { RtcInspector } from '../../../src/index.js';
import '../../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, cleanUp, colorScheme, deep, exists, freshRoom, joined } from './support.js';

const TABS = ['timeline', 'descriptions', 'candidates', 'plots', 'verification'] as const;
type Tab = (typeof TABS)[number];

const SECRETS = { username: 'user-of-the-relay', credential: 'credential-of-the-relay', token: 'a-token' };
const OPTIONS = {
  token: SECRETS.token,
  iceServers: [{ urls: 'turn:127.0.0.1:40009', username: SECRETS.username, credential: SECRETS.credential }],
};

const all = (element: Element, view: string, selector: string): HTMLElement[] => [
  ...(deep(element, view).shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];

const textsOf = (element: Element, view: string, selector: string): string[] =>
  all(element, view, selector).map(({ textContent }) => textContent.trim());

/** Of the tab that is chosen. */
const panel = (element: Element): HTMLElement => deep(element, '[role=tabpanel]:not([hidden])');

const updated = (element: Element, view: string): Promise<boolean> =>
  (deep(element, view) as HTMLElement & { readonly updateComplete: Promise<boolean> }).updateComplete;

async function choose(element: RtcInspector, tab: Tab): Promise<void> {
  deep(element, `#tab-${tab}`).click();
  await appears(element, `rtc-inspector-${tab}`);
  await waitUntil(() => deep(element, `rtc-inspector-${tab}`).shadowRoot?.hasChildNodes(), `no ${tab}`);
}

/** As if the person had chosen this file. */
function chooseFile(element: RtcInspector, content: BlobPart): void {
  const input = deep(element, 'input[type=file]') as HTMLInputElement;
  const chosen = new DataTransfer();
  chosen.items.add(new File([content], 'connections.json'));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
}

/** The text of the file that is saved by `save`. */
async function saved(save: () => void): Promise<string> {
  const make = URL.createObjectURL.bind(URL);
  const blobs: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => {
    blobs.push(blob);
    return make(blob);
  };
  // The runner has no place for downloads.
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = () => undefined;
  try {
    save();
  } finally {
    URL.createObjectURL = make;
    HTMLAnchorElement.prototype.click = click;
  }
  return (await blobs[0]?.text()) ?? '';
}

describe('<rtc-inspector>', () => {
  let ann: CallSession;
  let bob: CallSession;

  afterEach(cleanUp);

  const empty = (): Promise<RtcInspector> =>
    fixture<RtcInspector>('<rtc-inspector style="width: 26rem; height: 40rem"></rtc-inspector>');

  /** Ann's connections, looked into once she and Bob see each other. */
  async function opened(): Promise<RtcInspector> {
    const room = freshRoom();
    ann = await joined({ ...OPTIONS, room, name: 'Ann' });
    bob = await joined({ ...OPTIONS, room, name: 'Bob' });
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'not connected');
    const element = await empty();
    element.session = ann;
    await waitUntil(() => exists(element, 'rtc-inspector-timeline'), 'nothing is shown');
    return element;
  }

  const connection = (): RTCPeerConnection => ann.getPeer(bob.self.id)!.connection!;

  /** The descriptions as the browser has them, without what it adds to them later and without passwords. */
  const described = (sdp = ''): string[] =>
    linesOf(sdp)
      .filter((line) => !/^(a=(candidate|end-of-candidates|rtcp:)|[cm]=)/.test(line))
      .map((line) => line.replace(/^a=ice-pwd:.*/, 'a=ice-pwd:…'))
      .toSorted();

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds in every tab (${scheme})`, async () => {
        colorScheme(scheme);
        await expect(await empty()).to.be.accessible();
        const element = await opened();
        for (const tab of TABS) {
          await choose(element, tab);
          await expect(element).to.be.accessible();
        }
        chooseFile(element, 'no inspection');
        await appears(element, '.problem');
        await expect(element).to.be.accessible();
      });
    }

    it('is used by keyboard', async () => {
      const element = await opened();
      element.focus();
      const tab = (): string | null | undefined =>
        element.shadowRoot?.activeElement?.getAttribute('id')?.replace('tab-', '');
      expect(tab()).to.equal('timeline');
      for (const [press, expected] of [
        ['ArrowRight', 'descriptions'],
        ['End', 'verification'],
        ['ArrowRight', 'timeline'],
        ['ArrowLeft', 'verification'],
        ['Home', 'timeline'],
      ] as const) {
        await sendKeys({ press });
        await element.updateComplete;
        expect(tab()).to.equal(expected);
        expect(panel(element).id).to.equal(`panel-${expected}`);
      }
      // The panel is the next stop, and the filters of the timeline come then.
      await sendKeys({ press: 'Tab' });
      expect(element.shadowRoot?.activeElement).to.equal(panel(element));
      await sendKeys({ press: 'Tab' });
      const before = textsOf(element, 'rtc-inspector-timeline', 'li.descriptions').length;
      expect(before).to.be.greaterThan(1);
      await sendKeys({ press: ' ' });
      await waitUntil(
        () => all(element, 'rtc-inspector-timeline', 'li.descriptions').length === 0,
        'not filtered',
      );
      expect(all(element, 'rtc-inspector-timeline', 'li.states')).not.to.be.empty;
    });
  });

  it('shows the first offer although it is opened late, as the browser has it', async () => {
    const element = await opened();
    const [first] = textsOf(element, 'rtc-inspector-timeline', 'li.descriptions .text');
    const offers = connection().localDescription?.type === 'offer';
    expect(first).to.equal(offers ? 'Offer sent' : 'Offer received');
    expect(textsOf(element, 'rtc-inspector-timeline', 'li.good .text')).to.include('Connection: connected');

    await choose(element, 'descriptions');
    const [shown] = all(element, 'rtc-inspector-descriptions', 'select') as HTMLSelectElement[];
    expect(shown!.options[0]?.text).to.contain(first);
    const sides = offers ? (['local', 'remote'] as const) : (['remote', 'local'] as const);
    for (const [i, side] of sides.entries()) {
      shown!.value = shown!.options[i]!.value;
      shown!.dispatchEvent(new Event('change'));
      await updated(element, 'rtc-inspector-descriptions');
      const lines = textsOf(element, 'rtc-inspector-descriptions', 'li > code').join('\n');
      expect(described(lines), side).to.deep.equal(described(connection()[`${side}Description`]?.sdp));
      const explained = textsOf(element, 'rtc-inspector-descriptions', '.explanation');
      expect(explained.every((text) => text.length > 3)).to.equal(true);
    }
  });

  it('compares two descriptions', async () => {
    const element = await opened();
    await choose(element, 'descriptions');
    const [, other] = all(element, 'rtc-inspector-descriptions', 'select') as HTMLSelectElement[];
    const compare = async (i: number): Promise<void> => {
      other!.value = other!.options[i]!.value;
      other!.dispatchEvent(new Event('change'));
      await updated(element, 'rtc-inspector-descriptions');
    };
    await compare(2);
    expect(textsOf(element, 'rtc-inspector-descriptions', '.removed code')).to.include('a=setup:actpass');
    expect(textsOf(element, 'rtc-inspector-descriptions', '.added code')).to.include('a=setup:active');
    await compare(1);
    expect(exists(element, 'rtc-inspector-descriptions', '.diff')).to.equal(false);
    expect(deep(element, 'rtc-inspector-descriptions').shadowRoot?.textContent).to.contain(
      'Both are the same.',
    );
  });

  /** Statistics of both candidates of the selected pair, the own one first. */
  async function selectedEnds(): Promise<Record<string, unknown>[]> {
    const report = new Map<string, Record<string, unknown>>();
    (await connection().getStats()).forEach((entry: { id: string } & Record<string, unknown>) =>
      report.set(entry.id, entry),
    );
    const transport = [...report.values()].find(({ type }) => type === 'transport');
    const chosen = report.get(String(transport?.['selectedCandidatePairId'])) ?? {};
    return ['localCandidateId', 'remoteCandidateId'].map((id) => report.get(String(chosen[id])) ?? {});
  }

  it('shows the selected pair that the statistics tell, with addresses once they are asked for', async () => {
    const element = await opened();
    await choose(element, 'candidates');
    await appears(element, 'rtc-inspector-candidates', 'li.selected');
    const shows = (text: string): boolean =>
      deep(element, 'rtc-inspector-candidates', 'li.selected').textContent.includes(text);
    // The browser may still change to a better pair, and the panel sees it at its next look.
    let ends: readonly Record<string, unknown>[] = [];
    const isShown = async (): Promise<boolean> => {
      ends = await selectedEnds();
      return ends.every(
        ({ candidateType, port }) => shows(`${String(candidateType)} udp`) && shows(`:${String(port)}`),
      );
    };
    await waitUntil(isShown, 'another pair is shown');
    expect(deep(element, 'rtc-inspector-candidates').shadowRoot?.textContent)
      .to.contain('turn:127.0.0.1:40009')
      .and.to.contain('with credentials (not shown)')
      .and.not.to.contain(SECRETS.username);

    const isAddress = ({ address }: Record<string, unknown>): boolean => /^[\d.]+$|:/.test(String(address));
    const addresses = ends.filter(isAddress).map(({ address }) => String(address));
    for (const address of addresses) expect(shows(address), address).to.equal(false);
    deep(element, '.addresses > input').click();
    const areAddressesShown = async (): Promise<boolean> =>
      (await selectedEnds()).filter(isAddress).every(({ address }) => shows(String(address)));
    await waitUntil(areAddressesShown, 'no addresses');
  });

  it('reads statistics while it is seen, once for all that look, and none while it is not', async () => {
    const element = await opened();
    let reads = 0;
    let told = 0;
    const getStats = ann.getStats.bind(ann);
    ann.getStats = () => {
      reads += 1;
      return getStats();
    };
    const following = new AbortController();
    StatsFeed.of(ann).addEventListener('stats', () => (told += 1), following);
    (await empty()).session = ann;
    await choose(element, 'plots');
    await waitUntil(() => told >= 3, 'nothing is read');
    // One may have been under way at the beginning, and one at the end.
    expect(reads - told).to.be.within(-1, 1);
    following.abort();
    const [hidden, removed] = document.querySelectorAll('rtc-inspector');
    hidden!.hidden = true;
    removed!.remove();
    // A change of display is seen in the next frame, and a reading then was begun before.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    reads = 0;
    const since = performance.now();
    await waitUntil(() => performance.now() > since + 1500, 'no time passes');
    expect(reads).to.equal(0);
  });

  it('saves what it shows without a secret, and shows it without a call', async () => {
    const element = await opened();
    await choose(element, 'candidates');
    await appears(element, 'rtc-inspector-candidates', 'li.selected');
    await choose(element, 'timeline');
    const texts = textsOf(element, 'rtc-inspector-timeline', '.text');
    const keys = [connection().localDescription, connection().remoteDescription].flatMap((one) =>
      [...(one?.sdp ?? '').matchAll(/^a=ice-pwd:(\S+)/gm)].map(([, key]) => key!),
    );
    const file = await saved(() => deep(element, '[part~=export-button]').click());
    expect(keys).not.to.be.empty;
    for (const secret of [...Object.values(SECRETS), ...keys, 'ice-pwd']) {
      expect(file.includes(secret), secret).to.equal(false);
    }
    ann.dispose();

    const late = await empty();
    expect(panel(late).textContent).to.contain('Nobody else is here yet.');
    chooseFile(late, file);
    await appears(late, 'rtc-inspector-timeline', 'li');
    expect(textsOf(late, 'rtc-inspector-timeline', '.text')).to.include.members(texts);
    expect((deep(late, 'select') as HTMLSelectElement).selectedOptions[0]?.text.trim()).to.equal(
      '\u2068Bob\u2069',
    );
    await choose(late, 'candidates');
    expect(exists(late, 'rtc-inspector-candidates', 'li.selected')).to.equal(true);
    await choose(late, 'plots');
    deep(late, '#tab-verification').click();
    await waitUntil(() => panel(late).textContent.includes('not in a file'), 'no words about it');
    deep(late, '.file button').click();
    await waitUntil(() => !exists(late, '.file'), 'the file is still open');
    expect(panel(late).textContent).to.contain('Nobody else is here yet.');
  });

  const nobody: Inspection = { createdAt: 1, userAgent: '', addresses: false, participants: [] };
  const newer = { ...(JSON.parse(exportInspection(nobody)) as object), version: 2 };
  const REFUSED: Readonly<Record<string, [content: BlobPart, message: string]>> = {
    'another file': ['{"log":{}}', 'no file of an inspector'],
    'one of a newer version': [JSON.stringify(newer), 'A newer version'],
    'one of 50 MB': [new Uint8Array(50 * 1024 * 1024), 'larger than 16 MB'],
  };
  it('refuses files with a message, and goes on with the call', async () => {
    const element = await opened();
    for (const [what, [content, message]] of Object.entries(REFUSED)) {
      chooseFile(element, content);
      await waitUntil(
        () => deep(element, '[role=alert]').textContent.includes(message),
        `${what}: no message`,
      );
      expect(exists(element, '.file'), what).to.equal(false);
      expect(textsOf(element, 'rtc-inspector-timeline', 'li'), what).not.to.be.empty;
    }
    chooseFile(element, exportInspection(nobody));
    await appears(element, '.file');
    expect(deep(element, '[role=alert]').textContent.trim()).to.equal('');
  });
});
