import type { Colour } from './person.js';

/** Colours of what is pretended. */
export const SECOND_CAMERA: Colour = [40, 60, 220];
export const SCREEN: Colour = [230, 200, 20];

/** Id of the pretended camera. */
export const SECOND_ID = 'second';

export interface Pretended {
  readonly camera: Colour;
  /** Id of the camera. */
  readonly deviceId: string;
  /** Without it the screen is a real one. */
  readonly screen?: Colour | undefined;
}

/**
 * Runs in the page: a second camera, since Firefox has only one fake camera, and a screen, since a headless Firefox has
 * none. Each of them shows one colour.
 */
export function pretendDevices({ camera, deviceId, screen }: Pretended): void {
  const devices = navigator.mediaDevices;
  const [list, open] = [devices.enumerateDevices.bind(devices), devices.getUserMedia.bind(devices)];
  // As a method: functions that are constants do not survive the way into the page.
  const pretend = {
    show(colour: Colour): MediaStream {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [160, 120];
      const context = canvas.getContext('2d');
      setInterval(() => {
        if (!context) return;
        context.fillStyle = `rgb(${colour.join()})`;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }, 100);
      return canvas.captureStream(10);
    },
  };
  devices.enumerateDevices = async () => {
    const second = { kind: 'videoinput', deviceId, groupId: deviceId, label: 'Second camera' };
    return [...(await list()), second as MediaDeviceInfo];
  };
  devices.getUserMedia = (constraints = {}) => {
    const { video } = constraints;
    const wanted = typeof video === 'object' ? JSON.stringify(video.deviceId ?? '') : '';
    if (!wanted.includes(deviceId)) return open(constraints);
    const stream = pretend.show(camera);
    for (const track of stream.getVideoTracks()) {
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), deviceId });
    }
    return Promise.resolve(stream);
  };
  if (screen) devices.getDisplayMedia = () => Promise.resolve(pretend.show(screen));
}
