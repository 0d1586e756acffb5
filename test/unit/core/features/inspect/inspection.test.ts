import { expect } from '@open-wc/testing';
import { CallSession, type CallSessionOptions } from '../../../../../src/core/index.js';
import {
  exportInspection,
  importInspection,
  inspectCall,
  linesOf,
  Sampler,
  type InspectedParticipant,
  type Inspection,
} from '../../../../../src/core/features/inspect/index.js';
import { StatsFeed } from '../../../../../src/core/call/stats-feed.js';
import { waitUntil } from '../../../support/wait-until.js';

const SECRETS = {
  username: '1999999999:user-of-the-relay',
  credential: 'credential-of-the-relay',
  token: 'token-of-the-page',
};
const ICE_SERVERS = [
  { urls: ['turn:127.0.0.1:40009'], username: SECRETS.username, credential: SECRETS.credential },
  { urls: 'stun:127.0.0.1:40009' },
];

type Entry = Record<string, unknown> & { id: string; type: string; timestamp: number };

describe('the inspection of a call', () => {
  let ann: CallSession;
  let bob: CallSession;
  let watching: AbortController;

  beforeEach(async () => {
    const options: CallSessionOptions = {
      signaling: 'broadcast:',
      room: `inspection ${String(Math.random())}`,
      iceServers: ICE_SERVERS,
      token: SECRETS.token,
    };
    watching = new AbortController();
    [ann, bob] = [new CallSession({ ...options, name: 'Ann' }), new CallSession({ ...options, name: 'Bob' })];
    await Promise.all([ann.join(), bob.join()]);
    await waitUntil(
      () => [ann, bob].every(({ participants: [other] }) => other?.connectionState === 'connected'),
      'not connected',
    );
  });

  afterEach(() => {
    watching.abort();
    ann.dispose();
    bob.dispose();
  });

  const connection = (at: CallSession, to: CallSession): RTCPeerConnection =>
    at.getPeer(to.self.id)!.connection!;

  const watch = (): Sampler => {
    const sampler = Sampler.of(ann);
    sampler.watch(() => undefined, watching);
    return sampler;
  };

  const inspected = (options?: Parameters<typeof inspectCall>[1]): InspectedParticipant =>
    inspectCall(ann, options).participants[0]!;

  /** Waits until the sampler has read both directions of the camera twice, a picture has come, and a path is in use. */
  async function sampled(): Promise<Sampler> {
    const sampler = watch();
    const isComplete = (): boolean => {
      const [first] = inspected().pairs;
      const { streams = [], roundTripTime } = sampler.samples(bob.self.id).at(-1) ?? {};
      const hasPicture = streams.some(
        ({ way, width = 0, bitrate }) => way === 'received' && width > 0 && bitrate !== undefined,
      );
      const sends = streams.some(({ way, bitrate = 0 }) => way === 'sent' && bitrate > 0);
      return first?.reason === 'selected' && hasPicture && sends && roundTripTime !== undefined;
    };
    await waitUntil(() => sampler.samples(bob.self.id).length > 2 && isComplete(), 'nothing is sampled');
    return sampler;
  }

  it('shows the descriptions as they are, but for their keys', () => {
    const { records } = inspected({ addresses: true, inPlaceOfKeys: '…' });
    for (const [type, description] of [
      ['sent', connection(ann, bob).localDescription],
      ['received', connection(ann, bob).remoteDescription],
    ] as const) {
      const sdp = records.flatMap((record) =>
        record.type === type && record.signal.kind === 'description' ? [record.signal.description.sdp] : [],
      );
      // The browser adds candidates to the descriptions later.
      const stable = (text: string): string[] =>
        linesOf(text).filter((line) => !/^(a=(candidate|end-of-candidates|rtcp:)|[cm]=)/.test(line));
      const expected = stable(description?.sdp.replace(/^a=ice-pwd:.*$/gm, 'a=ice-pwd:…') ?? '');
      expect(stable(sdp.at(-1) ?? '').toSorted(), type).to.deep.equal(expected.toSorted());
      expect(expected.filter((line) => line === 'a=ice-pwd:…')).not.to.be.empty;
    }
  });

  it('shows the candidates, pairs and numbers that the statistics tell', async () => {
    const read: Map<string, Entry>[] = [];
    StatsFeed.of(ann).addEventListener(
      'stats',
      ({ stats }) => {
        const entries = new Map<string, Entry>();
        stats.participants.get(bob.self.id)?.forEach((entry: Entry) => entries.set(entry.id, entry));
        read.push(entries);
      },
      watching,
    );
    const sampler = await sampled();
    const [before, now] = read.slice(-2) as [Map<string, Entry>, Map<string, Entry>];
    const sample = sampler.samples(bob.self.id).at(-1)!;
    const { candidates, pairs } = inspected({ addresses: true });
    const ofType = (type: string): Entry[] => [...now.values()].filter((entry) => entry.type === type);

    for (const side of ['local', 'remote'] as const) {
      const shown = candidates.filter((candidate) => candidate.side === side);
      expect(shown.map(({ id, priority, port }) => ({ id, priority, port }))).to.deep.equal(
        ofType(`${side}-candidate`).map(({ id, priority, port }) => ({ id, priority, port })),
      );
    }
    expect(pairs.map(({ id }) => id).toSorted()).to.deep.equal(
      ofType('candidate-pair')
        .map(({ id }) => id)
        .toSorted(),
    );
    const [selected, ...others] = pairs;
    const chosen = ofType('transport')[0]?.['selectedCandidatePairId'];
    expect(now.get(selected!.id)).to.include(chosen === undefined ? { selected: true } : { id: chosen });
    expect(selected?.state).to.equal('succeeded');
    for (const { reason } of others) expect(reason).not.to.equal('selected');

    const video = ofType('inbound-rtp').find(({ frameWidth }) => Number(frameWidth) > 0)!;
    const earlier = before.get(video.id)!;
    const bits = 8 * (Number(video['bytesReceived']) - Number(earlier['bytesReceived']));
    const stream = sample.streams.find(({ way, source }) => way === 'received' && source === 'camera')!;
    expect(stream.width).to.equal(video['frameWidth']);
    expect(stream.height).to.equal(video['frameHeight']);
    expect(stream.bitrate).to.be.closeTo((bits * 1000) / (video.timestamp - earlier.timestamp), 0.001);
    expect(stream.codec).to.include('video/');
    expect(sample.streams.some(({ way, bitrate }) => way === 'sent' && Number(bitrate) > 0)).to.equal(true);
    expect(sample.roundTripTime).to.be.within(0, 10_000);
  });

  it('is exported without a key, a credential or a token, and with addresses only when asked', async () => {
    const keys = (): string[] =>
      [ann, bob].flatMap(({ participants: [other] }, i) => {
        const { localDescription } = connection([ann, bob][i]!, other!.id === bob.self.id ? bob : ann);
        return [...(localDescription?.sdp ?? '').matchAll(/^a=ice-pwd:(\S+)/gm)].map(([, key]) => key!);
      });
    const before = keys();
    const old = connection(ann, bob).localDescription?.sdp;
    ann.retry(bob.self.id);
    await waitUntil(() => connection(ann, bob).localDescription?.sdp !== old, 'no restart');
    await waitUntil(() => keys().every((key) => !before.includes(key)), 'the keys are the same');
    await sampled();

    const hidden = exportInspection(inspectCall(ann));
    const open = exportInspection(inspectCall(ann, { addresses: true }));
    expect(keys()).not.to.be.empty;
    for (const secret of [...Object.values(SECRETS), ...before, ...keys(), 'ice-pwd']) {
      expect(hidden.includes(secret), secret).to.equal(false);
      expect(open.includes(secret), secret).to.equal(false);
    }
    const addresses = inspected({ addresses: true })
      .candidates.map(({ address }) => address)
      // Browsers hide some themselves: `….local`, `(redacted)` or nothing.
      .filter((address) => /^[\d.]+$|:/.test(address) && !/^(127|::1)/.test(address));
    for (const address of addresses) {
      expect(hidden.includes(address), address).to.equal(false);
      expect(open.includes(address), address).to.equal(true);
    }
    expect(hidden.includes('turn:127.0.0.1:40009')).to.equal(true);
    expect(inspected().configuration.iceServers.map(({ hasCredential }) => hasCredential)).to.deep.equal([
      true,
      false,
    ]);
  });

  it('is the same after an export and an import', async () => {
    await sampled();
    const inspection = inspectCall(ann);
    watching.abort();
    const result = await importInspection(new Blob([exportInspection(inspection)]));
    expect(result).to.deep.equal({ ok: true, inspection: JSON.parse(JSON.stringify(inspection)) as unknown });
  });

  it('reads nothing while nobody watches, and once for all who do', async () => {
    const feed = StatsFeed.of(ann);
    let reads = 0;
    let others = 0;
    const getStats = ann.getStats.bind(ann);
    ann.getStats = () => {
      reads += 1;
      return getStats();
    };
    const sampler = Sampler.of(ann);
    const following = new AbortController();
    sampler.follow(following);
    const since = performance.now();
    await waitUntil(() => performance.now() > since + 1500, 'no time passes');
    expect(reads).to.equal(0);
    // A reading by somebody else is kept.
    await feed.read();
    expect(sampler.samples(bob.self.id)).to.have.length(1);
    feed.addEventListener('stats', () => (others += 1), watching);
    reads = 0;
    let told = 0;
    for (let i = 0; i < 3; i += 1) sampler.watch(() => (told += 1), watching);
    // One that is under way is not counted yet.
    await waitUntil(() => others >= 2 && reads === others, 'nothing is read, or too much');
    expect(told).to.equal(3 * others);
    watching.abort();
    following.abort();
    reads = 0;
    expect(sampler.samples(bob.self.id)).to.have.length(0);
  });
});

describe('importInspection', () => {
  const inspection: Inspection = { createdAt: 1, userAgent: 'x', addresses: false, participants: [] };
  const good = JSON.parse(exportInspection(inspection)) as Record<string, unknown>;
  const participant = {
    ...{ id: 'a', name: '', state: 'connected', candidates: [], pairs: [], servers: [], samples: [] },
    configuration: { iceServers: [], iceTransportPolicy: 'all', bundlePolicy: 'balanced' },
  };
  const signal = { kind: 'candidate', epoch: 1, offerId: 1, ufrag: 'x', candidate: null };
  const withRecords = (...records: unknown[]): unknown => ({
    ...good,
    participants: [{ ...participant, records }],
  });
  const blob = (value: unknown): Blob =>
    new Blob([typeof value === 'string' ? value : JSON.stringify(value)]);

  it('takes every kind of record', async () => {
    const at = { at: 1, epoch: 1 };
    const records = [
      { ...at, type: 'sent', signal },
      { ...at, type: 'received', signal: { kind: 'renew', epoch: 1 } },
      { ...at, type: 'dtls', state: 'connected' },
      { ...at, type: 'candidateError', url: 'turn:x', code: 701, text: '' },
      { ...at, type: 'restart' },
      { ...at, type: 'sending', source: 'camera', on: true },
      { ...at, type: 'receiving', source: 'screen-audio' },
      { ...at, type: 'quality', grade: 'poor' },
    ];
    const result = await importInspection(blob(withRecords(...records)));
    expect(result.ok && result.inspection.participants[0]?.records).to.deep.equal(records);
  });

  const REFUSED: Record<string, [content: unknown, problem: string]> = {
    'a text': ['hello', 'not-an-inspection'],
    'another JSON': [{ log: { version: '1.2' } }, 'not-an-inspection'],
    null: ['null', 'not-an-inspection'],
    'no version': [{ ...good, version: undefined }, 'not-an-inspection'],
    'a newer one': [{ ...good, version: 2, participants: 'other' }, 'newer-version'],
    'wrong fields': [{ ...good, participants: [{ id: 1 }] }, 'not-an-inspection'],
    'an unknown record': [withRecords({ at: 1, epoch: 1, type: 'constructor' }), 'not-an-inspection'],
    'a wrong signal': [
      withRecords({ at: 1, epoch: 1, type: 'sent', signal: { ...signal, ufrag: 5 } }),
      'not-an-inspection',
    ],
    'a number without end': [
      JSON.stringify(good).replace('"createdAt":1', '"createdAt":1e999'),
      'not-an-inspection',
    ],
  };
  for (const [what, [content, problem]] of Object.entries(REFUSED)) {
    it(`refuses ${what}`, async () => {
      const result = await importInspection(blob(content));
      expect(result.ok).to.equal(false);
      expect('problem' in result && result.problem).to.equal(problem);
    });
  }

  it('refuses 50 MB without reading them', async () => {
    const large = new Blob([new Uint8Array(50 * 1024 * 1024)]);
    large.text = () => Promise.reject(new Error('read'));
    const result = await importInspection(large);
    expect('problem' in result && result.problem).to.equal('too-large');
  });
});
