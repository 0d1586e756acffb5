// node unix-to-port.mjs SOCKET PORT: takes connections at a Unix socket, which all network namespaces share, on to a port of
// the namespace that it runs in.
import { connect, createServer } from 'node:net';

const [socket, port] = process.argv.slice(2);

createServer((from) => {
  const to = connect(Number(port), '127.0.0.1');
  from.pipe(to).pipe(from);
  from.on('error', () => to.destroy());
  to.on('error', () => from.destroy());
}).listen(socket, () => console.log('ready'));
