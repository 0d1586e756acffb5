import type { Colour } from './person.js';

/** Colours of what is pretended. */
export const SECOND_CAMERA: Colour = [40, 60, 220];
export const SCREEN: Colour = [230, 200, 20];

/** Id of the pretended camera. */
export const SECOND_ID = 'second';

/** Runs in the page: a second camera of one colour, since Firefox has only one fake camera. */
export function pretendSecondCamera(colour: Colour, deviceId: string): void {
  const devices = navigator.mediaDevices;
  const [list, open] = [devices.enumerateDevices.bind(devices), devices.getUserMedia.bind(devices)];
  devices.enumerateDevices = async () => {
    const second = { kind: 'videoinput', deviceId, groupId: deviceId, label: 'Second camera' };
    return [...(await list()), second as MediaDeviceInfo];
  };
  devices.getUserMedia = (constraints = {}) => {
    const { video } = constraints;
    const wanted = typeof video === 'object' ? JSON.stringify(video.deviceId ?? '') : '';
    if (!wanted.includes(deviceId)) return open(constraints);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 120];
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = `rgb(${colour.join()})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 100);
    const stream = canvas.captureStream(10);
    for (const track of stream.getVideoTracks()) {
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), deviceId });
    }
    return Promise.resolve(stream);
  };
}

/** Runs in the page: a screen of one colour, since a headless Firefox has none. */
export function pretendScreen(colour: Colour): void {
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 120];
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = `rgb(${colour.join()})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 100);
    return Promise.resolve(canvas.captureStream(10));
  };
}
