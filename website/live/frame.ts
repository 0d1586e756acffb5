import { pretendCamera } from './drawn-camera.js';

export interface FrameOptions {
  /** The HTML of the example. */
  readonly code: string;
  /** URL of the script of the elements. */
  readonly script: string;
  readonly lang: string;
  readonly isDark: boolean;
  /** Whether the example gets the person's camera; else one that is drawn. */
  readonly ownCamera: boolean;
  /** Name of the frame, for screen readers. */
  readonly title: string;
}

/** Fired in the page at the frame, when its document has begun and none of its scripts has run. */
const START_EVENT = 'example-start';

const MAX_HEIGHT = 720;

/** A frame in which an example runs as a page of its own. */
export function createFrame(options: FrameOptions): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = options.title;
  frame.allow =
    'camera; microphone; display-capture; autoplay; fullscreen; picture-in-picture; screen-wake-lock';
  frame.addEventListener(START_EVENT, () => {
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    if (view && !options.ownCamera) pretendCamera(view);
  });
  frame.addEventListener('load', () => {
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    if (!view) return;
    const fit = (): void => {
      frame.style.blockSize = `${Math.min(MAX_HEIGHT, view.document.documentElement.offsetHeight)}px`;
    };
    new view.ResizeObserver(fit).observe(view.document.documentElement);
    fit();
  });
  frame.srcdoc = frameDocument(options);
  return frame;
}

/** Follows the page, which may have become light or dark. */
export function setScheme(frame: HTMLIFrameElement, isDark: boolean): void {
  frame.style.colorScheme = isDark ? 'dark' : 'light';
  const root = frame.contentDocument?.documentElement;
  if (root) root.style.colorScheme = frame.style.colorScheme;
}

const frameDocument = ({ code, script, lang, isDark, title }: FrameOptions): string => `<!doctype html>
<html lang="${lang}" style="color-scheme: ${isDark ? 'dark' : 'light'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { margin: 1rem; font: 1rem/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
  :not(:defined) { visibility: hidden; }
  button { min-block-size: 2.25rem; margin-block-start: 0.75rem; padding-inline: 0.875rem; font: inherit; }
  footer { margin-block-start: 0.75rem; }
</style>
<script>frameElement.dispatchEvent(new Event('${START_EVENT}'));</script>
<script type="module" src="${script}"></script>
</head>
<body>
${code}
</body>
</html>`;
