import { expect } from '@open-wc/testing';
import { Recovery } from '../../../../src/core/peer/recovery.js';
import { waitUntil } from '../../support/wait-until.js';

/** Waits however long a busy machine takes. */
const until = (condition: () => boolean): Promise<void> => waitUntil(condition, 'it never came');

describe('Recovery', () => {
  let done: string[];
  let reachable: boolean;
  let asked: number;
  /** Number of looks at the connection; `progress` is the result of a look. */
  let looks: number;
  let progress: () => Promise<number>;
  /** Called with every change of the state. */
  let announced: () => void;
  let recovery: Recovery;

  const dead = (): Promise<number> => Promise.resolve(0);
  const moving = (): Promise<number> => Promise.resolve(looks);

  function create(times: { attempt: number; limit: number }): Recovery {
    const note = (what: string) => () => {
      done.push(what);
    };
    return new Recovery(
      {
        reachable: () => {
          asked += 1;
          return reachable;
        },
        progress: () => {
          looks += 1;
          return progress();
        },
        restart: note('restart'),
        renew: note('renew'),
        fail: note('fail'),
        announce: () => {
          announced();
        },
      },
      { patience: 10, ...times },
    );
  }

  beforeEach(() => {
    done = [];
    reachable = true;
    asked = 0;
    looks = 0;
    progress = dead;
    announced = () => undefined;
    recovery = create({ attempt: 10, limit: 60_000 });
    recovery.started();
    recovery.observe('connected');
  });

  afterEach(() => {
    recovery.close();
  });

  it('waits, restarts three times, renews once, and gives up', async () => {
    recovery.observe('disconnected');
    expect(recovery.state).to.equal('disconnected');
    await until(() => recovery.state === 'failed');
    expect(done).to.deep.equal(['restart', 'restart', 'restart', 'renew', 'fail']);
  });

  it('renews what the other side has closed, whatever is reported of its path', async () => {
    recovery.lose();
    expect(recovery.state).to.equal('disconnected');
    recovery.observe('connected');
    expect(recovery.state).to.equal('disconnected');
    await until(() => done.length > 0);
    expect(done[0]).to.equal('renew');
    recovery.started();
    recovery.observe('connected');
    expect(recovery.state).to.equal('connected');
  });

  it('neither tries nor gives up while nobody would hear of it', async () => {
    reachable = false;
    recovery.observe('failed');
    expect(recovery.state).to.equal('disconnected');
    await until(() => asked > 5);
    expect(done).to.deep.equal([]);
    expect(recovery.state).to.equal('disconnected');
    reachable = true;
    await until(() => done.includes('restart'));
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
    await until(() => recovery.state === 'failed');
    recovery.observe('connected');
    expect(recovery.state).to.equal('connected');
  });

  it('does nothing more where whoever hears of a state ends it', async () => {
    announced = () => {
      if (recovery.state === 'failed') recovery.close();
    };
    recovery.observe('failed');
    await until(() => recovery.state === 'closed');
    expect(done).to.deep.equal(['restart', 'restart', 'restart', 'renew']);
    announced = () => {
      if (recovery.state === 'restarting') recovery.close();
    };
    done = [];
    recovery = create({ attempt: 10, limit: 60_000 });
    recovery.started();
    recovery.observe('connected');
    recovery.observe('failed');
    expect(recovery.state).to.equal('closed');
    expect(done).to.deep.equal([]);
  });

  describe('during a slow attempt', () => {
    it('waits as long as something moves, and no longer', async () => {
      progress = moving;
      recovery.observe('failed');
      await until(() => looks > 10);
      expect(done).to.deep.equal(['restart']);
      progress = dead;
      await until(() => recovery.state === 'failed');
      expect(done).to.deep.equal(['restart', 'restart', 'restart', 'renew', 'fail']);
    });

    it('needs two looks to know that a path is dead', async () => {
      recovery.observe('failed');
      await until(() => recovery.state === 'failed');
      expect(looks).to.equal(2 * done.indexOf('fail'));
    });

    it('does not begin anew at the first attempt either', async () => {
      progress = moving;
      recovery.close();
      recovery = create({ attempt: 10, limit: 60_000 });
      recovery.started();
      await until(() => looks > 10);
      expect(recovery.state).to.equal('connecting');
      expect(done).to.deep.equal([]);
    });

    it('ends where it moves without end, and where the browser never answers', async () => {
      for (const endless of [moving, () => new Promise<number>(() => undefined)]) {
        done = [];
        progress = endless;
        recovery.close();
        recovery = create({ attempt: 10, limit: 40 });
        recovery.started();
        await until(() => recovery.state === 'failed');
        expect(done).to.deep.equal(['renew', 'fail']);
      }
    });

    it('hears no answer that comes after its end', async () => {
      const answers: (() => void)[] = [];
      progress = () => new Promise((resolve) => answers.push(() => resolve(0)));
      recovery.observe('failed');
      await until(() => answers.length === 1);
      recovery.observe('connected');
      answers[0]?.();
      recovery.observe('disconnected');
      await until(() => answers.length === 2);
      recovery.close();
      answers[1]?.();
      await Promise.resolve();
      expect(recovery.state).to.equal('closed');
      expect(done).to.deep.equal(['restart', 'restart']);
    });
  });

  describe('woken again and again', () => {
    it('tries what has failed each time, and says so once', async () => {
      recovery.observe('failed');
      for (let times = 1; times <= 3; times += 1) {
        await until(() => recovery.state === 'failed');
        expect(done.filter((what) => what === 'fail')).to.have.length(1);
        recovery.wake();
        expect(recovery.state).to.equal('restarting');
      }
    });

    it('says it again once it was connected meanwhile, and when the person has asked', async () => {
      const fails = (): number => done.filter((what) => what === 'fail').length;
      recovery.observe('failed');
      await until(() => recovery.state === 'failed');
      recovery.retry();
      await until(() => recovery.state === 'failed');
      expect(fails()).to.equal(2);
      recovery.observe('connected');
      recovery.observe('failed');
      await until(() => recovery.state === 'failed');
      expect(fails()).to.equal(3);
    });

    it('leaves a new connection alone that is being made', async () => {
      progress = moving;
      recovery.observe('failed');
      recovery.retry();
      recovery.started();
      done = [];
      for (let times = 0; times < 3; times += 1) recovery.wake();
      await until(() => looks > 5);
      expect(done).to.deep.equal([]);
      // When it comes to nothing there is another one: what was missing may have come only now.
      progress = dead;
      await until(() => recovery.state === 'failed');
      expect(done).to.deep.equal(['renew', 'fail']);
    });
  });
});
