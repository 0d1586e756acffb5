// A person in a call of several, in a window of their own.
import './meter.js';

/** Size and rate of the pictures that are sent from a camera. */
export interface Pictures {
  readonly width: number;
  /** Most of them per second. */
  readonly rate: number;
}

export interface Seat {
  /** Of the signaling server. */
  readonly url: string;
  readonly room: string;
  /** Members who come later have a higher one. */
  readonly index: number;
  /** Camera and microphone, open already. */
  readonly stream: MediaStream;
  /** The pictures that are to be sent; those of the camera if nothing is said. */
  readonly pictures: Pictures | undefined;
  /** To be called with what somebody sends; may be called again with the same. */
  readonly show: (id: string, stream: MediaStream) => void;
}

declare global {
  /** Is called by the bench when it is this person's turn to come; resolves when the server knows them. */
  var joinCall: () => Promise<void>;
}

/** Constraints of the elements where the page sets none. */
const CAPTURE = { audio: {}, video: { width: { ideal: 1280 }, height: { ideal: 720 } } };

const STYLE = `
  body { margin: 0; }
  main { display: grid; grid-template-columns: repeat(var(--columns), 1fr); gap: 4px; height: 100vh; }
  video { width: 100%; height: 100%; min-width: 0; min-height: 0; object-fit: contain; }
  main > video.own { position: absolute; right: 8px; bottom: 8px; width: 160px; height: 90px; }
`;

/** A page as it is written by hand: the pictures of the others in a grid, the own one in a corner. */
export async function mesh(create: (seat: Seat) => () => Promise<void>): Promise<void> {
  const main = document.createElement('main');
  const style = document.createElement('style');
  style.textContent = STYLE;
  document.body.append(style, main);

  const place = (stream: MediaStream): HTMLVideoElement => {
    const video = main.appendChild(document.createElement('video'));
    video.autoplay = true;
    video.srcObject = stream;
    return video;
  };
  const tiles = new Map<string, HTMLVideoElement>();
  const show = (id: string, stream: MediaStream): void => {
    const tile = tiles.get(id) ?? place(stream);
    if (tile.srcObject !== stream) tile.srcObject = stream;
    tiles.set(id, tile);
    main.style.setProperty('--columns', String(Math.ceil(Math.sqrt(tiles.size))));
  };

  const seat = new URLSearchParams(location.search);
  const width = Number(seat.get('width'));
  const stream = await navigator.mediaDevices.getUserMedia(CAPTURE);
  const own = place(stream);
  own.className = 'own';
  own.muted = true;
  globalThis.joinCall = create({
    url: seat.get('signaling') ?? '',
    room: seat.get('room') ?? '',
    index: Number(seat.get('index')),
    pictures: width > 0 ? { width, rate: Number(seat.get('rate')) } : undefined,
    stream,
    show,
  });
}
