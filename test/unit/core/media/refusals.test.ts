import { expect } from '@open-wc/testing';
import { CallSession, LocalMedia, RtcErrorEvent, type RtcError } from '../../../../src/core/index.js';
import { failure } from '../../support/events.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

type Kind = 'audio' | 'video';

const SOURCE = { audio: 'microphone', video: 'camera' } as const;
const OTHER = { audio: 'video', video: 'audio' } as const;

describe('Camera and microphone that are refused', () => {
  const undo: (() => void)[] = [];

  beforeEach(() => {
    localStorage.clear();
    override(navigator.permissions, 'query', () => Promise.resolve({ state: 'granted' }));
  });

  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });

  function media(): LocalMedia {
    const made = new LocalMedia();
    undo.push(() => made.close());
    return made;
  }

  function override(object: object, key: string, value: unknown): void {
    Object.defineProperty(object, key, { configurable: true, value });
    undo.push(() => Reflect.deleteProperty(object, key));
  }

  /** Every request with one of these kinds of devices fails with what `make` makes. */
  function refuse(kinds: readonly Kind[], make: () => DOMException): MediaStreamConstraints[] {
    const calls: MediaStreamConstraints[] = [];
    const stub = stubGetUserMedia((constraints = {}) => {
      calls.push(constraints);
      return kinds.some((kind) => constraints[kind]) ? Promise.reject(make()) : stub.original(constraints);
    });
    undo.push(stub.restore);
    return calls;
  }

  function errorsOf(target: EventTarget): RtcError[] {
    const errors: RtcError[] = [];
    target.addEventListener('rtc-error', (event) => {
      expect(event).to.be.instanceOf(RtcErrorEvent);
      if (event instanceof RtcErrorEvent) errors.push(event.error);
    });
    return errors;
  }

  const NAMES: Record<string, string> = {
    NotAllowedError: 'permission-denied',
    NotFoundError: 'device-not-found',
    NotReadableError: 'device-in-use',
    // In WebKitGTK, where no device is connected: the request excludes none.
    OverconstrainedError: 'device-not-found',
    SecurityError: 'media-disabled',
    AbortError: 'device-failed',
  };
  for (const [name, code] of Object.entries(NAMES)) {
    for (const refused of ['audio', 'video'] as const) {
      const [lost, kept] = [SOURCE[refused], SOURCE[OTHER[refused]]];

      it(`one of the two, ${lost}, by ${name}: the other one opens, and the call is joined with it`, async () => {
        refuse([refused], () => new DOMException('no', name));
        const session = new CallSession({ signaling: 'broadcast:', room: `refused ${Math.random()}` });
        undo.push(() => session.dispose());
        const errors = errorsOf(session);
        await session.join();
        expect(session.state).to.equal('in-call');
        expect(session.media[kept]).to.equal(true);
        expect(session.media[lost]).to.equal(false);
        expect(session.media.sourceState(lost)).to.equal('error');
        expect(session.media.failure(lost)).to.include({ code, subject: lost });
        expect(session.media.failure(kept)).to.equal(undefined);
        expect(errors.map((error) => [error.code, error.subject])).to.deep.equal([[code, lost]]);
        // Also where it is asked for again.
        expect(
          await failure(lost === 'camera' ? session.toggleCamera(true) : session.toggleMicrophone(true)),
        ).to.include({
          code,
          subject: lost,
        });
        expect(session.media[kept]).to.equal(true);
      });
    }
  }

  it('both: one error names both, and says whether another try can help', async () => {
    refuse(['audio', 'video'], () => new DOMException('no', 'NotAllowedError'));
    const error = await failure(media().open());
    expect(error).to.include({ code: 'permission-denied', subject: undefined, recoverable: true });
  });

  it('both, by closing the question: the person is not asked twice more', async () => {
    override(navigator.permissions, 'query', () => Promise.resolve({ state: 'prompt' }));
    const calls = refuse(
      ['audio', 'video'],
      () => new DOMException('Permission dismissed', 'NotAllowedError'),
    );
    expect(await failure(media().open())).to.include({ code: 'permission-dismissed' });
    expect(calls).to.have.length(1);
  });

  it('a direction that no camera looks in, wanted by the page: the microphone opens', async () => {
    const own = media();
    own.constraints = { video: { facingMode: { exact: 'environment' } } };
    const errors = errorsOf(own);
    await own.open();
    expect([own.microphone, own.camera]).to.deep.equal([true, false]);
    expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([
      ['device-unavailable', 'camera'],
    ]);
  });

  describe('by the system', () => {
    for (const refused of ['audio', 'video'] as const) {
      it(`the ${SOURCE[refused]} alone`, async () => {
        refuse([refused], () => new DOMException('Permission denied by system', 'NotAllowedError'));
        const own = media();
        const errors = errorsOf(own);
        await own.open();
        expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([
          ['system-denied', SOURCE[refused]],
        ]);
      });
    }

    it('both', async () => {
      refuse(['audio', 'video'], () => new DOMException('Permission denied by system', 'NotAllowedError'));
      expect(await failure(media().open())).to.include({ code: 'system-denied', recoverable: true });
    });

    it('in a browser that has the same words for everything, where the person has agreed', async () => {
      const words = 'The request is not allowed by the user agent or the platform in the current context.';
      refuse(['audio', 'video'], () => new DOMException(words, 'NotAllowedError'));
      override(navigator.permissions, 'query', () => Promise.resolve({ state: 'granted' }));
      expect(await failure(media().open())).to.include({ code: 'system-denied' });
      override(navigator.permissions, 'query', () => Promise.resolve({ state: 'denied' }));
      expect(await failure(media().open())).to.include({ code: 'permission-denied' });
    });
  });

  describe('by the page around', () => {
    const policy = (forbidden: readonly string[]): void => {
      const features = ['camera', 'microphone', 'display-capture'];
      override(document, 'featurePolicy', {
        features: () => features,
        allowsFeature: (feature: string) => !forbidden.includes(feature),
      });
    };

    it('one of the two: the other one opens', async () => {
      policy(['camera']);
      refuse(['video'], () => new DOMException('Permission denied', 'NotAllowedError'));
      const own = media();
      const errors = errorsOf(own);
      await own.open();
      expect(own.microphone).to.equal(true);
      expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([
        ['media-disabled', 'camera'],
      ]);
    });

    it('both: says to the author of the page what is missing', async () => {
      policy(['camera', 'microphone']);
      refuse(['audio', 'video'], () => new DOMException('Permission denied', 'NotAllowedError'));
      const error = await failure(media().open());
      expect(error).to.include({ code: 'media-disabled', recoverable: false });
      expect(error.message).to.include('allow="camera; microphone"').and.to.include('Permissions-Policy');
    });

    it('the screen: there is nothing to share it with', () => {
      expect(media().screenSupported).to.equal(true);
      policy(['display-capture']);
      expect(media().screenSupported).to.equal(false);
    });
  });

  describe('the screen', () => {
    const share = (error: DOMException): CallSession => {
      override(navigator.mediaDevices, 'getDisplayMedia', () => Promise.reject(error));
      const session = new CallSession();
      undo.push(() => session.dispose());
      return session;
    };

    for (const words of ['Permission denied', 'Permission denied by user', 'Permission dismissed']) {
      it(`silently, where the person has cancelled (${words})`, async () => {
        const session = share(new DOMException(words, 'NotAllowedError'));
        const errors = errorsOf(session);
        expect(await failure(session.toggleScreen(true))).to.include({ code: 'permission-dismissed' });
        expect(errors).to.have.length(0);
      });
    }

    it('by the system, with a word', async () => {
      const session = share(new DOMException('Permission denied by system', 'NotAllowedError'));
      const errors = errorsOf(session);
      await failure(session.toggleScreen(true));
      expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([['system-denied', 'screen']]);
    });

    it('with a word where the browser says the same for both', async () => {
      const words = 'The request is not allowed by the user agent or the platform in the current context.';
      const session = share(new DOMException(words, 'NotAllowedError'));
      const errors = errorsOf(session);
      await failure(session.toggleScreen(true));
      await waitUntil(() => errors.length > 0);
      expect(errors.map(({ code, subject }) => [code, subject])).to.deep.equal([
        ['permission-dismissed', 'screen'],
      ]);
    });
  });
});
