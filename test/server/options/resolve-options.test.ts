import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import type { SignalingServerOptions } from '../../../server/index.js';
import { resolveOptions } from '../../../server/options/resolve-options.js';

const resolve = (options: unknown): unknown => resolveOptions(options as SignalingServerOptions);

describe('resolveOptions', () => {
  it('has the documented defaults', () => {
    const { engine, logger, ...plain } = resolveOptions();
    assert.equal(typeof engine, 'function');
    assert.equal(typeof logger, 'function');
    assert.deepEqual(plain, {
      port: 8080,
      host: undefined,
      server: undefined,
      path: '/signal',
      staticDir: undefined,
      maxParticipants: 8,
      graceMs: 20_000,
      heartbeatMs: 15_000,
      joinTimeoutMs: 5000,
      maxPayload: 65_536,
      maxConnections: 60_000,
      maxRooms: 10_000,
      maxMembers: 50_000,
      maxReplayBytes: 268_435_456,
      socketsPerAddress: 200,
      joinsPerSecond: 20,
      messagesPerSecond: 100,
      maxBufferedBytes: 1_048_576,
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 30_000,
      maxHeaderBytes: 16_384,
      trustProxy: false,
      allowOrigin: undefined,
      tokenSecret: undefined,
      authorize: undefined,
      iceServers: [],
      turnUrls: [],
      turnSecret: undefined,
      turnTtlMs: 600_000,
      redis: undefined,
      metricsPort: undefined,
      probe: undefined,
      stun: undefined,
    });
  });

  it('names the option and what is allowed', () => {
    const cases: [object, typeof TypeError | typeof RangeError, RegExp][] = [
      [{ port: '80' }, TypeError, /^port must be an integer from 0 to 65535, not "80"$/],
      [{ port: 65_536 }, RangeError, /^port must be an integer from 0 to 65535, not 65536$/],
      [{ port: Number.NaN }, RangeError, /^port must/],
      [{ port: null }, TypeError, /^port must be an integer from 0 to 65535, not null$/],
      [{ metricsPort: null }, TypeError, /^metricsPort must .* not null$/],
      [{ host: 5 }, TypeError, /^host must be a string/],
      [{ host: '' }, RangeError, /^host must/],
      [{ path: 'signal' }, RangeError, /^path must be a plain path/],
      [{ path: '/healthz' }, RangeError, /^path must/],
      [{ path: '/a?b' }, RangeError, /^path must/],
      [{ staticDir: '/no/such/directory' }, RangeError, /^staticDir must be a directory that exists/],
      [{ staticDir: import.meta.filename }, RangeError, /^staticDir must/],
      [{ maxParticipants: 0 }, RangeError, /^maxParticipants must be an integer from 1 to 100, not 0$/],
      [{ maxParticipants: 101 }, RangeError, /^maxParticipants/],
      [{ graceMs: -1 }, RangeError, /^graceMs must/],
      [{ graceMs: 0.5 }, RangeError, /^graceMs must/],
      [{ host: null }, TypeError, /^host must.*not null$/],
      [{ heartbeatMs: 1 }, RangeError, /^heartbeatMs must/],
      [{ joinTimeoutMs: Infinity }, RangeError, /^joinTimeoutMs must/],
      [{ maxPayload: 100_000 }, RangeError, /^maxPayload must/],
      [{ maxConnections: 0 }, RangeError, /^maxConnections must/],
      [{ maxRooms: 0 }, RangeError, /^maxRooms must/],
      [{ maxMembers: 1.5 }, RangeError, /^maxMembers must/],
      [{ maxReplayBytes: 1000 }, RangeError, /^maxReplayBytes must be an integer from 1048576 to/],
      [{ socketsPerAddress: 0 }, RangeError, /^socketsPerAddress must/],
      [{ joinsPerSecond: '5' }, TypeError, /^joinsPerSecond must/],
      [{ messagesPerSecond: 0 }, RangeError, /^messagesPerSecond must/],
      [{ maxBufferedBytes: 65_535 }, RangeError, /^maxBufferedBytes must/],
      [{ headersTimeoutMs: 0 }, RangeError, /^headersTimeoutMs must/],
      [{ requestTimeoutMs: 0 }, RangeError, /^requestTimeoutMs must/],
      [{ maxHeaderBytes: 1_000_000 }, RangeError, /^maxHeaderBytes must/],
      [
        { trustProxy: -1 },
        RangeError,
        /^trustProxy must be true, false, a number of proxies up to 100, or addresses such as .*, not -1$/,
      ],
      [{ trustProxy: 101 }, RangeError, /^trustProxy must/],
      [{ trustProxy: 1.5 }, RangeError, /^trustProxy must/],
      [{ trustProxy: null }, TypeError, /^trustProxy must .* not null$/],
      [{ trustProxy: {} }, TypeError, /^trustProxy must/],
      [{ trustProxy: '' }, RangeError, /^trustProxy must .* not ""$/],
      [{ trustProxy: 'localhost' }, RangeError, /^trustProxy must .* not "localhost"$/],
      [{ trustProxy: 'loopback,10.0.0.0/33' }, RangeError, /^trustProxy must .* not "10.0.0.0\/33"$/],
      [{ trustProxy: ['10.0.0.1', 5] }, RangeError, /^trustProxy must .* not 5$/],
      ...[
        '0.0.0.0/0',
        '::/0',
        '::/129',
        '10.0.0.0/',
        '10.0.0.0/8/8',
        '10.0.0.0/255.0.0.0',
        '10.0.0',
        'fe80::1%eth0',
      ].map((trustProxy): [object, typeof RangeError, RegExp] => [
        { trustProxy },
        RangeError,
        /^trustProxy must/,
      ]),
      ...['constructor', '[::1]', '10.0.0.1:80', 'true'].map(
        (trustProxy): [object, typeof RangeError, RegExp] => [{ trustProxy }, RangeError, /^trustProxy must/],
      ),
      [{ server: createServer(), maxConnections: 5 }, TypeError, /^maxConnections cannot be combined/],
      [{ server: createServer(), headersTimeoutMs: 50 }, TypeError, /^headersTimeoutMs cannot be combined/],
      [{ allowOrigin: 'https://example.com' }, TypeError, /^allowOrigin must be a list/],
      [
        { allowOrigin: ['https://a.example', 'b.example'] },
        RangeError,
        /^allowOrigin\[1\] must be an origin/,
      ],
      [{ allowOrigin: ['https://a.example/path'] }, RangeError, /^allowOrigin\[0\]/],
      [{ allowOrigin: [5] }, RangeError, /^allowOrigin\[0\]/],
      [{ iceServers: [{ urls: 'https://example.com' }] }, RangeError, /^iceServers must be a list/],
      [{ iceServers: 'stun:x' }, RangeError, /^iceServers must/],
      [{ iceServers: null }, RangeError, /^iceServers must/],
      [{ iceServers: [{ urls: 'stun://x' }] }, RangeError, /^iceServers must be a list/],
      [{ iceServers: [{ urls: 'turn:x' }] }, RangeError, /^iceServers must have username and credential/],
      [{ iceServers: Array(17).fill({ urls: 'stun:x' }) }, RangeError, /^iceServers must be a list/],
      // Each is allowed, and all together more than a message holds.
      [
        { iceServers: Array(16).fill({ urls: Array(16).fill(`stun:${'x'.repeat(1000)}`) }) },
        RangeError,
        /^iceServers must make a list of at most 16384 characters/,
      ],
      [
        { turnUrls: Array(16).fill(`turn:${'x'.repeat(1019)}`), turnSecret: 's' },
        RangeError,
        /^turnUrls must make a list of at most 16384 characters/,
      ],
      [{ tokenSecret: '' }, RangeError, /^tokenSecret must be a string with something in it$/],
      [{ tokenSecret: 5 }, TypeError, /^tokenSecret must be a string with something in it$/],
      [{ turnUrls: 'turn:x', turnSecret: 's' }, TypeError, /^turnUrls must be a list/],
      [{ turnUrls: null }, TypeError, /^turnUrls must be a list.*not null$/],
      [{ turnUrls: ['stun:x'], turnSecret: 's' }, RangeError, /^turnUrls must be a list.*not "stun:x"$/],
      [{ turnUrls: [5], turnSecret: 's' }, RangeError, /^turnUrls must/],
      [{ turnUrls: Array(17).fill('turn:x'), turnSecret: 's' }, RangeError, /^turnUrls must/],
      [{ turnUrls: ['turn:x'] }, TypeError, /^turnUrls needs turnSecret$/],
      [{ turnSecret: 'hidden' }, TypeError, /^turnSecret needs turnUrls$/],
      [{ turnUrls: ['turn:x'], turnSecret: '' }, RangeError, /^turnSecret must be a string with/],
      [{ metricsPort: 65_536 }, RangeError, /^metricsPort must be an integer from 0 to 65535/],
      [{ turnTtlMs: 10 }, RangeError, /^turnTtlMs must/],
      [{ authorize: true }, TypeError, /^authorize must be a function/],
      [{ engine: {} }, TypeError, /^engine must be a function/],
      [{ redis: 6379 }, TypeError, /^redis must be a URL like redis:/],
      [{ redis: 'http://:secret@localhost' }, RangeError, /^redis must be a URL(?!.*secret)/],
      [{ redis: 'localhost:6379' }, RangeError, /^redis must be a URL/],
      [
        { redis: 'redis://localhost', engine: () => assert.fail() },
        TypeError,
        /^redis cannot be combined with engine$/,
      ],
      [{ logger: 'console' }, TypeError, /^logger must be a function/],
      [{ server: {} }, TypeError, /^server must be an http.Server or https.Server/],
      [{ maxParticipant: 4 }, TypeError, /^maxParticipant is not an option/],
      // A key of the resolved options.
      [{ stun: { ports: [3478, 3479] } }, TypeError, /^stun is not an option/],
    ];
    for (const [options, type, message] of cases) {
      assert.throws(
        () => resolve(options),
        (error) => error instanceof type && message.test(error.message),
        `${JSON.stringify(options)} → ${String(message)}`,
      );
    }
  });

  it('takes origins as people write them', () => {
    const { allowOrigin } = resolveOptions({
      allowOrigin: ['https://Example.com/', 'http://localhost:8080', 'null', '*'],
    });
    assert.deepEqual(allowOrigin, ['https://example.com', 'http://localhost:8080', 'null', '*']);
  });

  it('takes undefined for a default', () => {
    assert.equal((resolve({ port: undefined, path: undefined }) as { port: number }).port, 8080);
  });

  it('throws before anything is started', async () => {
    await assert.rejects(createSignalingServer({ port: -1 }), RangeError);
  });
});
