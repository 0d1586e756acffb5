import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { random } from '../support/random.js';
import { isPush, scramble } from '../support/scramble.js';
import { waitFor } from '../support/wait-for.js';
import { idOf, look, restartAll, Scene, settled, watch } from './support/scene.js';

describe('a call over a wire on which messages', () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.open();
  });

  after(() => scene.close());

  afterEach(() => scene.clear());

  it('get lost notices that at the next one, and asks for them again', async () => {
    const wire = await scene.proxy();
    const [ann, bob] = [await scene.join('Ann', wire.url), await scene.join('Bob')];
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    const id = await idOf(ann);
    const notes = await watch(ann);
    let lost = 0;
    wire.fault = (text, deliver) => {
      if (text.includes('"type":"participant-joined"')) {
        lost += 1;
        // Only once: what is asked for again gets through.
        wire.fault = (other, pass) => {
          pass(other);
        };
      } else deliver(text);
    };
    const cleo = await scene.join('Cleo');
    await Promise.all([ann.sees('Bob', 'Cleo'), cleo.sees('Ann', 'Bob')]);
    assert.equal(lost, 1);
    assert.deepEqual(await notes(), [
      'rtc-state-change reconnecting',
      'rtc-state-change in-call',
      'rtc-participant-join ',
    ]);
    assert.equal(await idOf(ann), id);
  });

  it('are always missing leads up the ladder, not round in circles', async () => {
    const wire = await scene.proxy();
    const [ann, bob] = [await scene.join('Ann', wire.url), await scene.join('Bob')];
    await ann.sees('Bob');
    const joins: number[] = [];
    wire.fault = (text, deliver) => {
      if (text.includes('"type":"join"')) joins.push(performance.now());
      deliver(
        isPush(text) ? text.replace(/"seq":(\d+)/, (_, seq: string) => `"seq":${Number(seq) + 1}`) : text,
      );
    };
    await bob.click('Mute microphone');
    await waitFor('four attempts', () => joins.length > 3);
    // Three first pauses in a row are shorter than 900 ms.
    const [first = 0, , , fourth = 0] = joins;
    assert.ok(fourth - first > 1000, `${Math.round(fourth - first)} ms`);
    wire.fault = (text, deliver) => {
      deliver(text);
    };
    await waitFor('the mute badge', async () => (await ann.tile('Bob'))?.muted);
    await ann.waitForState('in-call');
  });

  it('come late, in another order and twice is agreed on in the end, whatever was asked for', async (t) => {
    const next = random(11);
    const counts = { late: 0, swapped: 0, doubled: 0, joins: 0 };
    const [one, two] = [await scene.proxy(), await scene.proxy()];
    for (const wire of [one, two]) wire.fault = scramble(next, counts);
    const [ann, bob, cleo] = [
      await scene.join('Ann', one.url),
      await scene.join('Bob', two.url),
      await scene.join('Cleo', one.url),
    ];
    const people = [ann, bob, cleo];
    const names = ['Ann', 'Bob', 'Cleo'];
    // The machine decides what is overtaken by what: so it goes on until all of it has happened.
    const disturbed = (): boolean => counts.joins > people.length && counts.doubled > 0 && counts.swapped > 0;
    for (let round = 0; round < 5 || !disturbed(); round += 1) {
      await Promise.all(people.filter(() => next() < 0.7).map(restartAll));
    }
    for (const wire of [one, two]) {
      wire.fault = (text, deliver) => {
        deliver(text);
      };
    }
    await settled(...people);
    for (const [i, person] of people.entries()) await person.sees(...names.filter((_, other) => other !== i));
    await bob.click('Mute microphone');
    for (const person of [ann, cleo]) {
      await waitFor('the mute badge', async () => (await person.tile('Bob'))?.muted);
      assert.equal(await look(person, (call) => call.getAttribute('state')), 'in-call');
    }
    t.diagnostic(JSON.stringify(counts));
  });
});
