import { CallSession } from '../../src/core/index.js';
import { CAPTURE, measure } from './call.js';

measure(async ({ url, room, index, stream, onStream }) => {
  const session = new CallSession({
    signaling: url,
    room,
    name: `Person ${index}`,
    constraints: CAPTURE,
    resume: false,
  });
  // It opens its own, with the same constraints.
  for (const track of stream.getTracks()) track.stop();
  await session.openMedia();
  session.addEventListener('rtc-track', ({ source, track }) => {
    if (source === 'camera') onStream(new MediaStream([track]));
  });
  return session;
});
