const [WIDTH, HEIGHT] = [640, 360];
const FRAMES_PER_SECOND = 15;

/** A moving picture for a machine without a camera: a hand of a clock. */
export function drawPicture(): Promise<MediaStream> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.reject(new Error('This browser draws no pictures.'));
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  const [track] = stream.getVideoTracks();
  const timer = setInterval(() => {
    if (track?.readyState === 'ended') clearInterval(timer);
    else drawClock(pen);
  }, 1000 / FRAMES_PER_SECOND);
  drawClock(pen);
  return Promise.resolve(stream);
}

function drawClock(pen: CanvasRenderingContext2D): void {
  const turn = ((performance.now() / 4000) % 1) * 2 * Math.PI;
  pen.fillStyle = '#1d2b4f';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.strokeStyle = '#9dbcff';
  pen.lineWidth = 12;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.arc(WIDTH / 2, HEIGHT / 2, 110, 0, 2 * Math.PI);
  pen.moveTo(WIDTH / 2, HEIGHT / 2);
  pen.lineTo(WIDTH / 2 + 85 * Math.sin(turn), HEIGHT / 2 - 85 * Math.cos(turn));
  pen.stroke();
}
