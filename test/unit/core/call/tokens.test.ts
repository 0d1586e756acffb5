import { expect, fixture, fixtureCleanup } from '@open-wc/testing';
import { decodeJwt, SignJWT } from 'jose';
import type { RtcCall } from '../../../../src/components/rtc-call/rtc-call.js';
import '../../../../src/components/rtc-call/define.js';
import { CallSession, type CallSessionOptions } from '../../../../src/core/index.js';
import { startSignalingServer, type TestServer } from '../../../support/signaling.js';
import { failure } from '../../support/events.js';
import { waitUntil } from '../../support/wait-until.js';

const SECRET = 'correct horse battery staple, twice over';

/** A token that is good for so many seconds; 0 for one that has expired. */
const signed = (seconds = 600): Promise<string> =>
  new SignJWT({ room: 'r' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ann')
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(SECRET));

describe('a token', () => {
  let server: TestServer;
  const sessions: CallSession[] = [];

  beforeEach(async () => {
    server = await startSignalingServer({ tokenSecret: SECRET });
  });

  afterEach(async () => {
    for (const session of sessions.splice(0)) session.dispose();
    fixtureCleanup();
    await server.stop();
  });

  function ann(token: CallSessionOptions['token']): CallSession {
    const session = new CallSession({ signaling: server.url, room: 'r', token });
    session.media.wanted = { microphone: false, camera: false };
    sessions.push(session);
    return session;
  }

  /** Ends the server and starts it again, so that everybody has to come back. */
  async function restart(session: CallSession): Promise<void> {
    await server.stop();
    await waitUntil(() => session.state === 'reconnecting', 'not lost');
    server = await startSignalingServer({ tokenSecret: SECRET, port: server.port });
    globalThis.dispatchEvent(new Event('online'));
  }

  const back = (session: CallSession): Promise<void> =>
    waitUntil(() => session.state === 'in-call', 'not back');

  it('that expires ends nothing in progress, but has to be fresh to come back', async () => {
    const short = await signed(8);
    const session = ann(short);
    await session.join();
    const { exp = 0 } = decodeJwt(short);
    await waitUntil(() => Date.now() > exp * 1000, 'not expired');
    expect(await failure(ann(short).join())).to.include({ code: 'unauthorized' });
    expect(session.state).to.equal('in-call');
    await restart(session);
    await waitUntil(() => session.state === 'failed', 'it came back');
    expect(session.error).to.include({ code: 'unauthorized' });
  });

  it('can be given meanwhile, for when it is needed', async () => {
    const session = ann(await signed());
    await session.join();
    session.configure({ token: await signed(0) });
    session.configure({ token: await signed() });
    await restart(session);
    await back(session);
    session.configure({ token: await signed(0) });
    await restart(session);
    await waitUntil(() => session.state === 'failed', 'it came back');
  });

  it('is asked for before every join where it is a function, and again where nobody could tell', async () => {
    const answers = [signed, (): never => expect.fail('offline'), signed];
    let asked = 0;
    const session = ann(() => {
      asked += 1;
      return answers[asked - 1]?.() ?? 'none';
    });
    await session.join();
    expect(asked).to.equal(1);
    await restart(session);
    await back(session);
    expect(asked).to.equal(3);
    expect(session.error).to.equal(undefined);
  });

  it('that nobody gives keeps out the first time, with the reason', async () => {
    const reason = new Error('not logged in');
    const session = ann(() => Promise.reject(reason));
    expect(await failure(session.join())).to.include({ code: 'unauthorized', cause: reason });
    expect(session.state).to.equal('failed');
    session.configure({ token: await signed() });
    await session.join();
    expect(session.state).to.equal('in-call');
  });

  it('of `<rtc-call>` counts when it is changed, as attribute and as property', async () => {
    const element = await fixture<RtcCall>(
      `<rtc-call signaling="${server.url}" room="r" no-camera no-microphone token="${await signed()}"></rtc-call>`,
    );
    const { session } = element;
    sessions.push(session);
    await element.join();
    element.setAttribute('token', await signed(0));
    await element.updateComplete;
    element.token = () => signed();
    await element.updateComplete;
    await restart(session);
    await back(session);
    element.setAttribute('token', await signed(0));
    await element.updateComplete;
    await restart(session);
    await waitUntil(() => session.state === 'failed', 'it came back');
  });
});
