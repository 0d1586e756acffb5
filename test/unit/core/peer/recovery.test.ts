import { expect, waitUntil } from '@open-wc/testing';
import { Recovery } from '../../../../src/core/peer/recovery.js';

describe('Recovery', () => {
  let done: string[];
  let reachable: boolean;
  let asked: number;
  let recovery: Recovery;

  beforeEach(() => {
    done = [];
    reachable = true;
    asked = 0;
    const note = (what: string) => () => {
      done.push(what);
    };
    recovery = new Recovery(
      {
        reachable: () => {
          asked += 1;
          return reachable;
        },
        restart: note('restart'),
        renew: note('renew'),
        fail: note('fail'),
        announce: () => undefined,
      },
      { patience: 10, attempt: 10 },
    );
    recovery.started();
    recovery.observe('connected');
  });

  afterEach(() => {
    recovery.close();
  });

  it('waits, restarts three times, renews once, and gives up', async () => {
    recovery.observe('disconnected');
    expect(recovery.state).to.equal('disconnected');
    await waitUntil(() => recovery.state === 'failed');
    expect(done).to.deep.equal(['restart', 'restart', 'restart', 'renew', 'fail']);
  });

  it('neither tries nor gives up while nobody would hear of it', async () => {
    reachable = false;
    recovery.observe('failed');
    expect(recovery.state).to.equal('disconnected');
    await waitUntil(() => asked > 5);
    expect(done).to.deep.equal([]);
    expect(recovery.state).to.equal('disconnected');
    reachable = true;
    await waitUntil(() => done.includes('restart'));
  });

  it('tries at once what is broken when it is woken, and leaves alone what works', () => {
    recovery.wake();
    expect(done).to.deep.equal([]);
    recovery.observe('disconnected');
    recovery.wake();
    expect(done).to.deep.equal(['restart']);
  });

  it('is connected when the other side has mended what was given up here', async () => {
    recovery.observe('failed');
    await waitUntil(() => recovery.state === 'failed');
    recovery.observe('connected');
    expect(recovery.state).to.equal('connected');
  });
});
