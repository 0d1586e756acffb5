import type { Page } from 'puppeteer-core';

/** The picture that an image or a video shows. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The highest value of red, green or blue in it: 0 for a black picture, 255 at most. */
  readonly brightest: number;
}

/** The picture of the first such element, at its full size. */
export const pictureOf = (page: Page, selector: string): Promise<Picture> =>
  page.$eval(selector, async (element) => {
    // The size is known before the pixels are.
    if (element instanceof HTMLImageElement) await element.decode();
    const [width, height] =
      element instanceof HTMLVideoElement
        ? [element.videoWidth, element.videoHeight]
        : [(element as HTMLImageElement).naturalWidth, (element as HTMLImageElement).naturalHeight];
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    if (!context || width === 0) return { width, height, brightest: 0 };
    context.drawImage(element as HTMLImageElement | HTMLVideoElement, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let brightest = 0;
    // The fourth of each is the opacity.
    for (const [i, value] of data.entries()) if (i % 4 < 3) brightest = Math.max(brightest, value);
    return { width, height, brightest };
  });
