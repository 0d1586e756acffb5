import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import { RecordingConsent } from '../../../../../src/core/features/recording/index.js';
import {
  afterwards,
  alwaysAnswer,
  cleanUp,
  connected,
  freshRoom,
  joined,
  recorded,
  recordingOf,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

/** Two people in a call, and what the second one answers to what is sent by hand. */
async function pair(): Promise<{ ann: CallSession; bob: CallSession; consent: RecordingConsent }> {
  const room = freshRoom();
  const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
  const consent = RecordingConsent.of(bob);
  await connected(ann, bob);
  return { ann, bob, consent };
}

/** Messages about recordings from the others of a call. */
function heardBy(session: CallSession): unknown[] {
  const heard: unknown[] = [];
  const done = new AbortController();
  afterwards(() => {
    done.abort();
  });
  Messages.of(session).on('recording', ({ data }) => heard.push(data), { signal: done.signal });
  return heard;
}

const say = (session: CallSession, type: string, recording = 'r1'): void => {
  Messages.of(session).send('recording', { type, recording });
};

describe('RecordingConsent', () => {
  afterEach(cleanUp);

  it('is the same object for a call', async () => {
    const ann = await joined(freshRoom(), 'Ann');
    expect(RecordingConsent.of(ann)).to.equal(RecordingConsent.of(ann));
  });

  it('tells who asks, answers once, and shows in whose recording one is', async () => {
    const { ann, bob, consent } = await pair();
    const heard = heardBy(ann);
    say(ann, 'asking');
    await waitUntil(() => consent.requests.length === 1, 'is not asked');
    expect(consent.requests).to.deep.equal([ann.self.id]);
    consent.accept();
    expect(consent.requests).to.deep.equal([]);
    expect(consent.recorders, 'it does not run yet').to.deep.equal([]);
    await waitUntil(() => heard.length === 1, 'no answer');
    expect(heard).to.deep.equal([{ type: 'accepted', recording: 'r1' }]);
    say(ann, 'running');
    await waitUntil(() => consent.recorders[0] === ann.self.id, 'no mark');
    say(ann, 'over', 'another one');
    say(ann, 'over');
    await waitUntil(() => consent.recorders.length === 0, 'the mark stays');
    expect(bob.state).to.equal('in-call');
  });

  it('takes an agreement back', async () => {
    const { ann, consent } = await pair();
    const heard = heardBy(ann);
    say(ann, 'running');
    await waitUntil(() => consent.requests.length === 1, 'is not asked');
    consent.accept();
    consent.withdraw();
    expect(consent.recorders).to.deep.equal([]);
    await waitUntil(() => heard.length === 2, 'no answer');
    expect(heard.at(-1)).to.deep.equal({ type: 'declined', recording: 'r1' });
    consent.withdraw('nobody');
    consent.accept('nobody');
    consent.decline();
  });

  it('ends the mark when who records leaves', async () => {
    const { ann, consent } = await pair();
    say(ann, 'running');
    await waitUntil(() => consent.requests.length === 1, 'is not asked');
    consent.accept();
    expect(consent.recorders).to.deep.equal([ann.self.id]);
    await ann.leave();
    await waitUntil(() => consent.recorders.length === 0, 'the mark stays');
  });

  it('answers the same again, over whatever connection', async () => {
    const { ann, bob, consent } = await pair();
    alwaysAnswer(bob, 'accept');
    const recording = recordingOf(ann);
    await recording.start({ width: 320, height: 180, frameRate: 5 });
    await waitUntil(() => consent.recorders.length === 1, 'no mark');
    const link = ann.getPeer(bob.self.id);
    const [before, heard] = [link?.connection, heardBy(ann)];
    // The message is lost with the connection.
    before?.close();
    consent.withdraw();
    const offers = ann.self.id < bob.self.id ? link : bob.getPeer(ann.self.id);
    offers?.receive({ kind: 'renew', epoch: Date.now() });
    await waitUntil(() => recording.agreed.length === 0, 'does not answer again');
    expect(heard.at(-1)).to.have.property('type', 'declined');
    expect(ann.getPeer(bob.self.id)?.connection).not.to.equal(before);
    expect(consent.requests).to.deep.equal([]);
    await recorded(recording, 1);
    await recording.stop();
  });

  describe('against whom asks and asks', () => {
    it('refuses for a minute without a question after a no', async () => {
      const { ann, consent } = await pair();
      const heard = heardBy(ann);
      say(ann, 'asking', 'r1');
      await waitUntil(() => consent.requests.length === 1, 'is not asked');
      consent.decline();
      let asked = 0;
      consent.addEventListener('change', () => (asked += consent.requests.length));
      for (let n = 2; n <= 20; n += 1) say(ann, 'asking', `r${n}`);
      await waitUntil(() => heard.length === 20, 'no answers');
      expect(asked).to.equal(0);
      expect(heard.at(-1)).to.deep.equal({ type: 'declined', recording: 'r20' });
    });

    it('listens again when the minute is over', async () => {
      const { ann, consent } = await pair();
      say(ann, 'asking', 'r1');
      await waitUntil(() => consent.requests.length === 1, 'is not asked');
      consent.decline();
      const now = performance.now.bind(performance);
      performance.now = () => now() + 61_000;
      afterwards(() => Reflect.deleteProperty(performance, 'now'));
      say(ann, 'asking', 'r2');
      await waitUntil(() => consent.requests.length === 1, 'is not asked');
    });

    it('shows one request at a time, and few that are taken back', async () => {
      const { ann, consent } = await pair();
      const heard = heardBy(ann);
      let [shown, most] = [0, 0];
      consent.addEventListener('change', () => {
        shown += consent.requests.length;
        most = Math.max(most, consent.requests.length);
      });
      for (let n = 0; n < 50; n += 1) {
        say(ann, 'asking', `r${n}`);
        say(ann, 'over', `r${n}`);
      }
      await waitUntil(() => heard.length === 47, 'no answers');
      expect(shown).to.equal(3);
      expect(most).to.equal(1);
    });
  });

  it('stays alive on anything, and so does who records', async () => {
    const { ann, bob, consent } = await pair();
    const recording = recordingOf(ann);
    const starting = recording.start({ width: 320, height: 180, frameRate: 5 });
    await waitUntil(() => consent.requests.length === 1, 'is not asked');
    let changes = 0;
    recording.addEventListener('statechange', () => (changes += 1));
    const long = 'x'.repeat(65);
    const hostile: unknown[] = [
      null,
      0,
      '',
      [],
      {},
      { type: 'accepted' },
      { type: 'accepted', recording: '' },
      { type: 'accepted', recording: long },
      { type: 'accepted', recording: 'not this one' },
      { type: 'asking', recording: long },
      { type: 'asking', recording: { toString: 'x' } },
      { type: ['asking'], recording: 'r' },
      { type: '__proto__', recording: 'r' },
      { type: 'constructor', recording: 'r' },
      { type: 'running' },
      'x'.repeat(60_000),
    ];
    for (const data of hostile) {
      Messages.of(ann).send('recording', data);
      Messages.of(bob).send('recording', data);
    }
    const seen = heardBy(ann);
    Messages.of(bob).send('recording', 'the end');
    await waitUntil(() => seen.includes('the end'), 'not through');
    expect(changes).to.equal(0);
    expect(recording.agreed).to.deep.equal([]);
    expect(consent.requests).to.deep.equal([ann.self.id]);
    consent.accept();
    await starting;
    expect(recording.agreed).to.deep.equal([bob.self.id]);
    await recorded(recording, 1);
    await recording.stop();
  });
});
