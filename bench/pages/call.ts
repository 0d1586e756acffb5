/** One of the two who call each other. */
export interface Participant {
  /** Goes in; resolves when the server knows it. */
  join(): Promise<void>;
}

export interface Seat {
  /** Of the signaling server. */
  readonly url: string;
  readonly room: string;
  /** 0 is there first, 1 comes to it. */
  readonly index: 0 | 1;
  /** Camera and microphone, open already. */
  readonly stream: MediaStream;
  /** To be called with what the other one sends. */
  readonly onStream: (stream: MediaStream) => void;
}

export type Create = (seat: Seat) => Participant | Promise<Participant>;

/** In milliseconds. */
export interface SetUp {
  /** From the newcomer's join to the first frame that it sees. */
  readonly first: number;
  /** Until the one who was there sees one, too. */
  readonly both: number;
}

/**
 * Small pictures, and many. The first one of a large camera is a quarter of a second on its way, whoever set up the call,
 * and hides what is compared; so does the wait for the next picture of a slow one.
 */
export const CAPTURE = {
  audio: {},
  video: { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 60 } },
};

declare global {
  /** Is called by the bench. */
  var setUp: (url: string, room: string) => Promise<SetUp>;
}

/** Lets two participants call each other in this page. Everything that is not the call is done before the clock runs. */
export function measure(create: Create): void {
  globalThis.setUp = async (url, room) => {
    const enter = async (index: 0 | 1): Promise<{ participant: Participant; frame: Promise<number> }> => {
      const stream = await navigator.mediaDevices.getUserMedia(CAPTURE);
      const video = document.body.appendChild(document.createElement('video'));
      video.muted = true;
      video.autoplay = true;
      const frame = new Promise<number>((resolve) => {
        video.requestVideoFrameCallback(() => resolve(performance.now()));
      });
      const onStream = (remote: MediaStream): void => {
        video.srcObject = remote;
      };
      return { participant: await create({ url, room, index, stream, onStream }), frame };
    };
    const [there, newcomer] = [await enter(0), await enter(1)];
    await there.participant.join();
    const start = performance.now();
    void newcomer.participant.join();
    const [seen, seenBack] = await Promise.all([newcomer.frame, there.frame]);
    return { first: seen - start, both: Math.max(seen, seenBack) - start };
  };
}
