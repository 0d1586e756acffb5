// Read in the same way in every page, whatever library makes its connections.

/** A picture that comes in (webrtc-stats, `inbound-rtp`), as the browser has counted it so far. */
export interface Stream {
  /** The same for the life of the stream. */
  readonly id: string;
  /** Time at which it was counted, in ms. */
  readonly time: number;
  readonly received: number;
  readonly decoded: number;
  readonly freezes: number;
  readonly bytes: number;
  /** Of the last frame. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each pixel of the screen, along one side; missing where it is not shown. */
  readonly sharpness: number | undefined;
}

declare global {
  /** Is called by the bench. */
  var readStreams: () => Promise<Stream[]>;
}

const connections: RTCPeerConnection[] = [];

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

globalThis.readStreams = async () => {
  const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
  const reports = await Promise.all(open.map((connection) => connection.getStats()));
  const shown = new Map([...videos(document)].flatMap((video) => tracksOf(video).map((id) => [id, video])));
  return reports.flatMap((report, connection) =>
    [...report.values()].filter(isPicture).map((stats): Stream => {
      const { frameWidth: width = 0, frameHeight: height = 0 } = stats;
      const video = shown.get(stats.trackIdentifier);
      return {
        id: `${connection} ${stats.id}`,
        time: stats.timestamp,
        received: stats.framesReceived ?? 0,
        decoded: stats.framesDecoded ?? 0,
        freezes: stats.freezeCount ?? 0,
        bytes: stats.bytesReceived ?? 0,
        width,
        height,
        sharpness: video && width > 0 ? sharpness(video, width, height) : undefined,
      };
    }),
  );
};

/** A stream that never brought a picture is none: there is one for each place that a call may need later. */
const isPicture = (stats: RTCStats): stats is RTCInboundRtpStreamStats => {
  const { type, kind, framesDecoded = 0 } = stats as RTCInboundRtpStreamStats;
  return type === 'inbound-rtp' && kind === 'video' && framesDecoded > 0;
};

function* videos(root: ParentNode): Generator<HTMLVideoElement> {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLVideoElement) yield element;
    if (element.shadowRoot) yield* videos(element.shadowRoot);
  }
}

const tracksOf = ({ srcObject }: HTMLVideoElement): string[] =>
  srcObject instanceof MediaStream ? srcObject.getVideoTracks().map(({ id }) => id) : [];

function sharpness(video: HTMLVideoElement, width: number, height: number): number | undefined {
  const box = video.getBoundingClientRect();
  const [along, across] = [box.width / width, box.height / height];
  const isWhole = getComputedStyle(video).objectFit === 'contain';
  const scale = (isWhole ? Math.min(along, across) : Math.max(along, across)) * devicePixelRatio;
  return scale > 0 ? 1 / scale : undefined;
}
