/**
 * Plays a stream unheard. Chromium decodes the sound of others only for a media element: https://crbug.com/933677
 *
 * @returns Ends it.
 */
export function playUnheard(stream: MediaStream): () => void {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  element.play().catch(() => undefined);
  return () => {
    element.srcObject = null;
  };
}
