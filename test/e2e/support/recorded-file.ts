import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { evalFirst, findFirst } from '../../support/deep.js';
import { waitFor } from '../../support/wait-for.js';
import type { Person } from './person.js';

/** Options of a recording that costs little, and gives the others time to answer: a busy machine is slow. */
export const SMALL_RECORDING = { width: 320, height: 180, frameRate: 10, answerTimeout: 120_000 };

/** Seconds that the recording says that it has. */
export const recordedSeconds = ({ page }: Person): Promise<number> =>
  evalFirst(page, '[part=progress] time', (time) => Number(/\d+/.exec(time.dateTime)?.[0]));

/** Waits until the recording says that it is so long. */
export const recorded = (person: Person, seconds: number): Promise<unknown> =>
  waitFor(`${seconds} recorded seconds`, async () => (await recordedSeconds(person)) >= seconds);

/** Reads the file behind the button that saves the recording, as a `data:` URL, and the name that it gets. */
export async function save(person: Person): Promise<{ name: string; url: string }> {
  const link = await waitFor('the recording', () =>
    findFirst(person.page, 'rtc-recording >>> [part~=save-button]'),
  );
  return link.evaluate(async (element) => {
    const { href, download } = element as HTMLAnchorElement;
    const blob = await (await fetch(href)).blob();
    const reader = new FileReader();
    await new Promise((resolve) => {
      reader.onload = resolve;
      // A comma between codecs would end the head of the URL.
      reader.readAsDataURL(blob.slice(0, blob.size, blob.type.replace(/;.*/, '')));
    });
    return { name: download, url: reader.result as string };
  });
}

/** Opens the file in the page, as a player does; its duration in seconds. */
export async function openFile(page: Page, url: string): Promise<number> {
  const [duration, seekable] = await page.evaluate(async (url) => {
    const video = document.createElement('video');
    video.id = 'recording';
    video.muted = true;
    video.src = URL.createObjectURL(await (await fetch(url)).blob());
    document.body.replaceChildren(video);
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
    });
    return [video.duration, video.seekable.end(0)];
  }, url);
  assert.ok(Number.isFinite(duration), 'it is endless');
  assert.ok(Math.abs(Number(seekable) - Number(duration)) < 0.5, 'a part of it cannot be sought');
  return Number(duration);
}
