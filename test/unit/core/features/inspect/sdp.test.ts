import { expect } from '@open-wc/testing';
import {
  diffLines,
  explainLine,
  linesOf,
  parseSdp,
  priorityParts,
  readCandidate,
  loadSdpWords,
  sdpWords,
} from '../../../../../src/core/features/inspect/index.js';
import { goesBefore } from '../../../../../src/core/features/inspect/candidate.js';
import { AddressHider } from '../../../../../src/core/features/inspect/hide.js';
import { randomFrom } from './support.js';

/** An offer of this browser, with everything that calls have. */
async function offer(): Promise<string> {
  const pc = new RTCPeerConnection();
  try {
    pc.addTransceiver('audio');
    pc.addTransceiver('video');
    pc.createDataChannel('');
    return (await pc.createOffer()).sdp ?? '';
  } finally {
    pc.close();
  }
}

describe('parseSdp and explainLine', () => {
  it('take an offer of this browser apart, line by line', async () => {
    const sdp = await offer();
    const sections = parseSdp(sdp);
    expect(sections.map(({ kind }) => kind)).to.deep.equal(['session', 'audio', 'video', 'application']);
    expect(sections.map(({ mid }) => mid)).to.deep.equal(['', '0', '1', '2']);
    expect(sections.flatMap(({ lines }) => lines.map(({ text }) => text))).to.deep.equal(linesOf(sdp));
    expect([...(sections[1]?.codecs.values() ?? [])]).to.include('opus');
  });

  for (const language of ['en', 'zh-CN', 'ar', 'de-AT', 'es', 'fr', 'hi', 'ja', 'pt-PT']) {
    it(`explain every line of it in ${language}`, async () => {
      const words = await loadSdpWords(language);
      expect(words).to.equal(sdpWords(language));
      if (language !== 'en') expect(words.unknown).not.to.equal(sdpWords('en').unknown);
      for (const section of parseSdp(await offer())) {
        for (const line of section.lines) {
          const explanation = explainLine(line, section, words);
          expect(explanation, line.text)
            .to.be.a('string')
            .that.does.not.match(/undefined|function|^$/);
          // Firefox has a line of its own that tells its version.
          if (line.topic !== 'other') expect(explanation, line.text).not.to.equal(words.unknown);
        }
      }
    });
  }

  it('name codecs, parameters, extensions and candidates', () => {
    const text = [
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
      'a=rtpmap:96 VP8/90000',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96;x-unknown=1',
      'a=rtcp-fb:96 nack pli',
      'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
      'a=candidate:1 1 udp 2122260223 192.0.2.1 54321 typ srflx raddr 10.0.0.1 rport 9',
      'a=constructor:1',
      'a=setup:toString',
      'b=__proto__',
    ].join('\r\n');
    const [section] = parseSdp(text);
    const said = section!.lines.map((line) => explainLine(line, section!, sdpWords('en')));
    expect(said[1]).to.include('VP8').and.include('90000');
    expect(said[3]).to.include('apt=96: number of the codec').and.include('x-unknown=1');
    expect(said[4]).to.equal('nack pli: asks for a whole picture when one cannot be decoded');
    expect(said[5]).to.include('4 · mid: name of the section');
    expect(said[6]).to.include('outer side of a NAT').and.include('2122260223');
    expect(said[7]).to.equal(sdpWords('en').unknown);
    for (const one of said) expect(one).not.to.match(/function|\[object/);
  });

  it('survive any text', () => {
    const next = randomFrom(7);
    const pieces = [
      'a=',
      'm=',
      '\r\n',
      '\n',
      'candidate:',
      'rtpmap:',
      'fmtp:',
      'extmap:',
      ' ',
      ':',
      '=',
      '/',
      '\0',
    ];
    for (let round = 0; round < 500; round += 1) {
      const text = Array.from({ length: 40 }, () => {
        const i = Math.floor(next() * (pieces.length + 2));
        return pieces[i] ?? String.fromCharCode(Math.floor(next() * 65_536));
      }).join('');
      const sections = parseSdp(text);
      expect(sections.flatMap(({ lines }) => lines.map((line) => line.text))).to.deep.equal(linesOf(text));
      for (const section of sections)
        for (const line of section.lines)
          expect(explainLine(line, section, sdpWords('zh'))).to.be.a('string');
    }
    expect(parseSdp('')).to.deep.equal([]);
  });
});

describe('diffLines', () => {
  it('tells what was removed and what was added, and leads from one text to the other', () => {
    const diff = diffLines(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e']);
    expect(diff.map(({ change, text }) => `${change[0]!}${text}`)).to.deep.equal([
      'sa',
      'rb',
      'ax',
      'sc',
      'sd',
      'ae',
    ]);
    const next = randomFrom(3);
    for (let round = 0; round < 100; round += 1) {
      const lines = (): string[] => Array.from({ length: next() * 30 }, () => String(Math.floor(next() * 6)));
      const [before, after] = [lines(), lines()];
      const both = diffLines(before, after);
      expect(both.filter(({ change }) => change !== 'added').map(({ text }) => text)).to.deep.equal(before);
      expect(both.filter(({ change }) => change !== 'removed').map(({ text }) => text)).to.deep.equal(after);
    }
  });

  it('gives up looking for what is common in texts without end', () => {
    const before = Array.from({ length: 3000 }, (_, i) => `a${i}`);
    const after = Array.from({ length: 3000 }, (_, i) => `b${i}`);
    expect(diffLines(before, after)).to.have.length(6000);
  });
});

describe('candidates', () => {
  it('are read as RFC 8839 writes them', () => {
    const line =
      'candidate:1 1 UDP 1686052607 203.0.113.5 40000 typ srflx raddr 10.0.0.1 rport 40000 ufrag x';
    expect(readCandidate(line)).to.deep.equal({
      type: 'srflx',
      protocol: 'udp',
      address: '203.0.113.5',
      port: 40_000,
      priority: 1_686_052_607,
      relatedAddress: '10.0.0.1',
      relatedPort: 40_000,
    });
    expect(readCandidate('candidate:1 1 tcp 1 ::1 9 typ host tcptype active')?.tcpType).to.equal('active');
    for (const wrong of [
      '',
      'candidate:',
      'candidate:1 1 udp x 1.2.3.4 5 typ host',
      `candidate:${'1 '.repeat(99)}`,
    ])
      expect(readCandidate(wrong)).to.equal(undefined);
  });

  it('have priorities of three parts (RFC 8445 §5.1.2.1)', () => {
    const priority = 2 ** 24 * 126 + 2 ** 8 * 65_535 + (256 - 1);
    expect(priorityParts(priority)).to.deep.equal({
      typePreference: 126,
      localPreference: 65_535,
      component: 1,
    });
    expect(priorityParts(2 ** 8 * 17 + 254)).to.deep.equal({
      typePreference: 0,
      localPreference: 17,
      component: 2,
    });
  });

  it('make pairs that are compared by their smaller priority first (RFC 8445 §6.1.2.3)', () => {
    expect(goesBefore([5, 5], [9, 4])).to.equal(true);
    expect(goesBefore([4, 9], [4, 8])).to.equal(true);
    expect(goesBefore([9, 4], [4, 9])).to.equal(false);
  });
});

describe('AddressHider', () => {
  it('names addresses of every form, the same by the same name, and leaves everything else', () => {
    const hider = new AddressHider();
    const hidden = {
      'stun:192.0.2.1:3478': 'stun:ipv4-public-1:3478',
      'turn:[2001:db8::1]:3478?transport=udp': 'turn:[ipv6-public-2]:3478?transport=udp',
      'raddr 10.0.0.1 rport 9': 'raddr ipv4-private-3 rport 9',
      'No answer from 192.0.2.1.': 'No answer from ipv4-public-1.',
      '2001:DB8:0::1: refused': 'ipv6-public-2: refused',
      'fe80::1%eth0': 'ipv6-private-4%eth0',
    };
    for (const [text, expected] of Object.entries(hidden)) expect(hider.hide(text)).to.equal(expected);
    for (const text of [
      'c=IN IP4 0.0.0.0',
      'o=- 1 2 IN IP4 127.0.0.1',
      'a=fingerprint:sha-256 AB:CD:EF:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D',
      '8b2f9d3c-1f2e-4a6b-9c0d-1234567890ab.local',
      'at 12:34:56',
      'a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid',
    ])
      expect(hider.hide(text)).to.equal(text);
  });
});
