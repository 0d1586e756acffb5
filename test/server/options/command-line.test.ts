import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommand } from '../../../server/options/command-line.js';
import { UsageError } from '../../../server/options/usage-error.js';

const FOLDER = import.meta.dirname;

describe('readCommand', () => {
  it('without anything leaves all to the defaults', () => {
    assert.deepEqual(readCommand([], {}), { run: 'serve', options: {}, logLevel: 'info' });
  });

  it('reads every flag', () => {
    const args =
      `--port 0 --host ::1 --path /rtc --static ${FOLDER} --max-participants 4 --grace 1.5 ` +
      '--allow-origin https://a.example --allow-origin=https://b.example ' +
      '--stun-url stun:a.example:3478 --stun-url stuns:b.example --log-level debug ' +
      '--max-connections 3 --max-rooms 5 --max-members 6 --max-replay-memory 1.5 --sockets-per-address 7 --joins-per-second 8 --messages-per-second 9 ' +
      '--trust-proxy --turn-url turn:a.example --turn-url turns:b.example:443?transport=tcp ' +
      '--turn-secret hidden --turn-ttl 60 --metrics-port 9090 ' +
      '--probe 203.0.113.5/10.0.0.5,203.0.113.6/10.0.0.6 --probe-ports 3500,3501 --stun 3478';
    assert.deepEqual(readCommand([...args.split(' '), '--token-secret', 'a secret'], {}), {
      run: 'serve',
      logLevel: 'debug',
      options: {
        port: 0,
        host: '::1',
        path: '/rtc',
        staticDir: FOLDER,
        maxParticipants: 4,
        graceMs: 1500,
        maxConnections: 3,
        maxRooms: 5,
        maxMembers: 6,
        maxReplayBytes: 1_572_864,
        socketsPerAddress: 7,
        joinsPerSecond: 8,
        messagesPerSecond: 9,
        trustProxy: true,
        turnUrls: ['turn:a.example', 'turns:b.example:443?transport=tcp'],
        turnSecret: 'hidden',
        turnTtlMs: 60_000,
        metricsPort: 9090,
        probe: ['203.0.113.5/10.0.0.5', '203.0.113.6/10.0.0.6'],
        probePorts: [3500, 3501],
        stunPort: 3478,
        tokenSecret: 'a secret',
        allowOrigin: ['https://a.example', 'https://b.example'],
        iceServers: [{ urls: ['stun:a.example:3478', 'stuns:b.example'] }],
      },
    });
  });

  it('reads the same from the environment', () => {
    const env = {
      RTC_PORT: '1',
      RTC_HOST: '::1',
      RTC_PATH: '/rtc',
      RTC_STATIC: FOLDER,
      RTC_MAX_PARTICIPANTS: '4',
      RTC_GRACE: '0',
      RTC_MAX_ROOMS: '5',
      RTC_MAX_REPLAY_MEMORY: '64',
      RTC_TURN_URL: 'turn:a.example,turn:b.example',
      RTC_TURN_SECRET: 'hidden',
      RTC_TOKEN_SECRET: 'a secret, with a comma',
      RTC_TRUST_PROXY: 'false',
      RTC_ALLOW_ORIGIN: 'https://a.example, *',
      RTC_STUN_URL: 'stun:a.example,stun:b.example',
      RTC_PROBE: '2001:db8::1/::',
      RTC_PROBE_PORTS: '3500, 3501',
      RTC_STUN: '3478',
      RTC_LOG_LEVEL: 'silent',
    };
    assert.deepEqual(readCommand([], env), {
      run: 'serve',
      logLevel: 'silent',
      options: {
        port: 1,
        host: '::1',
        path: '/rtc',
        staticDir: FOLDER,
        maxParticipants: 4,
        graceMs: 0,
        maxRooms: 5,
        maxReplayBytes: 67_108_864,
        turnUrls: ['turn:a.example', 'turn:b.example'],
        turnSecret: 'hidden',
        trustProxy: false,
        probe: ['2001:db8::1/::'],
        probePorts: [3500, 3501],
        stunPort: 3478,
        tokenSecret: 'a secret, with a comma',
        allowOrigin: ['https://a.example', '*'],
        iceServers: [{ urls: ['stun:a.example', 'stun:b.example'] }],
      },
    });
  });

  it('reads the proxies as a flag alone, their number, or their addresses', () => {
    const proxies = (args: string, env: Record<string, string> = {}): unknown => {
      const command = readCommand(args.split(' ').filter(Boolean), env);
      return command.run === 'serve' && command.options.trustProxy;
    };
    for (const alone of [
      '--trust-proxy',
      '--trust-proxy --port 0',
      '--port 0 --trust-proxy',
      '--trust-proxy=true',
    ]) {
      assert.equal(proxies(alone), true, alone);
    }
    assert.equal(proxies('--trust-proxy=false', { RTC_TRUST_PROXY: '2' }), false);
    assert.equal(proxies('--trust-proxy 2 --port 0'), 2);
    assert.equal(proxies('--trust-proxy=2'), 2);
    assert.equal(proxies('--trust-proxy loopback --trust-proxy 10.0.0.0/8'), 'loopback,10.0.0.0/8');
    assert.equal(proxies('', { RTC_TRUST_PROXY: 'true' }), true);
    assert.equal(proxies('', { RTC_TRUST_PROXY: '2' }), 2);
    assert.equal(proxies('', { RTC_TRUST_PROXY: '10.0.0.7, fd00::/8' }), '10.0.0.7, fd00::/8');
    assert.equal(proxies('', { RTC_TRUST_PROXY: '' }), undefined);
  });

  it('prefers the flag, then its variable, then PORT; an empty variable is none', () => {
    const portOf = (args: string[], env: Record<string, string>): number | undefined => {
      const command = readCommand(args, env);
      return command.run === 'serve' ? command.options.port : undefined;
    };
    assert.equal(portOf(['--port', '1'], { RTC_PORT: '2', PORT: '3' }), 1);
    assert.equal(portOf([], { RTC_PORT: '2', PORT: '3' }), 2);
    assert.equal(portOf([], { RTC_PORT: '', PORT: '3' }), 3);
    assert.equal(portOf([], { PORT: '' }), undefined);
  });

  it('refuses a variable that it does not know, as it does with a flag', () => {
    assert.throws(() => readCommand([], { RTC_TOKENSECRET: 'x' }), {
      name: 'UsageError',
      message: 'Unknown environment variable "RTC_TOKENSECRET"',
    });
    assert.throws(() => readCommand([], { RTC_TRUST_PROXY: 'yes' }), {
      message:
        '--trust-proxy must be true, false, a number of proxies up to 100, or addresses such as 10.0.0.7, ' +
        '10.0.0.0/8 or loopback, not "yes"',
    });
    assert.equal(readCommand([], { RTCX: 'x', HOME: '/' }).run, 'serve');
  });

  it('takes no notice of what Kubernetes says about a service with a similar name', () => {
    const links = {
      RTC_SIGNAL_SERVICE_HOST: '10.0.0.1',
      RTC_SIGNAL_SERVICE_PORT: '8080',
      RTC_SIGNAL_SERVICE_PORT_HTTP: '8080',
      RTC_SIGNAL_PORT: 'tcp://10.0.0.1:8080',
      RTC_SIGNAL_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
      RTC_SIGNAL_PORT_8080_TCP_PROTO: 'tcp',
      RTC_SIGNAL_PORT_8080_TCP_PORT: '8080',
      RTC_SIGNAL_PORT_8080_TCP_ADDR: '10.0.0.1',
    };
    assert.equal(readCommand([], links).run, 'serve');
    // A misspelt variable is none of these.
    assert.throws(() => readCommand([], { RTC_METRIC_PORT: '9090' }), { name: 'UsageError' });
  });

  it('answers --help and --version whatever the environment', () => {
    assert.deepEqual(readCommand(['--help'], { RTC_PORT: 'x' }), { run: 'help' });
    assert.deepEqual(readCommand(['--version'], {}), { run: 'version' });
  });

  it('names the flag and what is allowed, in one line', () => {
    const cases: [string, RegExp][] = [
      ['--bogus', /'--bogus'/],
      ['--token-secrets x', /'--token-secrets'/],
      ['--redis http://localhost', /^--redis must be /],
      ['--metrics-port x', /^--metrics-port must be an integer from 0 to 65535, not "x"$/],
      ['--turn-url turn:x', /^--turn-url needs --turn-secret$/],
      ['--turn-secret hidden', /^--turn-secret needs --turn-url$/],
      ['--turn-url x --turn-secret hidden', /^--turn-url must be a list of URLs like turn:[^ ]+, not "x"$/],
      ['--turn-ttl 0', /^--turn-ttl must be a number of seconds from 1 to 86400, not "0"$/],
      ['extra', /'extra'/],
      ['--port', /--port/],
      ['--port x', /^--port must be an integer from 0 to 65535, not "x"$/],
      ['--port 65536', /^--port must be an integer from 0 to 65535, not 65536$/],
      ['--port=-1', /^--port must/],
      ['--port 1e3', /^--port must/],
      ['--path signal', /^--path must/],
      ['--static /no/such/directory', /^--static must be a directory that exists/],
      ['--max-participants 0', /^--max-participants must be an integer from 1 to 100/],
      ['--max-participants 2.5', /^--max-participants must/],
      ['--grace 3601', /^--grace must be a number of seconds from 0 to 3600, not "3601"$/],
      ['--grace 5s', /^--grace must/],
      ['--max-replay-memory 0', /^--max-replay-memory must be a number of MiB from 1 to 1048576, not "0"$/],
      ['--max-rooms 0', /^--max-rooms must be an integer from 1 to 1000000, not 0$/],
      ['--joins-per-second many', /^--joins-per-second must be an integer from 1 to 1000000, not "many"$/],
      ['--trust-proxy=yes', /--trust-proxy/],
      ['--trust-proxy 101', /^--trust-proxy must be .* not 101$/],
      ['--trust-proxy=', /^--trust-proxy must be .* not ""$/],
      ['--trust-proxy 2 --trust-proxy loopback', /^--trust-proxy must be .* not "2"$/],
      ['--trust-proxy extra', /^--trust-proxy must be .* not "extra"$/],
      ['--allow-origin example.com', /^--allow-origin must be an origin/],
      ['--stun-url https://example.com', /^--stun-url must be like stun:/],
      ['--probe localhost', /^--probe must be one IP address or two, .*, not "localhost"$/],
      ['--probe 192.0.2.1/example', /^--probe must be /],
      ['--probe 0.0.0.0', /^--probe must begin with an address that clients reach, not "0\.0\.0\.0"$/],
      ['--probe ::0/::1', /^--probe must begin with an address that clients reach, not "::0\/::1"$/],
      ['--probe 192.0.2.1/2001:db8::1', /^--probe must be /],
      ['--probe 192.0.2.1,192.0.2.2,192.0.2.3', /^--probe must be one IP address or two, /],
      ['--probe 192.0.2.1,192.0.2.1', /^--probe must be two different addresses of one family$/],
      ['--probe 192.0.2.1,2001:db8::1', /^--probe must be two different addresses of one family$/],
      ['--probe-ports 1,2', /^--probe-ports needs --probe$/],
      ['--probe 192.0.2.1 --probe-ports 1', /^--probe-ports must be two ports from 0 to 65535$/],
      ['--probe 192.0.2.1 --probe-ports 1,x', /^--probe-ports must be two ports from 0 to 65535, not "x"$/],
      ['--probe 192.0.2.1 --probe-ports 7,7', /^--probe-ports must be two different ports$/],
      ['--stun 3478', /^--stun needs --probe$/],
      ['--probe 192.0.2.1 --stun 65535', /^--stun must be an integer from 1 to 65534, not 65535$/],
      [
        '--probe 192.0.2.1 --stun 3479',
        /^--stun and the port after it must be other ports than those of the probe$/,
      ],
      [
        '--probe 192.0.2.1 --stun-url stun:192.0.2.1:3481',
        /^--stun-url must not name a socket of the probe, /,
      ],
      ['--probe ::1 --stun-url stun:[0::1]:3480', /^--stun-url must not name a socket of the probe, /],
      [
        '--probe 192.0.2.1/10.0.0.1 --probe-ports 3478,3479 --turn-url turn:10.0.0.1?transport=udp --turn-secret x',
        /^--turn-url must not name a socket of the probe, /,
      ],
      ['--log-level loud', /^--log-level must be one of silent, error, warn, info, debug, not "loud"$/],
    ];
    for (const [line, message] of cases) {
      assert.throws(
        () => readCommand(line.split(' '), {}),
        (error) =>
          error instanceof UsageError && message.test(error.message) && !error.message.includes('\n'),
        line,
      );
    }
  });
});
