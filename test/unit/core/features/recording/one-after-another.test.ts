import { expect } from '@open-wc/testing';
import { deferred, type Deferred } from '../../../../../src/internal/deferred.js';
import { Messages } from '../../../../../src/core/channels/index.js';
import {
  RecordingConsent,
  type CallRecording,
  type RecordingOptions,
} from '../../../../../src/core/features/recording/index.js';
import { failure } from '../../../support/events.js';
import {
  afterwards,
  alwaysAnswer,
  cleanUp,
  connected,
  freshRoom,
  joined,
  recorded,
  recordingOf,
  watchRecorders,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

const SMALL = { width: 320, height: 180, frameRate: 10 } as const;

/** All states that the recording goes through from now on. */
function statesOf(recording: CallRecording): string[] {
  const states: string[] = [];
  recording.addEventListener('statechange', ({ state }) => states.push(state));
  return states;
}

/** A file in which a recording is not finished before `closing` resolves. */
async function slowFile(): Promise<{ options: RecordingOptions; closing: Deferred<undefined> }> {
  const name = `${String(Math.random())}.webm`;
  const folder = await navigator.storage.getDirectory();
  const sink = await folder.getFileHandle(name, { create: true });
  afterwards(() => void folder.removeEntry(name));
  const closing = deferred<undefined>();
  afterwards(() => closing.resolve(undefined));
  const { createWritable } = sink;
  sink.createWritable = async () => {
    const writable = await createWritable.call(sink);
    const { close } = writable;
    writable.close = () => closing.promise.then(() => close.call(writable));
    return writable;
  };
  return { options: { ...SMALL, mimeType: 'video/webm;codecs=vp8,opus', sink }, closing };
}

describe('CallRecording, one after another', () => {
  afterEach(cleanUp);

  it('makes a second recording when it is started in the moment in which the first one is stopped', async () => {
    const recording = recordingOf(await joined(freshRoom(), 'Ann'));
    const states = statesOf(recording);
    await recording.start(SMALL);
    await recorded(recording, 1);
    const stopping = recording.stop();
    const starting = recording.start(SMALL);
    expect(recording.state).to.equal('finishing');
    const first = await stopping;
    await starting;
    expect(recording.state).to.equal('recording');
    await recorded(recording, 1);
    const second = await recording.stop();
    expect(recording.finished.map(({ blob }) => blob)).to.deep.equal([first, second]);
    expect(second).not.to.equal(first);
    const one = ['asking', 'recording', 'finishing', 'inactive'];
    expect(states).to.deep.equal([...one, ...one]);
  });

  it('gives up the one that waits when it is stopped, and keeps the first', async () => {
    const recording = recordingOf(await joined(freshRoom(), 'Ann'));
    await recording.start(SMALL);
    await recorded(recording, 1);
    const stopping = recording.stop();
    const starting = failure(recording.start(SMALL));
    expect(await failure(recording.stop())).to.include({ name: 'AbortError' });
    expect(await starting).to.include({ name: 'AbortError' });
    await stopping;
    expect(recording.finished).to.have.length(1);
    expect(recording.state).to.equal('inactive');
    expect(await failure(recording.stop())).to.include({ code: 'invalid-options' });
  });

  it('gives up the one that waits when the call is left, and records the next call', async () => {
    const ann = await joined(freshRoom(), 'Ann');
    const { options, closing } = await slowFile();
    const recording = recordingOf(ann);
    await recording.start(options);
    await recorded(recording, 1);
    const stopping = recording.stop();
    const starting = failure(recording.start(SMALL));
    await ann.leave();
    expect(await starting).to.include({ name: 'AbortError' });
    expect(await failure(recording.start(SMALL))).to.include({ code: 'invalid-options' });
    await ann.join();
    const again = recording.start(SMALL);
    expect(recording.state, 'the file of the first call').to.equal('finishing');
    closing.resolve(undefined);
    await stopping;
    await again;
    await recorded(recording, 1);
    await recording.stop();
    expect(recording.finished.map(({ reason }) => reason)).to.deep.equal(['stopped', 'stopped']);
  });

  it('asks again when it is started in the moment in which asking is given up', async () => {
    const room = freshRoom();
    const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(ann, bob);
    const consent = RecordingConsent.of(bob);
    const questions: number[] = [];
    consent.addEventListener('change', () => questions.push(consent.requests.length));
    const recording = recordingOf(ann);
    const states = statesOf(recording);
    const first = failure(recording.start(SMALL));
    await waitUntil(() => consent.requests.length === 1, 'is not asked');
    const stops = [failure(recording.stop()), failure(recording.stop())];
    const second = recording.start(SMALL);
    for (const error of [await first, ...(await Promise.all(stops))]) {
      expect(error).to.include({ name: 'AbortError' });
    }
    await waitUntil(() => states.join() === 'asking,inactive,asking', states.join());
    await waitUntil(() => questions.join() === '1,0,1', 'is not asked again');
    consent.accept();
    await second;
    expect(recording.agreed).to.deep.equal([bob.self.id]);
    expect(recording.state).to.equal('recording');
    await recorded(recording, 1);
    await recording.stop();
  });

  it('takes an answer to the first recording for none to the second', async () => {
    const room = freshRoom();
    const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(ann, bob);
    const asked: string[] = [];
    const done = new AbortController();
    afterwards(() => {
      done.abort();
    });
    const messages = Messages.of(bob);
    messages.on(
      'recording',
      ({ data }) => {
        const { type, recording } = data as { type: string; recording: string };
        if (type === 'asking') asked.push(recording);
      },
      { signal: done.signal },
    );
    const recording = recordingOf(ann);
    const first = failure(recording.start(SMALL));
    await waitUntil(() => asked.length === 1, 'is not asked');
    const stopping = failure(recording.stop());
    const second = recording.start(SMALL);
    await Promise.all([first, stopping]);
    await waitUntil(() => asked.length === 2, 'is not asked again');
    messages.send('recording', { type: 'accepted', recording: asked[0] });
    messages.send('recording', { type: 'declined', recording: asked[1] });
    await second;
    expect(recording.agreed).to.deep.equal([]);
    expect(asked[0]).not.to.equal(asked[1]);
    await recorded(recording, 1);
    await recording.stop();
  });

  it('refuses other options while it asks or records', async () => {
    const ann = await joined(freshRoom(), 'Ann');
    const made = watchRecorders();
    const recording = recordingOf(ann);
    const starting = recording.start(SMALL);
    const others = [{}, { ...SMALL, width: 160 }, { ...SMALL, participant: ann.self.id }];
    for (const options of others) {
      expect(await failure(recording.start(options))).to.include({ code: 'invalid-options' });
    }
    await starting;
    for (const options of others) {
      expect(await failure(recording.start(options))).to.include({ code: 'invalid-options' });
    }
    await recording.start({ ...SMALL });
    expect(recording.state).to.equal('recording');
    expect(made).to.have.length(1);
    await recorded(recording, 1);
    await recording.stop();
  });

  it('is asked for and given up while the browser asks for the file', async () => {
    const { options, closing } = await slowFile();
    closing.resolve(undefined);
    const opening = deferred<FileSystemWritableFileStream>();
    const sink = options.sink!;
    const { createWritable } = sink;
    sink.createWritable = () => opening.promise;
    const recording = recordingOf(await joined(freshRoom(), 'Ann'));
    const starting = failure(recording.start(options));
    expect(await failure(recording.stop())).to.include({ name: 'AbortError' });
    expect(await starting).to.include({ name: 'AbortError' });
    expect(recording.state).to.equal('inactive');
    const writable = await createWritable.call(sink);
    const aborted = deferred<undefined>();
    writable.abort = () => {
      aborted.resolve(undefined);
      return Promise.resolve();
    };
    opening.resolve(writable);
    await aborted.promise;
    await writable.close();
  });

  it('does not begin when the call is disposed of meanwhile', async () => {
    const room = freshRoom();
    const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(ann, bob);
    const recording = recordingOf(ann);
    const starting = failure(recording.start(SMALL));
    expect(recording.state).to.equal('asking');
    ann.dispose();
    expect(await starting).to.include({ name: 'AbortError' });
    expect(recording.state).to.equal('inactive');
  });

  it('finishes what it has when the call is left meanwhile', async () => {
    const ann = await joined(freshRoom(), 'Ann');
    const { options, closing } = await slowFile();
    const recording = recordingOf(ann);
    await recording.start(options);
    await recorded(recording, 1);
    const stopping = recording.stop();
    await ann.leave();
    expect(recording.state).to.equal('finishing');
    closing.resolve(undefined);
    await stopping;
    expect(recording.finished[0]).to.include({ reason: 'stopped', error: undefined });
  });

  it('goes on with the one that waits when the first one grows beyond its limit at its end', async () => {
    const made = watchRecorders();
    const recording = recordingOf(await joined(freshRoom(), 'Ann'));
    const options = { ...SMALL, maxBytes: 1_000_000 };
    await recording.start(options);
    await recorded(recording, 1);
    const stopping = recording.stop();
    const starting = recording.start(options);
    made[0]?.dispatchEvent(new BlobEvent('dataavailable', { data: new Blob(['x'.repeat(2_000_000)]) }));
    await stopping;
    await starting;
    expect(recording.state).to.equal('recording');
    await recorded(recording, 1);
    await recording.stop();
  });

  it('asks people who agree by themselves only once for each recording', async () => {
    const room = freshRoom();
    const [ann, bob] = [await joined(room, 'Ann'), await joined(room, 'Bob')];
    await connected(ann, bob);
    const consent = alwaysAnswer(bob, 'accept');
    const recording = recordingOf(ann);
    await recording.start(SMALL);
    await recorded(recording, 1);
    const stopping = recording.stop();
    const starting = recording.start(SMALL);
    await stopping;
    await starting;
    expect(recording.agreed).to.deep.equal([bob.self.id]);
    await waitUntil(() => consent.recorders.length === 1, 'no mark');
    await recorded(recording, 1);
    await recording.stop();
    await waitUntil(() => consent.recorders.length === 0, 'the mark stays');
  });
});
