import type { Size } from '../../../core/viewing/index.js';

/**
 * Size of the picture in a video in device pixels, with the edges that `object-fit: cover` cuts off; nothing where it takes
 * no place.
 *
 * @param window - The window that shows the video in place of the page, with sides in CSS pixels.
 */
export function pictureSize(video: HTMLVideoElement, window?: Size): Size | null {
  const view = video.ownerDocument.defaultView;
  const { width, height } = window ?? { width: video.clientWidth, height: video.clientHeight };
  if (!view || width === 0 || height === 0) return null;
  const fit = window ? 'contain' : view.getComputedStyle(video).objectFit;
  const scale = view.devicePixelRatio;
  const { videoWidth, videoHeight } = video;
  // Before the first picture its shape is not known.
  if (videoWidth === 0 || videoHeight === 0) return { width: width * scale, height: height * scale };
  const choose = fit === 'cover' ? Math.max : Math.min;
  const factor = choose(width / videoWidth, height / videoHeight) * scale;
  return { width: Math.round(videoWidth * factor), height: Math.round(videoHeight * factor) };
}
