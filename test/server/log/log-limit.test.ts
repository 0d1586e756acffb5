import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Logger } from '../../../server/index.js';
import { limitLog } from '../../../server/log/log-limit.js';
import { startServer } from '../support/fixture.js';
import { RawClient } from '../support/raw-client.js';
import { rawGet, rawUpgrade } from '../support/raw-http.js';

describe('limitLog', () => {
  const open = () => {
    const lines: unknown[] = [];
    let time = 0;
    const log = limitLog(
      (...line) => lines.push(line),
      () => time,
    );
    return { lines, log, pass: (ms: number) => (time += ms) };
  };

  it('writes equal lines once a minute, and then how many were left out', () => {
    const { lines, log, pass } = open();
    for (let time = 0; time < 5; time += 1) log('warn', 'origin refused', { origin: 'https://a.example' });
    pass(59_999);
    log('warn', 'origin refused', { origin: 'https://a.example' });
    assert.deepEqual(lines, [['warn', 'origin refused', { origin: 'https://a.example' }]]);
    pass(1);
    log('warn', 'origin refused', { origin: 'https://a.example' });
    assert.deepEqual(lines.slice(1), [
      ['warn', 'origin refused', { origin: 'https://a.example', omitted: 5 }],
    ]);
  });

  it('writes ten different lines of one event a minute', () => {
    const { lines, log, pass } = open();
    for (let member = 0; member < 1000; member += 1) log('warn', 'flood', { member });
    assert.equal(lines.length, 10);
    pass(60_000);
    log('warn', 'flood', { member: 0 });
    assert.deepEqual(lines.at(-1), ['warn', 'flood', { member: 0, omitted: 990 }]);
  });

  it('limits each event by itself', () => {
    const { lines, log } = open();
    for (let address = 0; address < 100; address += 1) log('warn', 'too many sockets', { address });
    log('info', 'stopped');
    assert.deepEqual(lines.at(-1), ['info', 'stopped', undefined]);
  });

  it('leaves out no line of the level debug, and no change of state', () => {
    const { lines, log } = open();
    for (let time = 0; time < 50; time += 1) {
      log('debug', 'refused', { code: 'not-joined' });
      log('warn', 'redis lost', { error: 'connection closed' });
      log('info', 'redis back', { restarted: false });
    }
    assert.equal(lines.length, 150);
  });
});

function hasOpened({ socket, closed }: RawClient): Promise<boolean> {
  return Promise.race([
    new Promise<boolean>((resolve) => socket.on('open', () => resolve(true))),
    closed.then(() => false),
  ]);
}

describe('a client cannot fill the log', () => {
  const start = async (t: TestContext, options: object = {}) => {
    const lines: { event: string; fields: Readonly<Record<string, unknown>> | undefined }[] = [];
    const logger: Logger = (level, event, fields) => level === 'debug' || lines.push({ event, fields });
    const fixture = await startServer(t, { ...options, logger });
    const of = (event: string) => lines.filter((line) => line.event === event);
    return { ...fixture, of };
  };

  it('with a foreign origin, which is named once', async (t) => {
    const { server, of } = await start(t);
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const { status } = await rawUpgrade(server.port, '/signal', 'Origin: https://evil.example');
      assert.equal(status, 403);
    }
    await rawUpgrade(server.port, '/signal', 'Origin: https://other.example');
    assert.deepEqual(
      of('origin refused').map(({ fields }) => fields?.['origin']),
      ['https://evil.example', 'https://other.example'],
    );
  });

  it('with another origin each time', async (t) => {
    const { server, of } = await start(t);
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await rawUpgrade(server.port, '/signal', `Origin: https://${attempt}.example`);
    }
    assert.equal(of('origin refused').length, 10);
  });

  it('with invalid tokens, or none', async (t) => {
    const { connect, of } = await start(t, { authorize: () => false, joinsPerSecond: 100 });
    const client = await connect();
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const { error } = await client.request({ type: 'join', room: 'r', instance: 'x' });
      assert.equal(error?.code, 'unauthorized');
    }
    assert.equal(of('unauthorized').length, 1);
  });

  it('with joins at which authorize fails', async (t) => {
    const authorize = (): never => assert.fail('broken');
    const { connect, of } = await start(t, { authorize, joinsPerSecond: 100 });
    const client = await connect();
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await client.request({ type: 'join', room: 'r', instance: 'x' });
    }
    assert.equal(of('handler failed').length, 1);
  });

  it('with names from authorize that are changed', async (t) => {
    const authorize = () => ({ name: 'x'.repeat(65) });
    const { connect, of } = await start(t, { authorize, joinsPerSecond: 100 });
    const client = await connect();
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await client.join('r');
      await client.request({ type: 'leave' });
    }
    assert.equal(of('name changed').length, 1);
  });

  it('with one socket too many, again and again', async (t) => {
    const { server, of } = await start(t, { socketsPerAddress: 1 });
    for (let attempt = 0; attempt < 15; attempt += 1) {
      let client = new RawClient(server.url);
      // The one before may not be gone yet.
      while (!(await hasOpened(client))) client = new RawClient(server.url);
      assert.equal((await rawUpgrade(server.port, '/signal')).status, 429);
      client.terminate();
    }
    assert.equal(of('too many sockets').length, 1);
  });

  it('with floods', async (t) => {
    const { connect, of } = await start(t, { messagesPerSecond: 1, trustProxy: true });
    const floods = Array.from({ length: 15 }, async (_, index) => {
      const client = await connect({ headers: { 'X-Forwarded-For': `203.0.113.${index}` } });
      await client.join(`r${index}`);
      for (let sent = 0; sent < 100; sent += 1) client.send({ type: 'ping', id: sent });
      assert.equal((await client.closed).code, 4003);
    });
    await Promise.all(floods);
    assert.equal(of('flood').length, 10);
  });

  it('with requests that fail', async (t) => {
    const { server, of } = await start(t, { staticDir: import.meta.dirname });
    t.mock.method(Date, 'parse', () => assert.fail('broken'));
    for (let attempt = 0; attempt < 15; attempt += 1) {
      assert.equal((await rawGet(server.port, '/log-limit.test.ts')).status, 500);
    }
    assert.equal(of('request failed').length, 1);
  });
});
