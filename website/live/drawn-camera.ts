/**
 * A camera that is drawn, for examples and screenshots: nobody has to show themselves, or to have a camera. This file
 * imports nothing, so that scripts/screenshots.ts can hand it to a page as text.
 */

interface Sitter {
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly wall: readonly [string, string];
  readonly cut: 'short' | 'long' | 'bun' | 'curly';
}

const SITTERS: readonly Sitter[] = [
  { skin: '#e8b48f', hair: '#4b2e1f', shirt: '#2456d6', wall: ['#dfe7f5', '#a9bbdd'], cut: 'long' },
  { skin: '#8d5a3a', hair: '#1f1512', shirt: '#d98a2b', wall: ['#f3e6d3', '#d7b98f'], cut: 'short' },
  { skin: '#f0c7a4', hair: '#22222a', shirt: '#2f8f6b', wall: ['#d9eee5', '#9fcdb9'], cut: 'bun' },
  { skin: '#c68a63', hair: '#7a3b1c', shirt: '#8e3b7a', wall: ['#efe0ee', '#c9a6c6'], cut: 'curly' },
];

const [WIDTH, HEIGHT] = [640, 360];
const PICTURES_PER_SECOND = 15;
const CAMERA_ID = 'drawn-camera';
const MICROPHONE_ID = 'quiet-hum';

/** Inaudible, and more than the nothing that a call takes for a microphone that is switched off at the device. */
const HUM_GAIN = 0.0005;

/**
 * Lets a page find one camera, which draws somebody, and a microphone that nobody hears, both allowed already.
 *
 * @param view - The window of the page, before its own scripts run.
 * @param first - Index of the person who is drawn first; each further request draws the next one.
 */
export function pretendCamera(view: Window & typeof globalThis, first = 0): void {
  const { navigator } = view;
  const { mediaDevices, permissions } = navigator;
  const devices = [
    { kind: 'videoinput', deviceId: CAMERA_ID, groupId: '', label: 'Drawn picture' },
    { kind: 'audioinput', deviceId: MICROPHONE_ID, groupId: '', label: 'Quiet hum' },
  ] as MediaDeviceInfo[];
  let next = first;

  mediaDevices.enumerateDevices = () => Promise.resolve(devices);
  mediaDevices.getUserMedia = ({ audio, video } = {}) => {
    const stream = new view.MediaStream();
    if (video) stream.addTrack(drawnTrack(view, sitterAt(next++)));
    if (audio) stream.addTrack(humTrack(view));
    return Promise.resolve(stream);
  };
  const query = permissions.query.bind(permissions);
  permissions.query = (descriptor) =>
    /camera|microphone/.test(descriptor.name)
      ? Promise.resolve({ state: 'granted' } as PermissionStatus)
      : query(descriptor);
}

const sitterAt = (index: number): Sitter => present(SITTERS[index % SITTERS.length]);

function humTrack(view: Window & typeof globalThis): MediaStreamTrack {
  const context = new view.AudioContext();
  const destination = context.createMediaStreamDestination();
  const gain = context.createGain();
  gain.gain.value = HUM_GAIN;
  const hum = context.createOscillator();
  hum.connect(gain).connect(destination);
  hum.start();
  const track = present(destination.stream.getAudioTracks()[0]);
  return withId(track, MICROPHONE_ID);
}

function drawnTrack(view: Window & typeof globalThis, sitter: Sitter): MediaStreamTrack {
  const canvas = view.document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const context = present(canvas.getContext('2d'));
  const start = view.performance.now();
  const draw = (): void => {
    drawSitter(context, sitter, (view.performance.now() - start) / 1000);
  };
  draw();
  const track = present(canvas.captureStream(PICTURES_PER_SECOND).getVideoTracks()[0]);
  const timer = view.setInterval(() => {
    if (track.readyState === 'live') draw();
    else view.clearInterval(timer);
  }, 1000 / PICTURES_PER_SECOND);
  return withId(track, CAMERA_ID);
}

/** A track says which device it comes from. */
function withId(track: MediaStreamTrack, deviceId: string): MediaStreamTrack {
  const settings = track.getSettings.bind(track);
  track.getSettings = () => ({ ...settings(), deviceId });
  return track;
}

/** A person at a desk, who moves a little, blinks, and says something from time to time. */
function drawSitter(context: CanvasRenderingContext2D, sitter: Sitter, seconds: number): void {
  drawRoom(context, sitter);
  const sway = Math.sin(seconds * 0.9) * 5;
  const nod = Math.sin(seconds * 1.7) * 3;
  context.save();
  context.translate(WIDTH / 2 + sway, HEIGHT * 0.47 + nod);
  if (sitter.cut === 'long') ellipse(context, sitter.hair, 0, 26, 84, 116);
  if (sitter.cut === 'bun') ellipse(context, sitter.hair, 0, -104, 34, 30);
  drawBody(context, sitter);
  ellipse(context, sitter.skin, -68, 4, 13, 20);
  ellipse(context, sitter.skin, 68, 4, 13, 20);
  ellipse(context, sitter.skin, 0, 0, 68, 84);
  drawHair(context, sitter);
  drawFace(context, seconds);
  context.restore();
}

function drawRoom(context: CanvasRenderingContext2D, { wall }: Sitter): void {
  const light = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  light.addColorStop(0, wall[0]);
  light.addColorStop(1, wall[1]);
  context.fillStyle = light;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  // A shelf with books on one side, a plant on the other.
  context.fillStyle = 'rgb(0 0 0 / 0.18)';
  context.fillRect(34, 132, 150, 8);
  for (const [index, height] of [54, 70, 46, 62, 58].entries()) {
    context.fillStyle = `rgb(255 255 255 / ${0.35 + index * 0.08})`;
    context.fillRect(48 + index * 24, 132 - height, 17, height);
  }
  context.fillStyle = 'rgb(255 255 255 / 0.55)';
  context.fillRect(540, 214, 44, 52);
  for (const angle of [-0.7, -0.35, 0, 0.35, 0.7]) {
    context.save();
    context.translate(562, 214);
    context.rotate(angle);
    ellipse(context, 'rgb(44 110 78 / 0.75)', 0, -52, 11, 52);
    context.restore();
  }
}

function drawBody(context: CanvasRenderingContext2D, { skin, shirt }: Sitter): void {
  context.fillStyle = skin;
  context.fillRect(-28, 50, 56, 70);
  context.fillStyle = shirt;
  context.beginPath();
  context.moveTo(-170, 240);
  context.bezierCurveTo(-160, 110, -90, 108, -36, 98);
  context.quadraticCurveTo(0, 138, 36, 98);
  context.bezierCurveTo(90, 108, 160, 110, 170, 240);
  context.fill();
}

function drawHair(context: CanvasRenderingContext2D, { hair, cut }: Sitter): void {
  context.fillStyle = hair;
  context.beginPath();
  context.ellipse(0, -20, 76, 74, 0, Math.PI, 2 * Math.PI);
  context.quadraticCurveTo(60, -58, 8, -52);
  context.quadraticCurveTo(-52, -52, -76, -20);
  context.fill();
  if (cut !== 'curly') return;
  for (let angle = Math.PI; angle <= 2 * Math.PI + 0.01; angle += Math.PI / 7) {
    ellipse(context, hair, Math.cos(angle) * 72, -22 + Math.sin(angle) * 66, 25, 25);
  }
}

function drawFace(context: CanvasRenderingContext2D, seconds: number): void {
  const blinks = seconds % 4.3 > 4.2;
  for (const x of [-26, 26]) {
    ellipse(context, blinks ? '#5b3a2a' : '#fff', x, -4, 12, blinks ? 1.5 : 9);
    if (!blinks) ellipse(context, '#2b2320', x + Math.sin(seconds * 0.6) * 3, -4, 5.5, 6.5);
    context.fillStyle = 'rgb(40 25 20 / 0.75)';
    context.fillRect(x - 14, -24, 28, 4);
  }
  context.strokeStyle = 'rgb(90 45 35 / 0.55)';
  context.lineWidth = 4;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(2, 4);
  context.quadraticCurveTo(10, 24, -3, 24);
  context.stroke();
  const speaks = seconds % 9 < 3;
  if (speaks) ellipse(context, '#7c2f33', 0, 46, 15, 4 + 5 * Math.abs(Math.sin(seconds * 9)));
  else {
    context.strokeStyle = '#7c2f33';
    context.beginPath();
    context.arc(0, 32, 20, 0.25 * Math.PI, 0.75 * Math.PI);
    context.stroke();
  }
}

function ellipse(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  rx: number,
  ry: number,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  context.fill();
}

function present<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Error('The browser cannot draw a camera.');
  return thing;
}
