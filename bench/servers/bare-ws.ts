// The limit: a relay over `ws` that does nothing but what cannot be left out. It reads the frame to know whom it is
// for, and passes its text on. It trusts everybody, keeps nothing, and holds no limit.
import { WebSocketServer, type WebSocket } from 'ws';

interface Message {
  readonly type: 'join' | 'relay';
  readonly room: string;
  readonly id: string;
  readonly to: string;
}

const rooms = new Map<string, Map<string, WebSocket>>();
const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', path: '/relay' });

server.on('connection', (socket) => {
  let room: Map<string, WebSocket> | undefined;
  let left = (): void => {};

  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const message = JSON.parse(text) as Message;
    if (message.type === 'relay') room?.get(message.to)?.send(text);
    else enter(message);
  });
  socket.on('error', () => {});
  socket.on('close', () => left());

  function enter({ room: name, id }: Message): void {
    const members = rooms.get(name) ?? new Map<string, WebSocket>();
    room = members;
    rooms.set(name, members);
    socket.send(JSON.stringify({ type: 'joined', others: [...members.keys()] }));
    const news = JSON.stringify({ type: 'other', id });
    for (const other of members.values()) other.send(news);
    members.set(id, socket);
    left = () => {
      members.delete(id);
      if (members.size === 0) rooms.delete(name);
    };
  }
});
