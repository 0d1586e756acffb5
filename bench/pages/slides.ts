// Slides of text over a connection within the page, as a shared screen is sent.

/** How the slides are sent. */
export interface SlidesSetting {
  /** MIME type of the codec. */
  readonly codec: string;
  /** Most of it, in bit/s. */
  readonly bitrate: number;
  /** Number of slides that are measured. */
  readonly slides: number;
}

/** One slide as it was drawn, and as it was seen some time after, in PNG (`data:` URLs). */
export interface Slide {
  readonly drawn: string;
  /** One second after it came, and five. */
  readonly soon: string;
  readonly late: string;
}

export interface SlidesSeen {
  readonly slides: readonly Slide[];
  /** MIME type of the codec that was used. */
  readonly codec: string;
  /** Kilobits per second that were sent. */
  readonly kbits: number;
  /** Milliseconds that a frame took to encode, and to decode. */
  readonly encode: number;
  readonly decode: number;
}

/** Bits and frames that have been sent and received so far. */
interface Count {
  /** In ms. */
  readonly time: number;
  readonly bytes: number;
  readonly codec: string;
  /** Frames, and seconds that they took. */
  readonly encoded: number;
  readonly encoding: number;
  readonly decoded: number;
  readonly decoding: number;
}

declare global {
  /** Is called by the bench. */
  var showSlides: (setting: SlidesSetting) => Promise<SlidesSeen>;
}

const [WIDTH, HEIGHT] = [1280, 720];

/** Frames per second. */
const RATE = 15;

/** Times after a slide has come at which it is looked at, in ms. */
const SOON = 1000;
const LATE = 5000;

const WORDS =
  'call offer answer candidate relay camera screen packet frame codec key window address port server member'.split(
    ' ',
  );

globalThis.showSlides = async ({ codec, bitrate, slides }) => {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const seen: Slide[] = [];
  let shown = 0;
  // A browser sends what is drawn, also where it looks the same.
  const drawing = setInterval(() => draw(canvas, shown), 1000 / RATE);
  const [sender, receiver] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    const [track] = canvas.captureStream(RATE).getVideoTracks();
    if (!track) throw new Error('the canvas gives no picture');
    track.contentHint = 'detail';
    const video = await connect(sender, receiver, track, codec, bitrate);
    const start = await count(sender, receiver);
    for (shown = 1; shown <= slides; shown += 1) {
      draw(canvas, shown);
      const drawn = canvas.toDataURL();
      await pause(SOON);
      const soon = still(video);
      await pause(LATE - SOON);
      seen.push({ drawn, soon, late: still(video) });
    }
    const end = await count(sender, receiver);
    return {
      slides: seen,
      codec: end.codec,
      kbits: ((end.bytes - start.bytes) * 8) / (end.time - start.time),
      encode: ((end.encoding - start.encoding) * 1000) / (end.encoded - start.encoded),
      decode: ((end.decoding - start.decoding) * 1000) / (end.decoded - start.decoded),
    };
  } finally {
    clearInterval(drawing);
    sender.close();
    receiver.close();
    canvas.remove();
  }
};

/** Sends the track with this codec; resolves with a video that plays what arrives. */
async function connect(
  sender: RTCPeerConnection,
  receiver: RTCPeerConnection,
  track: MediaStreamTrack,
  codec: string,
  bitrate: number,
): Promise<HTMLVideoElement> {
  sender.onicecandidate = ({ candidate }) => void receiver.addIceCandidate(candidate ?? undefined);
  receiver.onicecandidate = ({ candidate }) => void sender.addIceCandidate(candidate ?? undefined);
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  video.autoplay = true;
  receiver.ontrack = ({ track }) => {
    video.srcObject = new MediaStream([track]);
  };
  const transceiver = sender.addTransceiver(track, {
    direction: 'sendonly',
    sendEncodings: [{ maxBitrate: bitrate, maxFramerate: RATE }],
  });
  const { codecs = [] } = RTCRtpReceiver.getCapabilities('video') ?? {};
  transceiver.setCodecPreferences(
    codecs.toSorted((a, b) => Number(b.mimeType === codec) - Number(a.mimeType === codec)),
  );
  const offer = await sender.createOffer();
  await sender.setLocalDescription(offer);
  await receiver.setRemoteDescription(offer);
  const answer = await receiver.createAnswer();
  await receiver.setLocalDescription(answer);
  await sender.setRemoteDescription(answer);
  const parameters = transceiver.sender.getParameters();
  await transceiver.sender.setParameters({ ...parameters, degradationPreference: 'maintain-resolution' });
  // Until the whole size arrives: a browser begins with a smaller one.
  while (video.videoWidth < WIDTH) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  return video;
}

/** A page of a presentation: a title, lines of text that get smaller, and a table with rules. */
function draw(canvas: HTMLCanvasElement, number: number): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the canvas cannot be drawn on');
  context.fillStyle = number % 2 === 0 ? '#ffffff' : '#f4f1ea';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#1b2a4a';
  let next = number;
  const words = (count: number): string =>
    Array.from({ length: count }, () => {
      next = (next * 1_103_515_245 + 12_345) % 2_147_483_648;
      return WORDS[(next >> 8) % WORDS.length];
    }).join(' ');
  context.font = 'bold 44px sans-serif';
  context.fillText(`${number}. ${words(4)}`, 60, 90);
  for (const [line, size] of [26, 26, 24, 22, 20, 18, 16, 15, 14, 13, 12].entries()) {
    context.font = `${size}px serif`;
    context.fillText(`• ${words(9)}`, 60, 150 + line * 34);
  }
  context.strokeStyle = '#9aa4b5';
  for (let row = 0; row < 4; row += 1) {
    for (let column = 0; column < 5; column += 1) {
      const [x, y] = [60 + column * 230, 550 + row * 36];
      context.strokeRect(x + 0.5, y + 0.5, 230, 36);
      context.font = '15px sans-serif';
      context.fillText(words(2), x + 10, y + 24);
    }
  }
}

function still(video: HTMLVideoElement): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  canvas.getContext('2d')?.drawImage(video, 0, 0, WIDTH, HEIGHT);
  return canvas.toDataURL();
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads the statistics of both ends (webrtc-stats, `outbound-rtp` and `inbound-rtp`). */
async function count(sender: RTCPeerConnection, receiver: RTCPeerConnection): Promise<Count> {
  const [sent, received] = await Promise.all([sender.getStats(), receiver.getStats()]);
  const out = find(sent, 'outbound-rtp') as RTCOutboundRtpStreamStats;
  const { framesDecoded = 0, totalDecodeTime = 0 } = find(
    received,
    'inbound-rtp',
  ) as RTCInboundRtpStreamStats;
  const codec = sent.get(out.codecId ?? '') as { readonly mimeType?: string } | undefined;
  return {
    time: out.timestamp,
    bytes: out.bytesSent ?? 0,
    codec: codec?.mimeType ?? '',
    encoded: out.framesEncoded ?? 0,
    encoding: out.totalEncodeTime ?? 0,
    decoded: framesDecoded,
    decoding: totalDecodeTime,
  };
}

function find(report: RTCStatsReport, type: RTCStatsType): RTCStats {
  const found = ([...report.values()] as RTCStats[]).find((stats) => stats.type === type);
  if (!found) throw new Error(`there is no ${type}`);
  return found;
}
