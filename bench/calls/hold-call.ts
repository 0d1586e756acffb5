import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { CallSite } from '../lib/call-site.js';
import type { Library } from '../libraries.js';
import type { Stream } from '../pages/meter.js';
import type { Meetings } from '../part.js';
import { flow, type Flow } from './flow.js';
import { People, scrollAway, type Setting } from './people.js';

/** Cost of one call and the video that it brought. */
export interface Held {
  /** Processor time of the whole browser per second: 1 is one core. */
  readonly cores: number;
  /** The pictures of those who look. */
  readonly seen: Flow;
  /** The pictures of those who have scrolled away. */
  readonly unseen: Flow;
}

interface Reading {
  readonly time: number;
  readonly cpu: number;
  readonly seen: readonly Stream[];
  readonly unseen: readonly Stream[];
}

/** On a machine that cannot keep up some pictures never come. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/** Holds one call, and watches it once it has settled. */
export async function holdCall(
  site: CallSite,
  library: Library,
  setting: Setting,
  { settle, seconds }: Meetings,
): Promise<Held> {
  const people = await People.gather(site, library, setting);
  try {
    await people.join();
    await everyPicture(people);
    const away = people.pages.filter((_, index) => setting.halfAway && index % 2 === 1);
    for (const page of away) await scrollAway(page);
    await sleep(settle * 1000);
    return await watch(people, seconds, away);
  } finally {
    await people.close();
  }
}

/**
 * Watches a call for some seconds.
 *
 * @param away - Those who have scrolled away.
 */
export async function watch(people: People, seconds: number, away: readonly Page[] = []): Promise<Held> {
  const looking = people.pages.filter((page) => !away.includes(page));
  const read = async (): Promise<Reading> => ({
    time: performance.now(),
    cpu: await people.cpu(),
    seen: await people.streams(looking),
    unseen: await people.streams(away),
  });
  const before = await read();
  await sleep(seconds * 1000);
  const after = await read();
  const others = people.pages.length - 1;
  return {
    cores: ((after.cpu - before.cpu) * 1000) / (after.time - before.time),
    seen: flow(before.seen, after.seen, looking.length * others),
    unseen: flow(before.unseen, after.unseen, away.length * others),
  };
}

/** Waits until everybody has a picture of everybody else, if that ever comes. */
async function everyPicture(people: People): Promise<void> {
  const { length } = people.pages;
  const end = performance.now() + PATIENCE_MS;
  while ((await people.streams()).length < length * (length - 1) && performance.now() < end) {
    await sleep(LOOK_AGAIN_MS);
  }
}
