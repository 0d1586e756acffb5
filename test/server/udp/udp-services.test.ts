import assert from 'node:assert/strict';
import { Socket } from 'node:dgram';
import { describe, it } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import { SocketGrid } from '../../../server/udp/socket-grid.js';
import { UdpClient } from '../support/udp-client.js';
import { freeUdpPorts } from '../support/udp-ports.js';

const ADDRESS = '127.0.0.1';
const SERVED = [{ public: ADDRESS, bind: ADDRESS }];
const PROBING = { port: 0, host: ADDRESS, probe: [ADDRESS] };

describe('the UDP sockets', () => {
  it('are all closed if one cannot be opened', async (t) => {
    const port = await freeUdpPorts([ADDRESS], 2);
    const other = await UdpClient.open(t, ADDRESS, port + 1);
    const close = t.mock.method(Socket.prototype, 'close');
    await assert.rejects(SocketGrid.open(SERVED, [port, port + 1]), { code: 'EADDRINUSE' });
    assert.equal(close.mock.callCount(), 2, 'the first, and the one that could not be opened');
    assert.equal(other.endpoint.port, port + 1);
    const grid = await SocketGrid.open(SERVED, [port, 0]);
    await grid.close();
  });

  it('are closed with the server', async () => {
    const port = await freeUdpPorts([ADDRESS], 4);
    const options = { ...PROBING, probePorts: [port, port + 1], stunPort: port + 2 };
    const server = await createSignalingServer(options);
    await assert.rejects(SocketGrid.open(SERVED, [port, 0]), { code: 'EADDRINUSE' });
    await server.close();
    for (const first of [port, port + 2]) {
      const grid = await SocketGrid.open(SERVED, [first, first + 1]);
      await grid.close();
    }
  });

  it('may have free ports, which the log names, and which no ICE server may have', async (t) => {
    const port = await freeUdpPorts([ADDRESS], 2);
    const open = SocketGrid.open.bind(SocketGrid);
    // The system gives these.
    t.mock.method(SocketGrid, 'open', () => open(SERVED, [port, port + 1]));
    const told: unknown[] = [];
    const options = {
      ...PROBING,
      probePorts: [0, 0],
      logger: (_level: string, event: string, fields: unknown) => event === 'probe' && told.push(fields),
    };
    const server = await createSignalingServer(options);
    await server.close();
    assert.deepEqual(told, [{ addresses: 1, ports: [port, port + 1] }]);
    for (const host of [ADDRESS, 'localhost']) {
      const iceServers = [{ urls: `stun:${host}:${port + 1}` }];
      await assert.rejects(createSignalingServer({ ...options, iceServers }), {
        name: 'RangeError',
        message: `iceServers must not name a socket of the probe, as "stun:${host}:${port + 1}" does`,
      });
    }
  });
});
