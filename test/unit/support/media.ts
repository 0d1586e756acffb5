import { waitUntil } from '@open-wc/testing';

const TIMEOUT = { timeout: 25_000 };

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
  const before = video.getVideoPlaybackQuality().totalVideoFrames;
  await waitUntil(
    () => video.getVideoPlaybackQuality().totalVideoFrames >= before + count,
    'the picture stands still',
    TIMEOUT,
  );
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
