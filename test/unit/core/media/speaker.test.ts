import { expect } from '@open-wc/testing';
import { LocalMedia } from '../../../../src/core/index.js';
import { waitUntil } from '../../support/wait-until.js';

describe('The speaker', () => {
  const undo: (() => void)[] = [];
  const { setSinkId } = HTMLMediaElement.prototype;
  /** Ids that elements were given, with what came of it. */
  const given: [id: string, refused: string | undefined][] = [];

  beforeEach(() => {
    localStorage.clear();
  });

  afterEach(() => {
    HTMLMediaElement.prototype.setSinkId = setSinkId;
    given.length = 0;
    for (const step of undo.splice(0)) step();
  });

  /** Speakers of which the browser allows none as long as `refusal` names an error. */
  function refuse(refusal: () => string | undefined): void {
    HTMLMediaElement.prototype.setSinkId = (id) => {
      const name = refusal();
      given.push([id, name]);
      return name ? Promise.reject(new DOMException('no', name)) : Promise.resolve();
    };
  }

  function media(): LocalMedia {
    const made = new LocalMedia();
    undo.push(() => made.close());
    return made;
  }

  it('is not the chosen one before the browser allows it, and is as soon as the microphone is allowed', async () => {
    let refusal: string | undefined = 'NotAllowedError';
    refuse(() => refusal);
    const own = media();
    let changes = 0;
    own.addEventListener('change', () => (changes += 1));
    await own.selectDevice('audiooutput', 'desk');
    expect(own.selectedDevice('audiooutput')).to.equal('');
    expect(given).to.deep.equal([['desk', 'NotAllowedError']]);
    refusal = undefined;
    changes = 0;
    own.wanted = { microphone: true, camera: false };
    await own.open();
    // The list of this machine does not have that speaker, so only what was tried can tell.
    await waitUntil(() => given.length > 1, 'not tried again');
    expect(given.at(-1)).to.deep.equal(['desk', undefined]);
    expect(changes).to.be.above(0);
  });

  it('is remembered although it was refused at first', async () => {
    refuse(() => 'NotAllowedError');
    await media().selectDevice('audiooutput', 'desk');
    refuse(() => undefined);
    expect(media().selectedDevice('audiooutput')).to.equal('desk');
  });

  it('is not the chosen one any more where an element was refused it', async () => {
    refuse(() => undefined);
    const own = media();
    await own.selectDevice('audiooutput', 'desk');
    expect(own.selectedDevice('audiooutput')).to.equal('desk');
    own.refuseSpeaker('another');
    expect(own.selectedDevice('audiooutput')).to.equal('desk');
    own.refuseSpeaker('desk');
    expect(own.selectedDevice('audiooutput')).to.equal('');
  });

  for (const name of ['NotFoundError', 'AbortError']) {
    it(`that fails by ${name} is not in use, and nothing else breaks`, async () => {
      refuse(() => undefined);
      const own = media();
      await own.selectDevice('audiooutput', 'desk');
      refuse(() => name);
      await own.selectDevice('audiooutput', 'gone');
      expect(own.selectedDevice('audiooutput')).to.equal('');
    });
  }
});
