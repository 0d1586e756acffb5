/*
 * The lesson: a call between two RTCPeerConnections of one page, as a generator that stops after each step. The page
 * shows the text between a mark "// step: name" and the `yield` below it, so the code that is read is the code that runs.
 */

/** Parts of the page that a lesson uses. */
export interface LessonParts {
  /** Shows the own camera. */
  readonly local: HTMLVideoElement;
  /** Shows what has arrived. */
  readonly remote: HTMLVideoElement;
  /** Opens the camera, or draws a picture where there is none. */
  readonly openCamera: () => Promise<MediaStream>;
  readonly configuration: RTCConfiguration;
  /** Ends the wait for a path that does not come. */
  readonly signal: AbortSignal;
  /** Receives both connections before anything happens to them. */
  readonly watch: (caller: RTCPeerConnection, callee: RTCPeerConnection) => void;
}

/** Results of a lesson so far. */
export interface Made {
  readonly stream?: MediaStream;
  readonly caller?: RTCPeerConnection;
  readonly callee?: RTCPeerConnection;
  readonly offer?: RTCSessionDescription | null;
  readonly answer?: RTCSessionDescription | null;
  readonly fromCaller?: readonly RTCIceCandidate[];
  readonly fromCallee?: readonly RTCIceCandidate[];
  readonly stats?: RTCStatsReport;
  readonly photo?: Blob | null;
}

/**
 * Goes one step with each `next()`. `return()` ends the lesson early and closes everything.
 *
 * @see {@link https://www.w3.org/TR/webrtc/#simple-peer-to-peer-example W3C WebRTC, section 10.1}
 */
export async function* lesson(parts: LessonParts): AsyncGenerator<Made, void, void> {
  const { local, remote, openCamera, configuration, watch, signal } = parts;
  const closing: (() => void)[] = [];
  try {
    // step: capture
    const stream = await openCamera();
    local.srcObject = stream;
    closing.push(() => stream.getTracks().forEach((track) => track.stop()));
    yield { stream };

    // step: create
    const caller = new RTCPeerConnection(configuration);
    const callee = new RTCPeerConnection(configuration);
    closing.push(
      () => caller.close(),
      () => callee.close(),
    );
    watch(caller, callee);
    yield { caller, callee };

    // step: tracks
    for (const track of stream.getTracks()) {
      caller.addTrack(track, stream);
    }
    callee.addEventListener('track', ({ streams }) => {
      remote.srcObject = streams[0] ?? null;
    });
    yield {};

    // step: offer
    const fromCaller = collectCandidates(caller);
    const offer = await caller.createOffer();
    await caller.setLocalDescription(offer);
    yield { offer: caller.localDescription, fromCaller };

    // step: answer
    const fromCallee = collectCandidates(callee);
    await callee.setRemoteDescription(offer);
    const answer = await callee.createAnswer();
    await callee.setLocalDescription(answer);
    yield { answer: callee.localDescription, fromCallee };

    // step: accept
    await caller.setRemoteDescription(answer);
    yield {};

    // step: candidates
    await handOver(caller, fromCaller, callee);
    await handOver(callee, fromCallee, caller);
    yield {};

    // step: connected
    await Promise.all([connected(caller, signal), connected(callee, signal)]);
    await remote.play();
    const stats = await caller.getStats();
    yield { stats };

    // step: photo
    const canvas = document.createElement('canvas');
    canvas.width = remote.videoWidth;
    canvas.height = remote.videoHeight;
    canvas.getContext('2d')?.drawImage(remote, 0, 0);
    const photo = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    yield { photo };

    // step: close
    caller.close();
    callee.close();
    stream.getTracks().forEach((track) => track.stop());
    local.srcObject = null;
    remote.srcObject = null;
    yield {};
  } finally {
    for (const close of closing) close();
    local.srcObject = null;
    remote.srcObject = null;
  }
}

// part of: capture
export function openCamera() {
  return navigator.mediaDevices.getUserMedia({
    video: { width: 640, height: 360 },
  });
}
// end

// part of: offer
function collectCandidates(connection: RTCPeerConnection) {
  const found: RTCIceCandidate[] = [];
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) found.push(candidate);
  });
  return found;
}
// end

// part of: candidates
function handOver(from: RTCPeerConnection, found: RTCIceCandidate[], to: RTCPeerConnection) {
  // Trickle ICE: later candidates follow as they are found.
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) void to.addIceCandidate(candidate);
  });
  return Promise.all(found.map((candidate) => to.addIceCandidate(candidate)));
}
// end

// part of: connected
function connected(connection: RTCPeerConnection, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const look = () => {
      const state = connection.connectionState;
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new Error('no path was found'));
    };
    connection.addEventListener('connectionstatechange', look, { signal });
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    look();
  });
}
// end
