import { expect } from '@open-wc/testing';
import {
  WebSocketSignaling,
  type SignalingJoinedEvent,
  type SignalingPushEvent,
} from '../../../../src/core/index.js';
import { BroadcastSignaling, LoopbackSignaling } from '../../../../src/core/loopback/index.js';
import { sharedSignalingUrl, startSignalingServer } from '../../../support/signaling.js';
import { failure, nextEvent } from '../../support/events.js';
import { signalingContract } from './contract.js';
import { waitUntil } from '../../support/wait-until.js';

const request = { room: 'r', name: '', instance: 'i' };

describe('WebSocketSignaling', () => {
  signalingContract(async () => {
    const url = await sharedSignalingUrl();
    return () => new WebSocketSignaling(url);
  });

  it('takes addresses of pages too, and refuses what is no address', async () => {
    const { host } = new URL(await sharedSignalingUrl());
    const transport = new WebSocketSignaling(`http://${host}/signal`);
    await transport.join({ ...request, room: 'from http' });
    await transport.leave();
    for (const url of ['ftp://example.com', 'wss://', 'mailto:ann@example.com']) {
      expect(() => new WebSocketSignaling(url))
        .to.throw('is not a WebSocket URL')
        .with.property('code', 'invalid-options');
    }
  });

  it('says that a server cannot be reached, and reaches it once it is there', async () => {
    const server = await startSignalingServer();
    await server.stop();
    const transport = new WebSocketSignaling(server.url);
    expect(await failure(transport.join(request))).to.include({
      code: 'server-unreachable',
      recoverable: true,
    });
    expect(transport.state).to.equal('closed');
    const again = await startSignalingServer({ port: server.port });
    await transport.join(request);
    expect(transport.state).to.equal('open');
    await transport.leave();
    await again.stop();
  });

  it('joins by the handshake, but where it has a secret to tell', async () => {
    const url = await sharedSignalingUrl();
    const Original = window.WebSocket;
    const seen: string[] = [];
    window.WebSocket = class extends Original {
      override send(data: string): void {
        seen.push(data);
        super.send(data);
      }
    };
    try {
      for (const secret of [undefined, { token: () => Promise.resolve('t') }, { resumeToken: 'a.b.c' }]) {
        const transport = new WebSocketSignaling(url);
        await transport.join({ ...request, room: 'by handshake', ...secret });
        seen.push(transport.state);
        await transport.leave();
      }
    } finally {
      window.WebSocket = Original;
    }
    const said = seen.map((text) =>
      text.startsWith('{') ? (JSON.parse(text) as { type: string }).type : text,
    );
    expect(said).to.deep.equal(['open', 'leave', 'join', 'open', 'leave', 'join', 'open', 'leave']);
  });

  it('passes on why the server refuses', async () => {
    const server = await startSignalingServer({ maxParticipants: 1 });
    const first = new WebSocketSignaling(server.url);
    await first.join(request);
    const second = new WebSocketSignaling(server.url);
    expect(await failure(second.join(request))).to.include({ code: 'room-full', recoverable: true });
    await first.leave();
    await second.join(request);
    await second.leave();
    await server.stop();
  });

  it('comes back by itself when the server does, and sends what waited', async () => {
    const server = await startSignalingServer();
    const [ann, bob] = [new WebSocketSignaling(server.url), new WebSocketSignaling(server.url)];
    await ann.join(request);
    await bob.join(request);
    const lost = nextEvent(ann, 'statechange');
    await server.stop();
    expect(await lost).to.include({ state: 'reconnecting' });
    ann.update({ name: 'Ann' });
    const names: string[] = [];
    bob.addEventListener('push', ({ push }) => {
      if ('participant' in push) names.push(push.participant.name);
    });
    bob.addEventListener('joined', ({ joined }) =>
      names.push(...joined.participants.map(({ name }) => name)),
    );
    const rejoined = Promise.all([nextEvent(ann, 'joined'), nextEvent(bob, 'joined')]);
    const again = await startSignalingServer({ port: server.port });
    await rejoined;
    await waitUntil(() => names.includes('Ann'), 'the name did not arrive');
    await Promise.all([ann.leave(), bob.leave()]);
    await again.stop();
  });
});

describe('BroadcastSignaling', () => {
  signalingContract(() => {
    const scope = `test ${Math.random()}`;
    return Promise.resolve(() => new BroadcastSignaling(scope));
  });

  it('lets in eight, and of many at once no one too many', async () => {
    const transports = Array.from({ length: 10 }, () => new BroadcastSignaling('full'));
    const results = await Promise.allSettled(transports.map((transport) => transport.join(request)));
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(8);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).to.include({ code: 'room-full' });
    }
    await Promise.all(transports.map((transport) => transport.leave()));
  });

  it('delivers what is said to a new member before it has met everybody', async () => {
    const scope = 'busy';
    const done = new AbortController();
    const prefix = `rtc-elements:${scope}:r:`;
    // A tab that is there and does not answer, as a busy one does for a while.
    const busy = new Promise<void>((resolve) => {
      done.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    const held = new Promise<void>((resolve) => {
      void navigator.locks.request(`${prefix}busy`, () => {
        resolve();
        return busy;
      });
    });
    const ann = new BroadcastSignaling(scope);
    await ann.join(request);
    await held;
    ann.addEventListener('push', ({ push }) => {
      if (push.type === 'participant-joined') ann.signal(push.participant.id, 'early');
    });
    const bob = new BroadcastSignaling(scope);
    const said = nextEvent<SignalingPushEvent>(bob, 'push', ({ push }) => push.type === 'signal');
    await bob.join(request);
    expect((await said).push).to.include({ payload: 'early' });
    done.abort();
    await Promise.all([ann.leave(), bob.leave()]);
  });

  it('notices a tab that is gone without a word', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const ann = new BroadcastSignaling('crash');
    await ann.join(request);
    const arrival = nextEvent<SignalingPushEvent>(
      ann,
      'push',
      ({ push }) => push.type === 'participant-joined',
    );
    const script = frame.contentDocument?.createElement('script');
    if (!script) throw new Error('the frame has no document');
    script.type = 'module';
    script.textContent = `
      import { BroadcastSignaling } from '${new URL('../../../../src/core/loopback/index.ts', import.meta.url).href}';
      const transport = new BroadcastSignaling('crash');
      await transport.join({ room: 'r', name: 'Ghost', instance: 'g' });`;
    frame.contentDocument?.body.append(script);
    expect((await arrival).push).to.have.nested.property('participant.name', 'Ghost');
    const gone = nextEvent<SignalingPushEvent>(ann, 'push');
    frame.remove();
    expect((await gone).push).to.include({ type: 'participant-left', reason: 'timeout' });
    await ann.leave();
  });
});

describe('LoopbackSignaling', () => {
  signalingContract(() => {
    const scope = `test ${Math.random()}`;
    return Promise.resolve(() => new LoopbackSignaling({ scope, echo: false }));
  });

  it('is alone with its echo', async () => {
    const [ann, bob] = [new LoopbackSignaling(), new LoopbackSignaling()];
    for (const transport of [ann, bob]) {
      const joined = nextEvent<SignalingJoinedEvent>(transport, 'joined');
      await transport.join(request);
      expect((await joined).joined.participants).to.have.length(1);
    }
    await Promise.all([ann.leave(), bob.leave()]);
  });
});
