/** The bare relay (servers/bare-ws.ts) as seen from a page. */
export class Relay {
  onOther: () => void = () => {};
  onSignal: (payload: unknown) => void = () => {};
  readonly #url: string;
  readonly #room: string;
  readonly #index: 0 | 1;
  #socket: WebSocket | undefined;

  constructor(url: string, room: string, index: 0 | 1) {
    this.#url = url;
    this.#room = room;
    this.#index = index;
  }

  join(): Promise<void> {
    const socket = (this.#socket = new WebSocket(this.#url));
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ type: 'join', room: this.#room, id: String(this.#index) }));
    });
    return new Promise((resolve) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as { readonly type: string; readonly payload?: unknown };
        if (message.type === 'joined') resolve();
        else if (message.type === 'other') this.onOther();
        else this.onSignal(message.payload);
      });
    });
  }

  send(payload: unknown): void {
    this.#socket?.send(JSON.stringify({ type: 'relay', to: String(1 - this.#index), payload }));
  }
}
