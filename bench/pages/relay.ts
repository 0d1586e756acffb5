type Message =
  | { readonly type: 'joined' }
  | { readonly type: 'other'; readonly id: string }
  | { readonly type: 'relay'; readonly from: string; readonly payload: unknown };

/** The bare relay (servers/bare-ws.ts) as seen from a page. */
export class Relay {
  /** Is called for everybody who comes later. */
  onOther: (id: string) => void = () => {};
  onSignal: (payload: unknown, from: string) => void = () => {};
  readonly #url: string;
  readonly #room: string;
  readonly #id: string;
  #socket: WebSocket | undefined;

  constructor(url: string, room: string, id: string) {
    this.#url = url;
    this.#room = room;
    this.#id = id;
  }

  join(): Promise<void> {
    const socket = (this.#socket = new WebSocket(this.#url));
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ type: 'join', room: this.#room, id: this.#id }));
    });
    return new Promise((resolve) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as Message;
        if (message.type === 'joined') resolve();
        else if (message.type === 'other') this.onOther(message.id);
        else this.onSignal(message.payload, message.from);
      });
    });
  }

  send(payload: unknown, to: string): void {
    this.#socket?.send(JSON.stringify({ type: 'relay', to, from: this.#id, payload }));
  }
}
