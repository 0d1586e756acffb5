import type { Colour } from './person.js';

/** Colours of what is pretended. */
export const SECOND_CAMERA = [40, 60, 220] as const;
export const SCREEN = [230, 200, 20] as const;

/**
 * Runs in the page: a second camera, which the fake devices of browsers lack, and a screen, which a browser without a
 * display lacks. Each of them shows one colour.
 */
export function pretendDevices(camera: Colour, screen: Colour): void {
  const devices = navigator.mediaDevices;
  const [list, open] = [devices.enumerateDevices.bind(devices), devices.getUserMedia.bind(devices)];
  const ID = 'second';
  // As a member: a function with a name of its own does not survive the way into the page.
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
    const device = { kind: 'videoinput', deviceId: ID, groupId: ID, label: 'Second camera' } as const;
    return [...(await list()), { ...device, toJSON: () => device }];
  };
  devices.getUserMedia = (constraints = {}) => {
    const { video } = constraints;
    const wanted = typeof video === 'object' ? JSON.stringify(video.deviceId ?? '') : '';
    if (!wanted.includes(`"${ID}"`)) return open(constraints);
    const stream = pretend.show(camera);
    for (const track of stream.getVideoTracks()) {
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), deviceId: ID });
    }
    return Promise.resolve(stream);
  };
  devices.getDisplayMedia = () => Promise.resolve(pretend.show(screen));
}
