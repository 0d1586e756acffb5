import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { FarServer } from '../../bench/lib/far-server.js';
import { DelayLine } from '../support/delay-line.js';
import { MediaRelay } from '../support/media-relay.js';

/** Long enough that no order is a matter of luck, in ms. */
const MS = 40;

/** Numbers of a clock and of timers are rounded. */
const ROUNDING = 1;

describe('a delay', () => {
  it('is the same for everything, and changes no order', async () => {
    const line = new DelayLine(MS);
    const start = performance.now();
    const arrived: number[] = [];
    await new Promise<void>((resolve) => {
      line.add(() => arrived.push(1), start + 3 * MS);
      line.add(() => arrived.push(2));
      line.add(() => {
        arrived.push(3);
        line.add(() => {
          arrived.push(4);
          resolve();
        });
      });
    });
    assert.deepEqual(arrived, [1, 2, 3, 4]);
    assert.ok(performance.now() - start >= 4 * MS - ROUNDING);
  });

  it('of nothing delivers at once, and what was dropped never arrives', async () => {
    const arrived: string[] = [];
    new DelayLine(0).add(() => arrived.push('at once'));
    assert.deepEqual(arrived, ['at once']);
    const line = new DelayLine(MS);
    line.add(() => arrived.push('dropped'));
    line.clear();
    await new Promise<void>((resolve) => line.add(resolve));
    assert.deepEqual(arrived, ['at once']);
  });
});

describe('a server that is far away', () => {
  const echo = createServer((socket) => socket.pipe(socket));
  before(() => once(echo.listen(0, '127.0.0.1'), 'listening'));
  after(() => echo.close());

  it('answers after the handshake and a round trip, then after a round trip, and ends', async () => {
    const far = await FarServer.open((echo.address() as AddressInfo).port, MS);
    const socket = connect(far.port, '127.0.0.1');
    const times: number[] = [];
    for (const text of ['one', 'two']) {
      const start = performance.now();
      socket.write(text);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      assert.equal(answer.toString(), text);
      times.push(performance.now() - start);
    }
    const [first = 0, second = 0] = times;
    assert.ok(first >= 4 * MS - ROUNDING && second >= 2 * MS - ROUNDING, times.join());
    const ended = once(socket, 'end');
    socket.end();
    await ended;
    far.close();
  });
});

describe('a relay for media', () => {
  const sockets: Socket[] = [];
  const open = async (): Promise<Socket> => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'listening');
    return socket;
  };
  after(() => sockets.forEach((socket) => socket.close()));

  it('takes its time each way', async () => {
    const [ann, bob] = [await open(), await open()];
    const relay = new MediaRelay(MS);
    const { port } = bob.address();
    const candidate = await relay.rewrite(`candidate:1 1 udp 2122260223 127.0.0.1 ${port} typ host`);
    const named = Number(/ (\d+) typ host/.exec(candidate)?.[1]);
    assert.notEqual(named, port);
    assert.equal(await relay.rewrite(candidate), candidate, 'a second relay behind the first');
    const start = performance.now();
    bob.once('message', (packet, from) => bob.send(packet, from.port, from.address));
    ann.send('check', named, '127.0.0.1');
    const [answer] = (await once(ann, 'message')) as [Buffer];
    assert.equal(answer.toString(), 'check');
    assert.ok(performance.now() - start >= 2 * MS - ROUNDING);
    relay.move();
  });
});
