import { waitUntil } from './wait-until.js';

/** A muted `<video>` in the page that plays these tracks; the test removes it by `remove()`. */
export function play(...tracks: (MediaStreamTrack | null)[]): HTMLVideoElement {
  const video = document.createElement('video');
  video.autoplay = true;
  video.srcObject = new MediaStream(tracks.filter((track) => track !== null));
  document.body.append(video);
  return video;
}

/** Waits until `count` more frames have been decoded. */
export async function framesAdvance(video: HTMLVideoElement, count = 5): Promise<void> {
  // Firefox counts the frames of a call elsewhere.
  const frames = (): number =>
    Number(Reflect.get(video, 'mozPaintedFrames') ?? video.getVideoPlaybackQuality().totalVideoFrames);
  const before = frames();
  await waitUntil(() => frames() >= before + count, 'the picture stands still');
}

/** Energy of all sound that came in so far (webrtc-stats, `totalAudioEnergy`). */
export function audioEnergy(report: RTCStatsReport | undefined): number {
  let energy = 0;
  report?.forEach((stats: { type: string; kind?: string; totalAudioEnergy?: number }) => {
    if (stats.type === 'inbound-rtp' && stats.kind === 'audio') energy += stats.totalAudioEnergy ?? 0;
  });
  return energy;
}

/** A camera or microphone track of the fake device; the test stops it. */
export async function fakeTrack(kind: 'audio' | 'video'): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ [kind]: true });
  const [track] = stream.getTracks();
  if (!track) throw new Error(`no ${kind} track`);
  return track;
}

/** Replaces `navigator.mediaDevices.getUserMedia`, for what a machine cannot do; undone by `restore()`. */
export function stubGetUserMedia(replacement: MediaDevices['getUserMedia']): {
  restore(): void;
  original: MediaDevices['getUserMedia'];
} {
  const devices = navigator.mediaDevices;
  const original = devices.getUserMedia.bind(devices);
  Object.defineProperty(devices, 'getUserMedia', { value: replacement, configurable: true });
  return {
    original,
    restore() {
      Reflect.deleteProperty(devices, 'getUserMedia');
    },
  };
}

/** A request for devices that is under way until the test answers it. */
export interface HeldRequest {
  readonly constraints: MediaStreamConstraints;
  /** Answers as the browser would. */
  grant(): Promise<MediaStream>;
  /** @param name - Of the DOMException. */
  refuse(name: string): void;
}

/** Holds every request for camera and microphone, as a browser does while it prompts; undone by `restore()`. */
export function holdGetUserMedia(): { readonly requests: HeldRequest[]; restore(): void } {
  const requests: HeldRequest[] = [];
  const stub = stubGetUserMedia(
    (constraints = {}) =>
      new Promise((resolve, reject) => {
        requests.push({
          constraints,
          async grant() {
            const stream = await stub.original(constraints);
            resolve(stream);
            return stream;
          },
          refuse(name) {
            reject(new DOMException('no', name));
          },
        });
      }),
  );
  return { requests, restore: stub.restore };
}

/**
 * Counts requests for camera and microphone; the browser answers them, but for those that `fails` names an error for,
 * with its message after a colon.
 */
export function countGetUserMedia(
  fails: (constraints: MediaStreamConstraints) => string | undefined = () => undefined,
): { readonly calls: MediaStreamConstraints[]; restore(): void } {
  const calls: MediaStreamConstraints[] = [];
  const stub = stubGetUserMedia((constraints = {}) => {
    calls.push(constraints);
    const [name, message = 'no'] = fails(constraints)?.split(': ') ?? [];
    return name === undefined ? stub.original(constraints) : Promise.reject(new DOMException(message, name));
  });
  return { calls, restore: stub.restore };
}

/** Lets `enumerateDevices` answer with what `list` makes of the real answer; undone by the function it returns. */
export function stubDevices(
  list: (devices: MediaDeviceInfo[]) => Partial<MediaDeviceInfo>[] | Promise<Partial<MediaDeviceInfo>[]>,
): () => void {
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
    configurable: true,
    value: async () => list(await real()),
  });
  return () => Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
}

/** As browsers list devices before the person has granted access: one of each kind, without id and label. */
export const withoutGrant = (devices: MediaDeviceInfo[]): Partial<MediaDeviceInfo>[] =>
  ['videoinput', 'audioinput', 'audiooutput']
    .filter((kind) => devices.some((device) => device.kind === kind))
    .map((kind) => ({ kind: kind as MediaDeviceKind, deviceId: '', label: '', groupId: '' }));
