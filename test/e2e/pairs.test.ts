import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { evalAll } from '../support/deep.js';
import { MediaRelay } from '../support/media-relay.js';
import { waitFor } from '../support/wait-for.js';
import type { Person } from './support/person.js';
import { idOf, look, restartAll, Scene, settled, watch } from './support/scene.js';

/** Nobody gives the credentials of a server that is not there. */
const TURN = ['--turn-url', 'turn:127.0.0.1:9', '--turn-secret', 'take-32-random-bytes-or-more-for-this'];

/** The connection with this participant, and what it is agreed on: others after a restart. */
const lookAt = (person: Person, name: string): Promise<{ state: string; ufrag: string; relay: boolean }> =>
  look(
    person,
    ({ session }, name) => {
      const { id = '', connectionState = '' } =
        session.participants.find((other) => other.name === name) ?? {};
      const link = session.getPeer(id);
      const [, ufrag = ''] = /a=ice-ufrag:(\S+)/.exec(link?.connection.localDescription?.sdp ?? '') ?? [];
      return { state: connectionState, ufrag, relay: link?.hasRelay === true };
    },
    name,
  );

/** Text on the tile of somebody, besides the name. */
const hint = (person: Person, name: string): Promise<string> =>
  evalAll(
    person.page,
    'rtc-remote-video',
    (tiles, name) => {
      const root = tiles.find(
        ({ shadowRoot }) => shadowRoot?.querySelector('[part=name]')?.textContent === name,
      );
      const hint = root?.shadowRoot?.querySelector('[part~=hint]');
      const problem = hint?.querySelector('rtc-path-problem')?.shadowRoot?.textContent ?? '';
      return `${problem}${hint?.textContent ?? ''}`.replace(/\s+/g, ' ').trim();
    },
    name,
  );

/** With a relay only the words are others, which a unit test has, too: `npm run test:soak` waits for both. */
const CASES = [['no relay', []], ...(process.env['SOAK'] ? [['a relay', TURN] as const] : [])] as const;

for (const [relay, flags] of CASES) {
  describe(`a call with one pair that finds no path, with ${relay}`, () => {
    let scene: Scene;
    let media: MediaRelay;

    before(async () => {
      scene = await Scene.open(...flags);
    });

    after(() => scene.close());

    afterEach(async () => {
      await scene.clear();
      media.move();
    });

    /** Ann, whose media with Bob goes through the relay; and Bob. */
    async function annAndBob(): Promise<[Person, Person]> {
      media = new MediaRelay();
      const bob = await scene.join('Bob');
      const id = await idOf(bob);
      const wire = await scene.proxy();
      wire.fault = (text, deliver) => {
        if (text.includes(`"${id}"`)) void media.rewrite(text).then(deliver);
        else deliver(text);
      };
      media.blocked = true;
      return [await scene.join('Ann', wire.url), bob];
    }

    it('says so in the tile, is tried again from there, and nobody else notices', async () => {
      const [ann, bob] = await annAndBob();
      const errors = await look(ann, (call) => {
        const messages: string[] = [];
        Reflect.set(call, 'messages', messages);
        call.addEventListener('rtc-error', (event) => {
          const { code, message } = Reflect.get(event, 'error') as { code: string; message: string };
          messages.push(`${code}: ${message}`);
        });
        return messages;
      });
      assert.deepEqual(errors, []);
      // Comes while the pair is still looking for a path.
      const cleo = await scene.join('Cleo');
      await Promise.all([cleo.sees('Ann', 'Bob'), ann.seesMotion('Cleo'), bob.seesMotion('Cleo')]);
      assert.notEqual((await lookAt(ann, 'Bob')).state, 'connected');
      const others = [await lookAt(ann, 'Cleo'), await lookAt(cleo, 'Ann'), await lookAt(cleo, 'Bob')];
      const notes = await watch(cleo);

      await waitFor('the end of the attempts', async () => (await lookAt(ann, 'Bob')).state === 'failed', {
        timeoutMs: 200_000,
      });
      const words =
        relay === 'a relay'
          ? /^No direct path, and the relay cannot be reached .*Try again$/
          : /^No direct path, and no relay \(TURN\) is set up .*Try again$/;
      await waitFor('the words', async () => words.test(await hint(ann, 'Bob')));
      assert.match(await ann.text(), /No connection to a participant. A firewall may be in the way/);
      const [message = ''] = await look(ann, (call) => Reflect.get(call, 'messages') as string[]);
      const missing = relay === 'a relay' ? 'is configured' : 'may be missing';
      assert.match(message, new RegExp(`^connection-failed: .*relay \\(TURN\\) ${missing}`));
      assert.equal((await lookAt(ann, 'Bob')).relay, relay === 'a relay');

      // Before the path is open: the other side may still be trying, and would take the button away.
      await ann.click('Try again');
      media.blocked = false;
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      await waitFor('nothing to say', async () => (await hint(ann, 'Bob')) === '');
      await settled(ann, bob, cleo);
      assert.deepEqual(
        [await lookAt(ann, 'Cleo'), await lookAt(cleo, 'Ann'), await lookAt(cleo, 'Bob')],
        others,
      );
      assert.deepEqual(await notes(), []);
    });

    if (relay === 'a relay') return;

    it('lets somebody in who comes in the middle of a restart', async () => {
      const [ann, bob] = await annAndBob();
      media.blocked = false;
      await restartAll(ann);
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      media.blocked = true;
      await waitFor('a restart', async () => (await lookAt(ann, 'Bob')).state === 'restarting');
      const [cleo] = await Promise.all([scene.join('Cleo'), restartAll(ann), restartAll(bob)]);
      await Promise.all([cleo.sees('Ann', 'Bob'), ann.seesMotion('Cleo'), bob.seesMotion('Cleo')]);
      // On a slow machine it has taken so long by now that the reason is shown.
      await waitFor('the words', async () => /^(Reconnecting…|No direct path)/.test(await hint(ann, 'Bob')));
      media.blocked = false;
      await Promise.all([ann.sees('Bob', 'Cleo'), bob.sees('Ann', 'Cleo'), cleo.sees('Ann', 'Bob')]);
      await settled(ann, bob, cleo);
    });
  });
}
