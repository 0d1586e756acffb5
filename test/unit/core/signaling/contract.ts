import { expect } from '@open-wc/testing';
import type {
  Joined,
  ProtocolParticipant,
  SignalingPush,
  SignalingStateEvent,
  SignalingTransport,
} from '../../../../src/core/index.js';
import { waitUntil } from '../../support/wait-until.js';

/** A transport in a room, with everything that it ever told. */
class Listener {
  readonly transport: SignalingTransport;
  readonly joined: Joined[] = [];
  readonly pushes: SignalingPush[] = [];
  readonly states: string[] = [];

  constructor(transport: SignalingTransport) {
    this.transport = transport;
    transport.addEventListener('joined', ({ joined }) => this.joined.push(joined));
    transport.addEventListener('push', ({ push }) => this.pushes.push(push));
    transport.addEventListener('statechange', ({ state }) => this.states.push(state));
  }

  get id(): string {
    return this.joined.at(-1)?.self ?? '';
  }

  async join(room: string, name = ''): Promise<this> {
    await this.transport.join({ room, name, instance: `i-${name}` });
    return this;
  }

  heard(type: SignalingPush['type'], count = 1): Promise<void> {
    return waitUntil(() => this.pushes.filter((push) => push.type === type).length >= count, `no ${type}`);
  }
}

/**
 * The promises of every transport. The suite is run over all three, and over whatever else is given to
 * `<rtc-call>`.
 *
 * @param make - A function that makes transports which can meet each other.
 */
export function signalingContract(make: () => Promise<() => SignalingTransport>): void {
  let create: () => SignalingTransport;
  const listeners: Listener[] = [];
  const room = `contract ${Math.random()}`;

  const listener = (): Listener => {
    const made = new Listener(create());
    listeners.push(made);
    return made;
  };

  beforeEach(async () => {
    create = await make();
  });

  afterEach(async () => {
    await Promise.all(listeners.splice(0).map(({ transport }) => transport.leave()));
  });

  it('is idle, connecting, open and closed, in this order', async () => {
    const ann = listener();
    expect(ann.transport.state).to.equal('idle');
    await ann.join(room);
    expect(ann.transport.state).to.equal('open');
    await ann.transport.leave();
    expect(ann.transport.state).to.equal('closed');
    expect(ann.states).to.deep.equal(['connecting', 'open', 'closed']);
  });

  it('tells who is there already, and those who are there of the new one', async () => {
    const ann = await listener().join(room, 'Ann');
    const bob = await listener().join(room, 'Bob');
    expect(ann.joined[0]?.participants).to.deep.equal([]);
    expect(bob.joined[0]?.participants).to.deep.equal([
      {
        id: ann.id,
        name: 'Ann',
        instance: 'i-Ann',
        media: { microphone: false, camera: false, screen: false },
      },
    ]);
    await ann.heard('participant-joined');
    expect(ann.pushes[0]).to.deep.include({
      type: 'participant-joined',
      participant: {
        id: bob.id,
        name: 'Bob',
        instance: 'i-Bob',
        media: { microphone: false, camera: false, screen: false },
      },
    });
  });

  it('keeps rooms apart', async () => {
    await listener().join(`${room}:a`);
    const bob = await listener().join(room);
    expect(bob.joined[0]?.participants).to.deep.equal([]);
  });

  it('brings signals to the one they are meant for, once, in order, with their sender', async () => {
    const [ann, bob, eve] = [
      await listener().join(room),
      await listener().join(room),
      await listener().join(room),
    ];
    for (let n = 0; n < 50; n += 1) ann.transport.signal(bob.id, { n, from: 'somebody else' });
    await bob.heard('signal', 50);
    const signals = bob.pushes.filter((push) => push.type === 'signal');
    expect(signals.map(({ from }) => from)).to.deep.equal(Array(50).fill(ann.id));
    expect(signals.map(({ payload }) => (payload as { n: number }).n)).to.deep.equal([...Array(50).keys()]);
    eve.transport.signal(bob.id, 'last');
    await bob.heard('signal', 51);
    expect(eve.pushes.filter((push) => push.type === 'signal')).to.deep.equal([]);
  });

  it('tells the others of changes', async () => {
    const [ann, bob] = [await listener().join(room, 'Ann'), await listener().join(room, 'Bob')];
    const media = { microphone: true, camera: true, screen: false };
    bob.transport.update({ media });
    bob.transport.update({ name: 'Robert' });
    await ann.heard('participant-updated', 2);
    expect(ann.pushes.at(-1)).to.deep.include({
      participant: { id: bob.id, name: 'Robert', instance: 'i-Bob', media },
    });
    expect(bob.pushes).to.deep.equal([]);
  });

  it('tells that somebody left', async () => {
    const [ann, bob] = [await listener().join(room), await listener().join(room)];
    await bob.transport.leave();
    await ann.heard('participant-left');
    expect(ann.pushes.at(-1)).to.include({ type: 'participant-left', id: bob.id, reason: 'left' });
  });

  it('may join again after leaving, and hears nothing in between', async () => {
    const [ann, bob] = [await listener().join(room), await listener().join(room)];
    await ann.heard('participant-joined');
    await bob.transport.leave();
    await ann.heard('participant-left');
    ann.transport.update({ name: 'Anna' });
    await bob.join(room);
    expect(bob.joined).to.have.length(2);
    expect(bob.joined[1]?.participants.map(({ id, name }) => ({ id, name }))).to.deep.equal([
      { id: ann.id, name: 'Anna' },
    ]);
    expect(bob.pushes).to.deep.equal([]);
  });

  it('lets both find each other when they join at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const pair = [listener(), listener()] as const;
      await Promise.all(pair.map((one) => one.join(`${room} ${round}`)));
      const knows = (one: Listener, other: Listener): boolean =>
        one.joined[0]?.participants.some(({ id }) => id === other.id) === true ||
        one.pushes.some((push) => push.type === 'participant-joined' && push.participant.id === other.id);
      await waitUntil(() => knows(...pair) && knows(pair[1], pair[0]), 'they missed each other');
    }
  });

  it('gives up joining when it is told to leave', async () => {
    const ann = listener();
    const joining = ann.join(room).catch((error: unknown) => error);
    await ann.transport.leave();
    expect(await joining)
      .to.be.instanceOf(DOMException)
      .with.property('name', 'AbortError');
    expect(ann.transport.state).to.equal('closed');
    const bob = await listener().join(room);
    await waitUntil(
      () => !bob.joined[0]?.participants.length || bob.pushes.some(({ type }) => type === 'participant-left'),
    );
  });

  it('joins again right after it was told to leave while joining', async () => {
    const ann = listener();
    const given = ann.join(room).catch((error: unknown) => error);
    await ann.transport.leave();
    await ann.join(room);
    expect(await given).to.have.property('name', 'AbortError');
    expect(ann.transport.state).to.equal('open');
    const bob = await listener().join(room);
    await waitUntil(() => bob.joined[0]?.participants.some(({ id }) => id === ann.id), 'not there');
  });

  for (const state of ['connecting', 'open'] as const) {
    it(`stays left when a listener leaves it as soon as it is ${state}`, async () => {
      const ann = listener();
      const leave = ({ state: now }: SignalingStateEvent): void => {
        if (now === state) void ann.transport.leave();
      };
      ann.transport.addEventListener('statechange', leave);
      await ann.join(room).catch((error: unknown) => expect(error).to.have.property('name', 'AbortError'));
      expect(ann.transport.state).to.equal('closed');
      expect(ann.joined).to.deep.equal([]);
      ann.transport.removeEventListener('statechange', leave);
      const bob = await listener().join(room, 'Bob');
      await ann.join(room);
      expect(ann.transport.state).to.equal('open');
      expect(ann.joined[0]?.participants.map(({ id }) => id)).to.deep.equal([bob.id]);
    });
  }

  it('tells of changes that are made while it joins', async () => {
    const media = { microphone: true, camera: false, screen: false };
    const bob = await listener().join(room, 'Bob');
    const ann = listener();
    const joining = ann.join(room, 'Ann');
    ann.transport.update({ media });
    ann.transport.update({ name: 'Anna' });
    await joining;
    const known = (): unknown =>
      bob.pushes.findLast((push) => 'participant' in push && push.participant.id === ann.id);
    await waitUntil(() => known() !== undefined);
    await waitUntil(() => {
      const push = known() as { participant: ProtocolParticipant };
      return push.participant.name === 'Anna' && push.participant.media.microphone;
    }, 'the others see what it was before');
  });

  it('joins once, however often it is asked', async () => {
    const ann = listener();
    await Promise.all([ann.join(room), ann.join(room)]);
    await ann.join(room);
    expect(ann.joined).to.have.length(1);
    const bob = await listener().join(room);
    expect(bob.joined[0]?.participants).to.have.length(1);
  });

  it('holds no place for somebody who gave up joining', async () => {
    const bob = await listener().join(room);
    const ann = listener();
    const given = ann.join(room).catch((error: unknown) => error);
    await ann.transport.leave();
    await given;
    const cleo = await listener().join(room);
    await bob.heard('participant-joined');
    await waitUntil(() => {
      const heard = (type: string): number => bob.pushes.filter((push) => push.type === type).length;
      return heard('participant-joined') - heard('participant-left') === 1;
    }, 'a place is held for nobody');
    expect(bob.pushes.filter(({ type }) => type === 'participant-away')).to.deep.equal([]);
    expect(cleo.joined[0]?.participants.filter(({ away }) => away)).to.deep.equal([]);
  });
}
