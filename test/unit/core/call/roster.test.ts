import { expect } from '@open-wc/testing';
import { PeerLink } from '../../../../src/core/index.js';
import { Roster } from '../../../../src/core/call/roster.js';
import type { ProtocolParticipant } from '../../../../src/protocol/index.js';
import { waitUntil } from '../../support/wait-until.js';

const member = (id: string, news: Partial<ProtocolParticipant> = {}): ProtocolParticipant => ({
  id,
  name: id,
  instance: 'first load',
  media: { microphone: true, camera: true, screen: false },
  ...news,
});

describe('Roster', () => {
  let roster: Roster;
  /** Record of each event: its type, and everybody with the state of their connection. */
  let seen: string[];

  beforeEach(() => {
    seen = [];
    roster = new Roster({
      createLink: () => new PeerLink({ offers: false, configuration: {}, send: () => undefined }),
      announce: ({ type }) => {
        const all = roster.participants.map(
          ({ id, connectionState, away }) => `${id} ${away ? 'away' : connectionState}`,
        );
        seen.push(`${type}: ${all.join(', ')}`);
      },
    });
  });

  afterEach(() => {
    roster.close();
  });

  const ids = (): string[] => roster.participants.map(({ id }) => id);

  describe('after a restart of the server', () => {
    beforeEach(() => {
      for (const id of ['Bob', 'Cem']) roster.upsert(member(id));
      roster.expect([], 50);
    });

    const cemIsGone = (): Promise<void> => waitUntil(() => !ids().includes('Cem'), 'Cem stays');

    it('removes who does not come back in time', async () => {
      await cemIsGone();
      expect(ids()).to.deep.equal([]);
    });

    it('keeps who came back, and has only gone away again since', async () => {
      roster.upsert(member('Bob'));
      roster.setAway('Bob');
      await cemIsGone();
      expect(ids()).to.deep.equal(['Bob']);
    });

    it('keeps who has come back and is known to be away: the server says when they are gone', async () => {
      roster.upsert(member('Bob', { away: true }));
      await cemIsGone();
      expect(ids()).to.deep.equal(['Bob']);
    });

    it('waits anew after another restart', async () => {
      roster.expect([member('Bob')], 0);
      await cemIsGone();
      expect(ids()).to.deep.equal(['Bob']);
    });
  });

  it('never shows the connection of a page load before as closed', () => {
    roster.upsert(member('Bob'));
    seen = [];
    roster.upsert(member('Bob', { instance: 'second load' }));
    expect(seen).to.deep.equal(['change: Bob connecting', 'rtc-participant-change: Bob connecting']);
  });
});
