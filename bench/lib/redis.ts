import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Processor time that a Redis has used so far, in microseconds. */
export async function redisCpu(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('INFO cpu\r\nQUIT\r\n');
  const info = await text(socket);
  const [user = NaN, system = NaN] = ['user', 'sys'].map((kind) =>
    Number(new RegExp(`^used_cpu_${kind}:([\\d.]+)`, 'm').exec(info)?.[1]),
  );
  return (user + system) * 1e6;
}
