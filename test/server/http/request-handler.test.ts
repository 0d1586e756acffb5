import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import { startServer } from '../support/fixture.js';
import { RawClient } from '../support/raw-client.js';
import { rawGet, rawRequest } from '../support/raw-http.js';

describe('/healthz', () => {
  it('says ok', async (t) => {
    const { server } = await startServer(t);
    const { status, headers, body } = await rawGet(server.port, '/healthz?now');
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(body, '{"status":"ok"}');
    const head = await rawRequest(server.port, 'HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close');
    assert.deepEqual([head.status, head.body], [200, '']);
  });

  it('says 503 while the server stops, and new clients are refused', async () => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    const { port, url } = server;
    // One that does not answer the close keeps the server waiting; the second is a connection made before.
    const stubborn = await RawClient.connect(url);
    const response = fetch(`http://127.0.0.1:${port}/healthz`);
    await response;
    stubborn.socket.pause();
    const stopped = server.close();
    assert.equal((await rawGet(port, '/healthz')).status, 503);
    const late = new RawClient(url);
    assert.equal((await late.closed).code, 1006);
    stubborn.terminate();
    await stopped;
  });
});

describe('other requests', () => {
  it('are answered with the status of their error', async (t) => {
    const { server } = await startServer(t);
    assert.equal((await rawGet(server.port, '/')).status, 404);
    const post = await rawRequest(server.port, 'POST /healthz HTTP/1.1\r\nHost: x\r\nConnection: close');
    assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
    const signal = await rawGet(server.port, '/signal');
    assert.deepEqual([signal.status, signal.headers.get('upgrade')], [426, 'websocket']);
    assert.equal(signal.headers.get('x-content-type-options'), 'nosniff');
  });

  it('do not keep the connection when clients ask whether the server is back', async (t) => {
    const { server } = await startServer(t);
    const { status, headers } = await fetch(`http://127.0.0.1:${server.port}/signal`, { method: 'HEAD' });
    assert.deepEqual([status, headers.get('connection')], [204, 'close']);
  });
});
