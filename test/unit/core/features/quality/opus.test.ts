import { expect } from '@open-wc/testing';
import { askOfOpus } from '../../../../../src/core/features/quality/opus.js';
import { CHROMIUM_OFFER, FIREFOX_OFFER } from './recorded-offers.js';

const lines = (...all: string[]): string => [...all, ''].join('\r\n');

/** Lines of `now` that are not in `before` at the same place, by their number. */
function changes(before: string, now: string): Record<number, string> {
  const [old, edited] = [before.split('\r\n'), now.split('\r\n')];
  expect(edited).to.have.length(old.length);
  return Object.fromEntries(edited.flatMap((line, i) => (line === old[i] ? [] : [[i, line]])));
}

describe('askOfOpus', () => {
  for (const [browser, offer, voice, music] of [
    [
      'Chromium',
      CHROMIUM_OFFER,
      'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
      'a=fmtp:111 minptime=10;useinbandfec=1;stereo=1',
    ],
    // Firefox itself asks for stereo.
    ['Firefox', FIREFOX_OFFER, 'a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1;usedtx=1'],
  ] as const) {
    it(`edits one line for each sound in an offer of ${browser}, and nothing else`, () => {
      expect(Object.values(changes(offer, askOfOpus(offer)))).to.deep.equal([
        voice,
        ...(music ? [music] : []),
      ]);
    });
  }

  it('says what this browser understands', async () => {
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
    for (const kind of ['audio', 'video', 'video', 'audio']) one.addTransceiver(kind);
    await one.setLocalDescription();
    const { sdp = '' } = one.localDescription ?? {};
    const edited = askOfOpus(sdp);
    expect(edited).to.contain('usedtx=1').and.to.contain('stereo=1');
    await other.setRemoteDescription({ type: 'offer', sdp: edited });
    await other.setLocalDescription();
    const answer = askOfOpus(other.localDescription?.sdp ?? '');
    await one.setRemoteDescription({ type: 'answer', sdp: answer });
    for (const pc of [one, other]) expect(pc.remoteDescription?.sdp).to.match(/^a=fmtp:\d+ .*usedtx=1/m);
    one.close();
    other.close();
  });

  it('edits each Opus, also one without parameters, and no other codec', () => {
    const before = lines(
      'v=0',
      'm=audio 9 UDP/TLS/RTP/SAVPF 63 111 112 113 0',
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 minptime=10',
      'a=rtpmap:63 red/48000/2',
      'a=fmtp:63 111/111',
      'a=fmtp:112 useinbandfec=1; maxaveragebitrate=20000',
      'a=rtpmap:112 OPUS/48000/2',
      'a=rtpmap:113 opus/48000/2',
      'a=rtpmap:114 multiopus/48000/6',
      'a=fmtp:114 channel_mapping=0,4,1,2,3,5',
      'a=rtpmap:0 PCMU/8000',
    );
    expect(askOfOpus(before)).to.equal(
      before
        .replace('minptime=10', 'minptime=10;usedtx=1')
        .replace('maxaveragebitrate=20000', 'maxaveragebitrate=20000;usedtx=1')
        .replace('113 opus/48000/2', '113 opus/48000/2\r\na=fmtp:113 usedtx=1'),
    );
  });

  it('keeps what the other side says of the same parameter', () => {
    for (const parameters of ['usedtx=0', 'minptime=10;usedtx=0', 'minptime=10; UseDTX=1;cbr=1']) {
      const sdp = lines('v=0', 'm=audio 9 X 1', 'a=rtpmap:1 opus/48000/2', `a=fmtp:1 ${parameters}`);
      expect(askOfOpus(sdp)).to.equal(sdp);
    }
    const music = ['m=audio 9 X 1', 'm=video 9 X 1', 'm=video 9 X 1', 'm=audio 9 X 1'];
    const sdp = lines('v=0', ...music, 'a=rtpmap:1 opus/48000/2', 'a=fmtp:1 sprop-stereo=0');
    expect(askOfOpus(sdp)).to.equal(sdp.replace('sprop-stereo=0', 'sprop-stereo=0;stereo=1'));
  });

  it('edits only the two sounds of the layout', () => {
    const opus = ['m=audio 9 X 1', 'a=rtpmap:1 opus/48000/2', 'a=fmtp:1 x=1'];
    const edited = askOfOpus(lines('v=0', ...opus, ...opus, ...opus, ...opus, ...opus)).split('\r\n');
    expect(edited.filter((line) => line.startsWith('a=fmtp'))).to.deep.equal([
      'a=fmtp:1 x=1;usedtx=1',
      'a=fmtp:1 x=1',
      'a=fmtp:1 x=1',
      'a=fmtp:1 x=1;stereo=1',
      'a=fmtp:1 x=1',
    ]);
  });

  it('gives back whatever is no description', () => {
    for (const text of [
      '',
      '\r\n',
      'm=',
      'v=0',
      'a=rtpmap:1 opus/48000/2\r\na=fmtp:1 x=1\r\n',
      '\u2028m=\0',
    ]) {
      expect(askOfOpus(text)).to.equal(text);
    }
  });

  it('edits lines that end with a line feed alone', () => {
    const sdp = 'v=0\nm=audio 9 X 1\na=rtpmap:1 opus/48000/2\na=fmtp:1 x=1\n';
    expect(askOfOpus(sdp)).to.equal(sdp.replace('x=1', 'x=1;usedtx=1'));
  });

  it('comes to an end with what is made to be slow', () => {
    // As long as a message can be.
    const fill = (piece: string): string =>
      `v=0\r\nm=audio\r\n${piece.repeat(Math.ceil(65_536 / piece.length))}`;
    for (const piece of [
      '\nm=',
      '\na=rtpmap:1',
      '\na=rtpmap:1 opus/48000/2',
      '\na=fmtp:1 ;usedtx',
      '\na=rtpmap:1 opus/\na=fmtp:1 ',
      '1',
      ' ;',
    ]) {
      const text = fill(piece);
      expect(askOfOpus(text).length).to.be.within(text.length, 3 * text.length);
    }
    const many = Array.from({ length: 2000 }, (_, i) => `a=rtpmap:${String(i)} opus/48000/2`);
    expect(askOfOpus(lines('v=0', 'm=audio', ...many)).match(/usedtx=1/g)).to.have.length(2000);
  });
});
