import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'an address of this machine itself',
    srflx: 'the address that a STUN server saw: the outer side of a NAT',
    prflx: 'an address that the other side saw and no server had told',
    relay: 'an address at a TURN server, which passes everything on',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'In DTLS this side can begin or wait; the answer decides.',
    active: 'This side begins the handshake of DTLS.',
    passive: 'This side waits for the handshake of DTLS.',
  }),
);

/** English words about descriptions. Numbers of sections in comments are of the RFC that defines the line. */
export const en: SdpWords = {
  topics: {
    session: 'Session',
    media: 'Media',
    codecs: 'Codecs and parameters',
    ice: 'ICE: ways to connect',
    dtls: 'DTLS: encryption',
    extensions: 'Header extensions',
    data: 'Data channels',
    other: 'Other lines',
  },
  unknown: 'An attribute that is not explained here; who does not know it ignores it.',
  notSdp: 'Not a line of SDP.',
  about: (text, known) => (known === undefined ? text : `${text}: ${known}`),
  listed: (parts) => parts.join('; '),
  lines: {
    v: 'Version of SDP; always 0.',
    o: ({ words }) =>
      `Who made the description: session ${words[1] ?? '?'}, version ${words[2] ?? '?'}. The version grows with every new description; the address is a placeholder.`,
    s: 'Name of the session; browsers give none.',
    i: 'A description for people.',
    u: 'A page with more about the session.',
    e: 'An e-mail address of whoever is responsible.',
    p: 'A telephone number of whoever is responsible.',
    c: 'Address for media. A placeholder: ICE finds the real one.',
    b: ({ value }) => `Most bandwidth to use: ${value}.`,
    t: 'Begin and end of the session; 0 0 means from now on, without an end.',
    r: 'When the session repeats.',
    z: 'Changes of the time zone.',
    k: 'A key, as nobody sends it any longer.',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE: the sections ${words.slice(1).join(', ')} share one connection.`
        : `The sections ${words.slice(1).join(', ')} belong together as ${words[0] ?? '?'}.`,
    'msid-semantic': 'Sections name the MediaStream that their track belongs to (older form).',
    m: ({ words }) =>
      words[1] === '0'
        ? `A section of ${words[0] ?? '?'} that is refused: its port is 0.`
        : `A section of ${words[0] ?? '?'} over ${words[2] ?? '?'}, with the codecs ${words.slice(3).join(', ')} in the order of preference. Port 9 is a placeholder.`,
    mid: ({ value }) => `Name of this section: ${value}.`,
    sendrecv: 'Both sides may send here.',
    sendonly: 'Only the side that wrote this sends here.',
    recvonly: 'The side that wrote this only receives here.',
    inactive: 'Nobody sends here.',
    msid: 'MediaStream and track that are sent here.',
    ssrc: ({ words }) => `Number of a stream of RTP packets, ${words[0] ?? '?'}, and a property of it.`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? 'The first stream, and the one in which its lost packets are sent again.'
        : `Streams that belong together as ${words[0] ?? '?'}.`,
    rtcp: 'Address for RTCP. A placeholder: RTCP goes the way of the media.',
    'rtcp-mux': 'Media and RTCP share one port.',
    'rtcp-mux-only': 'Media and RTCP share one port, or there is no connection.',
    'rtcp-rsize': 'Reports of RTCP may be sent in parts.',
    'bundle-only': 'This section exists only as part of the bundle.',
    label: 'A label of this section.',
    content: 'What the media shows.',
    rid: ({ words }) =>
      `One of several sizes of the same picture: ${words[0] ?? '?'}, to ${words[1] ?? '?'}.`,
    simulcast: 'The picture is sent in several sizes at once.',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `Number ${words[0] ?? '?'} means ${codec(words[0])}, with ${rate ?? '?'} ticks a second${channels === undefined ? '' : ` and ${channels} channels`}.`;
    },
    ptime: ({ value }) => `A packet holds ${value} ms of sound.`,
    maxptime: ({ value }) => `A packet holds at most ${value} ms of sound.`,
    framerate: ({ value }) => `Most pictures a second: ${value}.`,
    imageattr: 'Sizes of pictures.',
    'ice-ufrag':
      'Name of this side in the checks of ICE. Another one after a restart: that is how a restart is seen.',
    'ice-pwd':
      'Password of this side in the checks of ICE. Whoever checks has to know it; it is not shown here.',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? 'Candidates may follow one by one, after the description (trickle ICE).'
        : 'Options of ICE.',
    'ice-lite': 'This side only answers checks: a server with a public address.',
    'ice-mismatch': 'The address of the media was changed on the way.',
    'ice-pacing': 'Time between two checks, in ms.',
    candidate: ({ words }) =>
      `A way to reach this side: ${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'}; ${words[2] ?? '?'}, priority ${words[3] ?? '?'}.`,
    'end-of-candidates': 'There are no more candidates.',
    'remote-candidates': 'The candidates of the other side that are in use.',
    fingerprint: ({ words }) =>
      `Hash (${words[0] ?? '?'}) of the certificate that this side will show in DTLS. It is how the keys are bound to this description.`,
    setup: ({ value }) => SETUPS.get(value) ?? 'Who begins the handshake of DTLS.',
    'tls-id': 'Number of the DTLS association; another one begins a new handshake.',
    identity: 'Who this is, as an identity provider says.',
    crypto: 'A key in the open (SDES), which browsers refuse; it is not shown here.',
    connection: 'Whether the connection is a new one.',
    'extmap-allow-mixed': 'Header extensions of one and of two bytes may be mixed.',
    'sctp-port': ({ value }) => `Port of SCTP within DTLS, for data channels: ${value}.`,
    'max-message-size': ({ value }) => `Largest message of a data channel: ${value} bytes.`,
    sctpmap: 'Data channels over SCTP (older form).',
  },
  codecs: {
    opus: 'sound, from speech to music, the usual one',
    red: 'sound with every packet repeated in the next ones',
    g722: 'telephone sound, wide band',
    pcmu: 'telephone sound (G.711 µ-law)',
    pcma: 'telephone sound (G.711 A-law)',
    cn: 'comfort noise in pauses',
    'telephone-event': 'tones of telephone keys (DTMF)',
    vp8: 'pictures, understood by every browser',
    vp9: 'pictures, smaller than VP8',
    h264: 'pictures, made by hardware in most devices',
    h265: 'pictures, smaller than H.264, by hardware only',
    av1: 'pictures, the smallest, at the cost of computing time',
    rtx: 'lost packets, sent again',
    ulpfec: 'spare packets to replace lost ones',
    'flexfec-03': 'spare packets to replace lost ones, in a stream of their own',
  },
  parameters: {
    minptime: 'fewest ms of sound in a packet',
    useinbandfec: '1: packets hold a rough copy of the one before',
    usedtx: '1: nothing is sent in pauses',
    stereo: '1: stereo is welcome',
    'sprop-stereo': '1: stereo is likely to come',
    cbr: '1: constant bitrate',
    maxaveragebitrate: 'most bit/s on average',
    maxplaybackrate: 'highest sampling rate that is played, in Hz',
    apt: 'number of the codec that is sent again',
    'rtx-time': 'how long packets can be sent again, in ms',
    'profile-id': 'set of tools of the codec',
    profile: 'set of tools of the codec',
    'profile-level-id': 'set of tools, and most work for a decoder',
    'level-asymmetry-allowed': '1: each way may have its own level',
    'packetization-mode': '1: a picture part may be split into several packets',
    'level-idx': 'most work for a decoder',
    'level-id': 'most work for a decoder',
    tier: 'class of bitrates',
    'tier-flag': 'class of bitrates',
    'tx-mode': 'all in one stream',
    'max-fs': 'largest picture, in blocks of 16 × 16 px',
    'max-fr': 'most pictures a second',
  },
  feedback: {
    nack: 'asks for lost packets',
    'nack pli': 'asks for a whole picture when one cannot be decoded',
    'ccm fir': 'asks for a whole picture, for somebody new',
    'ccm tmmbr': 'asks for a lower bitrate',
    'goog-remb': 'tells how much the receiver can take',
    'transport-cc': 'tells when each packet came in, so that the sender finds out what the network carries',
    rrtr: 'lets the receiver measure the way there and back',
  },
  extensions: {
    'ssrc-audio-level': 'how loud the packet is',
    'csrc-audio-level': 'how loud each speaker in a mix is',
    'abs-send-time': 'when the packet was sent',
    'abs-capture-time': 'when it was recorded',
    'transport-wide-cc-extensions-01': 'a running number over all streams, for reports about the network',
    mid: 'name of the section that the packet belongs to',
    'rtp-stream-id': 'which of several sizes this is',
    'repaired-rtp-stream-id': 'which of several sizes is sent again',
    toffset: 'by how much the packet was late in leaving',
    'video-orientation': 'how the camera is held',
    'playout-delay': 'how long the receiver may wait before it shows the picture',
    'video-content-type': 'whether it is a camera or a screen',
    'video-timing': 'how long encoding and sending took',
    'color-space': 'colours of the picture',
    'generic-frame-descriptor-00': 'which pictures this one depends on',
    'dependency-descriptor-rtp-header-extension': 'which pictures this one depends on',
    'video-layers-allocation00': 'which layers are sent',
    framemarking: 'where pictures begin and end',
  },
};
