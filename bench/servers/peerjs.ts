// PeerJS's own server. Its limits are lifted as ours are: it would drop whoever sends no heartbeat for a minute.
import { PeerServer } from 'peer';

PeerServer({
  port: Number(process.argv[2]),
  host: '127.0.0.1',
  path: '/',
  concurrent_limit: 100_000,
  alive_timeout: 3_600_000,
});
