// The server of the well-known tutorials for socket.io: rooms, the events `join`, `joined`, `otherJoin`,
// `full`, `leave` and `message`. Only the capacity is an option here, so that larger rooms can be compared.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const [port, capacity = '2'] = process.argv.slice(2);
const http = createServer();
const io = new Server(http);

io.on('connection', (socket) => {
  socket.on('join', (room) => {
    const members = io.sockets.adapter.rooms.get(room)?.size ?? 0;
    if (members >= Number(capacity)) {
      socket.emit('full', room, socket.id);
      return;
    }
    void socket.join(room);
    socket.emit('joined', room, socket.id);
    if (members > 0) socket.to(room).emit('otherJoin', room, socket.id);
  });

  socket.on('leave', (room) => {
    void socket.leave(room);
    socket.to(room).emit('bye', room, socket.id);
    socket.emit('leaved', room, socket.id);
  });

  socket.on('message', (room, data) => {
    socket.to(room).emit('message', room, data);
  });
});

http.listen(Number(port), '127.0.0.1');
