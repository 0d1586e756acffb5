import { expect, fixture } from '@open-wc/testing';
import type { CallSession, RtcControls } from '../../../src/index.js';
import '../../../src/index.js';
import { Effects } from '../../../src/core/features/effects/index.js';
import { RtcSettings } from '../../../src/components/rtc-settings/rtc-settings.js';
import { cleanUp, deep, exists, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';
import { usePhotoCamera } from '../core/features/effects/support.js';

describe('the effects in <rtc-settings>', () => {
  const undo: (() => void)[] = [];

  beforeEach(() => {
    localStorage.clear();
    undo.push(usePhotoCamera().restore);
  });

  afterEach(() => {
    cleanUp();
    for (const step of undo.splice(0)) step();
    localStorage.clear();
  });

  async function opened(): Promise<[Element, CallSession]> {
    const here = session({});
    await here.openMedia();
    // However slow the machine is.
    Effects.of(here).patience = Infinity;
    const place = await fixture<RtcControls>('<rtc-controls></rtc-controls>');
    RtcSettings.open(place.renderRoot, here);
    await waitUntil(() => exists(place, 'rtc-settings', 'dialog:modal'), 'no settings');
    return [place, here];
  }

  const backgrounds = (place: Element): HTMLSelectElement =>
    deep(place, 'rtc-settings', '[part~=background-setting] select') as HTMLSelectElement;

  function choose(place: Element, value: string): void {
    const select = backgrounds(place);
    select.value = value;
    expect(select.value).to.equal(value);
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Chooses a file as a person does by the button and the browser's dialog. */
  function pick(place: Element, file: File): void {
    const input = deep(place, 'rtc-settings', '[part~=background-setting] input') as HTMLInputElement;
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  const text = (place: Element, part: string): string =>
    exists(place, 'rtc-settings', part) ? deep(place, 'rtc-settings', part).textContent.trim() : '';

  async function picture(): Promise<File> {
    const canvas = new OffscreenCanvas(64, 36);
    canvas.getContext('2d')?.fillRect(0, 0, 64, 36);
    return new File([await canvas.convertToBlob()], 'wall.png', { type: 'image/png' });
  }

  it('blurs the background, says so meanwhile, and takes it back', async () => {
    const [place, here] = await opened();
    expect(Array.from(backgrounds(place).options, ({ value }) => value)).to.deep.equal(['none', 'blur']);
    choose(place, 'blur');
    await (deep(place, 'rtc-settings') as HTMLElement & Pick<RtcSettings, 'updateComplete'>).updateComplete;
    expect(text(place, '[part~=background-setting] [part=help]')).to.equal('Starting…');
    await waitUntil(() => here.features.effects?.background === 'blur', 'no blur');
    await waitUntil(() => text(place, '[part~=background-setting] [part=help]') === '', 'starts for ever');
    expect(backgrounds(place).value).to.equal('blur');
    choose(place, 'none');
    await waitUntil(() => here.features.effects?.background === 'none', 'still blurred');
    expect(here.media.getTrack('camera')).to.equal(here.media.getCapturedTrack('camera'));
  });

  it('shows a picture, and names it among the choices', async () => {
    const [place, here] = await opened();
    pick(place, await picture());
    await waitUntil(() => here.features.effects?.background instanceof Blob, 'no picture');
    await waitUntil(() => backgrounds(place).value === 'picture', 'not chosen');
    choose(place, 'none');
    await waitUntil(() => backgrounds(place).options.length === 2, 'still a choice');
  });

  it('says why a picture cannot be the background, and keeps the one before', async () => {
    const [place, here] = await opened();
    choose(place, 'blur');
    await waitUntil(() => here.features.effects?.background === 'blur', 'no blur');
    pick(place, new File(['nothing to see'], 'wall.png', { type: 'image/png' }));
    await waitUntil(() => text(place, '[part=problem]').startsWith('This picture cannot'), 'says nothing');
    expect(deep(place, 'rtc-settings', '[part=problem]')).to.have.attribute('role', 'alert');
    expect(backgrounds(place).value).to.equal('blur');
    expect(here.features.effects?.background).to.equal('blur');
    choose(place, 'none');
    await waitUntil(() => text(place, '[part=problem]') === '', 'the old problem stays');
  });

  it('takes out noise', async () => {
    const [place, here] = await opened();
    const box = deep(place, 'rtc-settings', '[part~=noise-setting] input') as HTMLInputElement;
    box.click();
    await waitUntil(() => here.features.effects?.noiseSuppression === true, 'no suppression');
    expect(box.checked).to.equal(true);
    box.click();
    await waitUntil(() => here.features.effects?.noiseSuppression === false, 'still on');
    expect(box.checked).to.equal(false);
  });

  it('keeps the last of several choices', async () => {
    const [place, here] = await opened();
    choose(place, 'blur');
    choose(place, 'none');
    choose(place, 'blur');
    await waitUntil(() => here.features.effects?.background === 'blur', 'not the last');
    expect(backgrounds(place).value).to.equal('blur');
  });

  it('offers nothing that this browser cannot do, and says so', async () => {
    const { OffscreenCanvas } = globalThis;
    Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
    undo.push(() => Object.assign(globalThis, { OffscreenCanvas }));
    const [place] = await opened();
    expect(backgrounds(place).disabled).to.equal(true);
    expect(text(place, '[part~=background-setting] [part=help]')).to.equal(
      'This browser cannot change the background.',
    );
    expect(exists(place, 'rtc-settings', '[part~=background-button]')).to.equal(false);
  });
});
