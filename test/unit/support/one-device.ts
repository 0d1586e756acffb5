/**
 * Makes this browser behave like Safari, which has one device of a kind open at a time: a second one mutes the first
 * one, and ends as soon as the first one is stopped. Undone by the function it returns.
 */
export function oneDeviceAtATime(): () => void {
  const devices = MediaDevices.prototype;
  const { getUserMedia } = devices;
  const { stop } = MediaStreamTrack.prototype;
  const open = new Map<string, MediaStreamTrack>();
  /** Tracks that end together with another one. */
  const bound = new Map<MediaStreamTrack, MediaStreamTrack>();
  Object.defineProperty(navigator, 'vendor', { configurable: true, value: 'Apple Computer, Inc.' });
  devices.getUserMedia = async function (this: MediaDevices, constraints) {
    const stream = await getUserMedia.call(this, constraints);
    for (const track of stream.getTracks()) {
      const first = open.get(track.kind);
      if (first?.readyState === 'live') bound.set(first, track);
      open.set(track.kind, track);
    }
    return stream;
  };
  MediaStreamTrack.prototype.stop = function (this: MediaStreamTrack) {
    stop.call(this);
    const second = bound.get(this);
    if (second?.readyState !== 'live') return;
    queueMicrotask(() => {
      stop.call(second);
      second.dispatchEvent(new Event('ended'));
    });
  };
  return () => {
    Reflect.deleteProperty(navigator, 'vendor');
    devices.getUserMedia = getUserMedia;
    MediaStreamTrack.prototype.stop = stop;
  };
}
