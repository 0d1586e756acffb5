import { expect } from '@open-wc/testing';
import { SOURCES, type Source } from '../../../../src/core/index.js';
import type { PeerLinkEventMap } from '../../../../src/core/peer/peer-events.js';
import { PeerLink } from '../../../../src/core/peer/peer-link.js';
import { countConnections } from '../../support/connections.js';
import { fakeTrack, framesAdvance, play } from '../../support/media.js';
import { StoppedClock } from '../../support/stopped-clock.js';
import { direct, Pair, type Step } from './pair.js';
import { waitUntil } from '../../support/wait-until.js';

/** The type of the DOM leaves out the curve. */
const ECDSA: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

describe('PeerLink', () => {
  let pair: Pair;
  const cleanups: (() => void)[] = [];

  beforeEach(() => {
    pair = new Pair();
  });

  afterEach(() => {
    pair.close();
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  async function camera(): Promise<MediaStreamTrack> {
    const track = await fakeTrack('video');
    cleanups.push(() => {
      track.stop();
    });
    return track;
  }

  function show(track: MediaStreamTrack | null): HTMLVideoElement {
    const video = play(track);
    video.muted = true;
    cleanups.push(() => {
      video.remove();
    });
    return video;
  }

  const ufrag = (link: PeerLink): string | undefined =>
    /a=ice-ufrag:(\S+)/.exec(link.connection?.localDescription?.sdp ?? '')?.[1];

  const mids = (link: PeerLink): (string | null)[] =>
    link.connection?.getTransceivers().map(({ mid }) => mid) ?? [];

  it('connects with one offer, one answer and four transceivers', async () => {
    await pair.start().connected();
    expect(pair.descriptions('offer')).to.have.length(1);
    expect(pair.descriptions('answer')).to.have.length(1);
    expect(mids(pair.a)).to.deep.equal(['0', '1', '2', '3']);
    expect(mids(pair.b)).to.deep.equal(['0', '1', '2', '3']);
    expect(pair.errors).to.deep.equal([]);
  });

  it('announces a remote track for each source', async () => {
    const heard: Source[] = [];
    const listen = ({ source, track }: PeerLinkEventMap['track']): void => {
      expect(track).to.equal(pair.b.getTrack(source));
      heard.push(source);
    };
    pair.b.addEventListener('track', listen);
    expect(pair.b.getTrack('camera')).to.equal(null);
    await pair.start().connected();
    expect(heard).to.deep.equal([...SOURCES]);
  });

  it('keeps sound and picture of a person in one stream, those of a screen in another', async () => {
    await pair.start().connected();
    for (const link of [pair.a, pair.b]) {
      const sdp = link.connection?.remoteDescription?.sdp ?? '';
      const [microphone, cameraStream, screen, screenAudio] = Array.from(
        sdp.matchAll(/^a=msid:(\S+)/gm),
        ([, id]) => id,
      );
      expect(microphone).to.equal(cameraStream);
      expect(screen).to.equal(screenAudio);
      expect(new Set([microphone, screen, undefined])).to.have.property('size', 3);
    }
  });

  it('edits a description of the other side before it is set, and keeps what was received', async () => {
    for (const link of [pair.a, pair.b])
      link.editRemote = (sdp) => sdp.replaceAll('useinbandfec=1', 'useinbandfec=0');
    await pair.start().connected();
    for (const { connection, history } of [pair.a, pair.b]) {
      expect(connection?.remoteDescription?.sdp).to.contain('useinbandfec=0');
      const received = history.records.flatMap((record) =>
        record.type === 'received' && record.signal.kind === 'description' ? [record.signal] : [],
      );
      expect(received.map(({ description }) => description.sdp.includes('useinbandfec=1'))).to.deep.equal([
        true,
      ]);
    }
    expect(pair.descriptions('offer')).to.have.length(1);
  });

  it('sends in both directions what was set before, and what is set during the call, with no other offer', async () => {
    const [first, second] = [await camera(), await camera()];
    pair.a.setTrack('camera', first);
    await pair.start().connected();
    await framesAdvance(show(pair.b.getTrack('camera')));
    pair.b.setTrack('camera', second);
    const video = show(pair.a.getTrack('camera'));
    await framesAdvance(video);
    pair.b.setTrack('camera', null);
    pair.b.setTrack('screen', second);
    await framesAdvance(show(pair.a.getTrack('screen')));
    pair.b.setTrack('camera', first);
    await framesAdvance(video);
    expect(pair.descriptions('offer')).to.have.length(1);
    expect(pair.errors).to.deep.equal([]);
  });

  it('offers what was set before from the beginning, and does not set it again', async () => {
    const replaced: RTCRtpSender[] = [];
    const { replaceTrack } = RTCRtpSender.prototype;
    RTCRtpSender.prototype.replaceTrack = function (track) {
      replaced.push(this);
      return replaceTrack.call(this, track);
    };
    cleanups.push(() => {
      RTCRtpSender.prototype.replaceTrack = replaceTrack;
    });
    const track = await camera();
    pair.a.setTrack('camera', track);
    await pair.start().connected();
    expect(SOURCES.map((source) => pair.a.sender(source)?.track ?? null)).to.deep.equal([
      null,
      track,
      null,
      null,
    ]);
    expect(replaced).to.deep.equal([]);
    pair.a.setTrack('camera', null);
    pair.a.setTrack('screen', track);
    expect(replaced).to.deep.equal([pair.a.sender('camera'), pair.a.sender('screen')]);
    await framesAdvance(show(pair.b.getTrack('screen')));
    expect(pair.errors).to.deep.equal([]);
  });

  it('does not stop the tracks that it sent', async () => {
    const track = await camera();
    pair.a.setTrack('camera', track);
    await pair.start().connected();
    pair.close();
    expect(track.readyState).to.equal('live');
    expect(pair.a.connection).to.equal(undefined);
  });

  it('tells the other side at once when it is closed', async () => {
    await pair.start().connected();
    pair.a.close();
    await waitUntil(() => pair.b.state !== 'connected', 'not noticed');
    expect(pair.a.state).to.equal('closed');
  });

  for (const restarting of [['a'], ['b'], ['a', 'b'], ['b', 'a', 'b']] as const) {
    it(`restarts with the picture running: ${restarting.join(' and ')}`, async () => {
      pair.a.setTrack('camera', await camera());
      pair.b.setTrack('camera', await camera());
      await pair.start().connected();
      const videos = [show(pair.a.getTrack('camera')), show(pair.b.getTrack('camera'))];
      for (const video of videos) await framesAdvance(video);
      const before = ufrag(pair.a);
      for (const side of restarting) pair[side].restart();
      await waitUntil(() => ufrag(pair.a) !== before, 'no restart');
      await pair.connected();
      for (const video of videos) await framesAdvance(video);
      expect(mids(pair.a)).to.deep.equal(['0', '1', '2', '3']);
      expect(mids(pair.b)).to.deep.equal(['0', '1', '2', '3']);
      expect(pair.descriptions('offer').length).to.be.at.most(3);
      expect(pair.errors).to.deep.equal([]);
    });
  }

  it('restarts although an offer, and then an answer, is lost', async () => {
    await pair.start().connected();
    pair.wire = { a: () => undefined, b: direct };
    pair.a.restart();
    await waitUntil(() => pair.descriptions('offer').length === 2);
    pair.wire = { a: direct, b: () => undefined };
    pair.a.restart();
    await waitUntil(() => pair.descriptions('answer').length === 2);
    pair.wire = { a: direct, b: direct };
    pair.a.restart();
    await pair.connected();
    await waitUntil(
      () => ufrag(pair.a) === /a=ice-ufrag:(\S+)/.exec(pair.b.connection?.remoteDescription?.sdp ?? '')?.[1],
    );
    expect(pair.a.connection?.signalingState).to.equal('stable');
    expect(pair.errors).to.deep.equal([]);
  });

  it('replaces an offer that is lost while the path works, once the way to the other side may be back', async () => {
    await pair.start().connected();
    pair.wire.a = () => undefined;
    pair.a.connection?.restartIce();
    await waitUntil(() => pair.a.connection?.signalingState === 'have-local-offer', 'no offer');
    pair.wire.a = direct;
    pair.a.wake();
    await waitUntil(() => pair.a.connection?.signalingState === 'stable', 'no answer');
    expect(pair.a.state).to.equal('connected');
    expect(pair.errors).to.deep.equal([]);
  });

  it('takes candidates that come before their description', async () => {
    let early = 0;
    let held: (() => void) | undefined;
    pair.wire.a = (signal, deliver) => {
      if (signal.kind !== 'candidate') {
        held = () => {
          deliver(signal);
        };
        return;
      }
      early += 1;
      deliver(signal);
      if (signal.candidate === null) held?.();
    };
    await pair.start().connected();
    expect(early).to.be.greaterThan(1);
    expect(pair.errors).to.deep.equal([]);
  });

  it('waits for no candidate before it takes the next one, or a description', async () => {
    let added = 0;
    const { RTCPeerConnection } = globalThis;
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
        added += 1;
        await super.addIceCandidate(candidate);
        // As long as the browser is busy.
        await new Promise(() => undefined);
      }
    };
    cleanups.push(() => {
      globalThis.RTCPeerConnection = RTCPeerConnection;
    });
    await pair.start().connected();
    const sent = (): number => pair.signals.filter(({ signal }) => signal.kind === 'candidate').length;
    await waitUntil(() => sent() > 2 && added === sent(), 'a candidate is not taken');
    pair.b.restart();
    await waitUntil(() => pair.descriptions('answer').length === 2, 'no restart');
    await pair.connected();
    expect(pair.errors).to.deep.equal([]);
  });

  it('drops descriptions that are heard twice or come late', async () => {
    const twice: Step = (signal, deliver) => {
      deliver(signal);
      deliver(signal);
    };
    pair.wire = { a: twice, b: twice };
    await pair.start().connected();
    pair.b.restart();
    await pair.connected();
    await waitUntil(() => pair.descriptions('answer').length === 2);
    for (const { from, signal } of [...pair.signals]) pair[from === 'a' ? 'b' : 'a'].receive(signal);
    await pair.connected();
    expect(pair.descriptions('answer')).to.have.length(2);
    expect(pair.errors).to.deep.equal([]);
  });

  it('drops what belongs to a connection of before, and follows a newer one', async () => {
    pair.a.setTrack('camera', await camera());
    await pair.start().connected();
    const before = pair.b.connection;
    const [offer] = pair.descriptions('offer');
    pair.a.receive({ kind: 'renew', epoch: offer?.epoch });
    expect(pair.a.state).to.equal('restarting');
    await waitUntil(() => pair.b.connection !== before, 'no new connection');
    await pair.connected();
    expect(pair.descriptions('offer')).to.have.length(2);
    pair.b.receive(offer);
    await framesAdvance(show(pair.b.getTrack('camera')));
    expect(pair.descriptions('answer')).to.have.length(2);
    expect(pair.errors).to.deep.equal([]);
  });

  it('asks for a new connection when its first offer is lost, and gets one', async () => {
    let lost = false;
    pair.wire.a = (signal, deliver) => {
      if (lost) deliver(signal);
      else lost = signal.kind === 'description';
    };
    await pair.start().connected();
    expect(pair.descriptions('offer').length).to.be.greaterThan(1);
  });

  it('gives up with words that help when there is no path', async () => {
    const blocked = new Pair();
    blocked.wire = { a: () => undefined, b: () => undefined };
    const states: string[] = [];
    blocked.a.addEventListener('statechange', () => states.push(blocked.a.state));
    blocked.start();
    await waitUntil(() => blocked.a.state === 'failed', 'it never gave up');
    expect(blocked.errors[0]).to.match(/^connection-failed: .*relay \(TURN\) may be missing/);
    expect(states).to.deep.equal(['connecting', 'failed']);
    blocked.wire = { a: direct, b: direct };
    blocked.a.restart();
    await blocked.connected();
    blocked.close();
  });

  it('fails where the browser makes no connection, and connects once it does', async () => {
    const { RTCPeerConnection } = globalThis;
    const restore = (): void => {
      globalThis.RTCPeerConnection = RTCPeerConnection;
    };
    cleanups.push(restore);
    let refused = 0;
    globalThis.RTCPeerConnection = function refuse() {
      refused += 1;
      throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    } as unknown as typeof RTCPeerConnection;
    pair = new Pair({ patience: 50, attempt: 1000 }).start();
    const { a } = pair;
    expect(a.state).to.equal('connecting');
    await waitUntil(() => a.state === 'failed', 'not failed');
    expect(refused).to.equal(2);
    restore();
    pair.a.restart();
    await pair.connected();
  });

  it('makes another connection with somebody who has forgotten this one', async () => {
    // As in a call: with the same certificate, DTLS would go on as if nothing had happened, and reach nobody.
    const certificate = await RTCPeerConnection.generateCertificate(ECDSA);
    // Far longer than this test: nothing else may mend it.
    const times = { patience: 600_000, attempt: 600_000, limit: 600_000 };
    pair = await new Pair(times, { certificates: [certificate] }).start().connected();
    const before = pair.a.connection;
    pair.forget();
    pair.a.restart();
    await waitUntil(() => pair.a.connection !== before, 'it stays with the old one');
    await pair.connected();
    await waitUntil(() => pair.a.control?.readyState === 'open', 'no channel');
    expect(pair.errors).to.deep.equal([]);
  });

  it('makes another connection when the other side closes what the pages talk over', async () => {
    pair = await new Pair({ patience: 100, attempt: 4000 }).start().connected();
    const before = pair.a.connection;
    await waitUntil(() => pair.b.control?.readyState === 'open', 'no channel');
    pair.b.control?.close();
    await waitUntil(() => pair.a.connection !== before, 'it stays with the old one');
    await pair.connected();
    await waitUntil(() => pair.a.control?.readyState === 'open', 'no channel');
  });

  it('refuses an offer with another layout, and lives on', async () => {
    const stranger = new RTCPeerConnection();
    stranger.addTransceiver('video');
    const { sdp = '' } = await stranger.createOffer();
    stranger.close();
    pair.b.start();
    pair.b.receive({ kind: 'description', epoch: 1, offerId: 1, description: { type: 'offer', sdp } });
    await waitUntil(() => pair.errors.length > 0);
    expect(pair.errors[0]).to.match(/^negotiation-failed: .*four m-lines/);
    pair.a.start();
    await pair.connected();
  });

  it('reports nonsense and takes no harm', async () => {
    await pair.start().connected();
    const nonsense = [
      null,
      'x',
      { kind: 'description' },
      { kind: 'candidate', epoch: Infinity },
      { kind: '__proto__' },
    ];
    for (const payload of nonsense) pair.b.receive(payload);
    expect(pair.errors).to.have.length(nonsense.length);
    const { epoch = 0 } = pair.signals[0]?.signal ?? {};
    pair.b.receive({
      kind: 'description',
      epoch,
      offerId: 99,
      description: { type: 'offer', sdp: 'no SDP at all' },
    });
    pair.b.receive({
      kind: 'candidate',
      epoch,
      offerId: 1,
      ufrag: 'nobody',
      candidate: { candidate: 'candidate:no' },
    });
    await waitUntil(() => pair.errors.length > nonsense.length);
    expect(pair.a.state).to.equal('connected');
    expect(pair.b.state).to.equal('connected');
  });

  it('passes over what a newer page says, in silence', async () => {
    await pair.start().connected();
    const { epoch = 0 } = pair.signals[0]?.signal ?? {};
    for (const kind of ['layers', 'key-2']) pair.b.receive({ kind, epoch, layers: ['low', 'high'] });
    pair.b.receive({ kind: 'candidate', epoch, offerId: 1, ufrag: 'u', candidate: null, tcp: true });
    expect(pair.errors).to.deep.equal([]);
    expect(pair.b.state).to.equal('connected');
  });

  it('makes only so many connections for the other side, however many it asks for', async () => {
    const { made, restore } = countConnections();
    const clock = new StoppedClock();
    const link = new PeerLink({ offers: false, configuration: {}, send: () => undefined });
    link.start();
    const ask = (epoch: number): void =>
      link.receive({ kind: 'candidate', epoch, offerId: 0, ufrag: 'a', candidate: null });
    ask(1);
    await waitUntil(() => made.length > 0, 'it does not listen');
    for (let epoch = 2; epoch <= 1000; epoch += 1) ask(epoch);
    link.close();
    clock.start();
    restore();
    expect(made.length).to.be.within(1, 40);
  });

  it('makes no connection any more where whoever hears that one is needed ends it', async () => {
    const { made, restore } = countConnections();
    const times = { attempt: 100, patience: 50 };
    const link = new PeerLink({ offers: true, configuration: {}, send: () => undefined, times });
    link.start();
    await waitUntil(() => link.state === 'failed', 'not failed');
    link.addEventListener('statechange', () => link.close(), { once: true });
    link.restart();
    restore();
    expect(link.state).to.equal('closed');
    expect(made.every(({ signalingState }) => signalingState === 'closed')).to.equal(true);
  });
});
