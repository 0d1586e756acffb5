// Types of the parts of its peers that the bench uses. With these, types and style are checked on a fresh
// clone, where the peers and their own types are not installed.

declare module 'socket.io' {
  import type { Server as HttpServer } from 'node:http';

  interface Socket {
    readonly id: string;
    on(event: 'join' | 'leave', listener: (room: string) => void): this;
    on(event: 'message', listener: (room: string, data: unknown) => void): this;
    emit(event: string, ...values: unknown[]): boolean;
    join(room: string): Promise<void> | void;
    leave(room: string): Promise<void> | void;
    to(room: string): { emit(event: string, ...values: unknown[]): boolean };
  }

  export class Server {
    constructor(server: HttpServer);
    readonly sockets: { readonly adapter: { readonly rooms: ReadonlyMap<string, ReadonlySet<string>> } };
    on(event: 'connection', listener: (socket: Socket) => void): this;
  }
}

declare module 'socket.io-client' {
  interface Socket {
    on(event: string, listener: (...values: unknown[]) => void): this;
    emit(event: string, ...values: unknown[]): this;
    connect(): this;
    disconnect(): this;
  }

  export function io(
    url: string,
    options: {
      readonly transports: readonly string[];
      readonly forceNew: boolean;
      readonly autoConnect: boolean;
    },
  ): Socket;
}

declare module 'peer' {
  export function PeerServer(options: {
    readonly port: number;
    readonly host: string;
    readonly path: string;
    readonly concurrent_limit: number;
    readonly alive_timeout: number;
  }): unknown;
}

declare module 'peerjs' {
  export interface MediaConnection {
    readonly peer: string;
    answer(stream: MediaStream): void;
    on(event: 'stream', listener: (stream: MediaStream) => void): void;
  }

  export class Peer {
    constructor(
      id: string | undefined,
      options: {
        readonly host: string;
        readonly port: number;
        readonly path: string;
        readonly secure: boolean;
        readonly config: RTCConfiguration;
      },
    );
    call(id: string, stream: MediaStream): MediaConnection;
    on(event: 'open', listener: () => void): void;
    on(event: 'call', listener: (call: MediaConnection) => void): void;
  }
}

declare module 'simple-peer' {
  export default class SimplePeer {
    constructor(options: {
      readonly initiator: boolean;
      readonly stream: MediaStream;
      readonly config: RTCConfiguration;
    });
    on(event: 'signal', listener: (signal: unknown) => void): void;
    on(event: 'stream', listener: (stream: MediaStream) => void): void;
    signal(signal: unknown): void;
  }
}
