import { expect } from '@open-wc/testing';
import type { RtcError } from '../../../../../src/core/index.js';
import { captureCanvas } from '../../../../../src/core/media/canvas-capture.js';
import { RecordingFile } from '../../../../../src/core/features/recording/recording-file.js';
import { MemoryStore } from '../../../../../src/core/features/recording/stores.js';
import { StreamRecorder } from '../../../../../src/core/features/recording/stream-recorder.js';
import { afterwards, cleanUp, watchRecorders } from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

const OPTIONS = { mimeType: 'video/webm;codecs=vp8,opus' };

function paintedCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${String(Math.random() * 360)} 50% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 50);
  afterwards(() => {
    clearInterval(timer);
  });
  return canvas;
}

/** Records a canvas, without sound. */
function record(): {
  recorder: StreamRecorder;
  file: RecordingFile;
  failures: RtcError[];
  made: MediaRecorder;
} {
  const all = watchRecorders();
  const file = new RecordingFile(new MemoryStore(), OPTIONS.mimeType);
  const failures: RtcError[] = [];
  const recorder = new StreamRecorder(paintedCanvas().captureStream(20), file, OPTIONS, {
    onData: () => undefined,
    onFailure: (error) => failures.push(error),
  });
  return { recorder, file, failures, made: all[0]! };
}

describe('StreamRecorder', () => {
  afterEach(cleanUp);

  it('gives back what there is when the browser does not say that it has stopped', async () => {
    const { recorder, file, failures, made } = record();
    await waitUntil(() => file.bytes > 0, 'nothing is recorded');
    const stop = made.stop.bind(made);
    made.stop = () => undefined;
    afterwards(stop);
    const { setTimeout } = globalThis;
    afterwards(() => (globalThis.setTimeout = setTimeout));
    globalThis.setTimeout = ((handler: () => void, ms: number) =>
      setTimeout(handler, ms < 10_000 ? ms : 0)) as typeof setTimeout;
    expect((await recorder.stop()).size).to.be.greaterThan(0);
    expect(recorder.failure).to.include({ code: 'internal' });
    expect(failures, 'it was stopping already').to.deep.equal([]);
  });

  it('says what went wrong while it was stopping', async () => {
    const { recorder, file, failures, made } = record();
    await waitUntil(() => file.bytes > 0, 'nothing is recorded');
    const stopping = recorder.stop();
    made.dispatchEvent(new ErrorEvent('error', { error: new DOMException('broken', 'UnknownError') }));
    expect((await stopping).size).to.be.greaterThan(0);
    expect(recorder.failure).to.include({ code: 'internal', message: 'broken' });
    expect(failures).to.deep.equal([]);
  });

  it('counts no time in which it did not record', async () => {
    const { recorder, made } = record();
    const stopping = recorder.stop();
    const { elapsed } = recorder;
    made.dispatchEvent(new Event('start'));
    expect(recorder.elapsed).to.equal(elapsed);
    await stopping;
  });

  it('says that there is nothing that it could record', () => {
    const file = new RecordingFile(new MemoryStore(), 'audio/webm');
    const owner = { onData: () => undefined, onFailure: () => undefined };
    expect(() => new StreamRecorder(new MediaStream(), file, OPTIONS, owner))
      .to.throw()
      .with.property('code', 'unsupported-browser');
  });

  it('names no codec for sound that is not there', () => {
    const asked: (string | undefined)[] = [];
    const original = globalThis.MediaRecorder;
    afterwards(() => (globalThis.MediaRecorder = original));
    globalThis.MediaRecorder = new Proxy(original, {
      construct(target, [stream, options]: ConstructorParameters<typeof MediaRecorder>) {
        asked.push(options?.mimeType);
        return new target(stream, options);
      },
    });
    const { made } = record();
    made.stop();
    expect(asked).to.deep.equal(['video/webm;codecs=vp8']);
  });
});

describe('captureCanvas', () => {
  afterEach(cleanUp);

  it('asks the stream for frames where the track cannot be asked', () => {
    const stream = document.createElement('canvas').captureStream(0);
    const requested: unknown[] = [];
    const { prototype } = CanvasCaptureMediaStreamTrack;
    const { requestFrame } = prototype;
    afterwards(() => (prototype.requestFrame = requestFrame));
    Reflect.deleteProperty(prototype, 'requestFrame');
    const canvas = paintedCanvas();
    expect(() => captureCanvas(canvas))
      .to.throw()
      .with.property('code', 'unsupported-browser');
    canvas.captureStream = () => Object.assign(stream, { requestFrame: () => requested.push(stream) });
    const capture = captureCanvas(canvas);
    capture.requestFrame();
    expect(requested).to.deep.equal([stream]);
    expect(capture.track).to.equal(stream.getVideoTracks()[0]);
  });
});
