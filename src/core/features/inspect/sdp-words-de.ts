import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'eine Adresse dieses Geräts selbst',
    srflx: 'die Adresse, die ein STUN-Server sah: die Außenseite eines NAT',
    prflx: 'eine Adresse, die die Gegenseite sah und kein Server genannt hatte',
    relay: 'eine Adresse auf einem TURN-Server, der alles weitergibt',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'In DTLS kann diese Seite beginnen oder warten; die Antwort entscheidet.',
    active: 'Diese Seite beginnt den Handshake von DTLS.',
    passive: 'Diese Seite wartet auf den Handshake von DTLS.',
  }),
);

/** German words about descriptions. */
export const words: SdpWords = {
  topics: {
    session: 'Sitzung',
    media: 'Medien',
    codecs: 'Codecs und Parameter',
    ice: 'ICE: Wege zur Verbindung',
    dtls: 'DTLS: Verschlüsselung',
    extensions: 'Header-Erweiterungen',
    data: 'Datenkanäle',
    other: 'Andere Zeilen',
  },
  unknown: 'Ein Attribut, das hier nicht erklärt ist; wer es nicht kennt, übergeht es.',
  notSdp: 'Keine Zeile von SDP.',
  about: (text, known) => (known === undefined ? text : `${text}: ${known}`),
  listed: (parts) => parts.join('; '),
  lines: {
    v: 'Version von SDP; immer 0.',
    o: ({ words }) =>
      `Wer die Beschreibung erzeugt hat: Sitzung ${words[1] ?? '?'}, Version ${words[2] ?? '?'}. Die Version steigt mit jeder neuen Beschreibung; die Adresse ist ein Platzhalter.`,
    s: 'Name der Sitzung; Browser geben keinen an.',
    i: 'Eine Beschreibung für Menschen.',
    u: 'Eine Seite mit mehr über die Sitzung.',
    e: 'Eine E-Mail-Adresse der verantwortlichen Person.',
    p: 'Eine Telefonnummer der verantwortlichen Person.',
    c: 'Adresse für Medien. Ein Platzhalter: ICE findet die wirkliche.',
    b: ({ value }) => `Höchste Bandbreite: ${value}.`,
    t: 'Anfang und Ende der Sitzung; 0 0 heißt: ab jetzt, ohne Ende.',
    r: 'Wann sich die Sitzung wiederholt.',
    z: 'Wechsel der Zeitzone.',
    k: 'Ein Schlüssel, wie ihn niemand mehr sendet.',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE: Die Abschnitte ${words.slice(1).join(', ')} teilen sich eine Verbindung.`
        : `Die Abschnitte ${words.slice(1).join(', ')} gehören zusammen als ${words[0] ?? '?'}.`,
    'msid-semantic': 'Abschnitte nennen den MediaStream, zu dem ihre Spur gehört (ältere Form).',
    m: ({ words }) =>
      words[1] === '0'
        ? `Ein Abschnitt „${words[0] ?? '?'}“, der abgelehnt ist: Sein Port ist 0.`
        : `Ein Abschnitt „${words[0] ?? '?'}“ über ${words[2] ?? '?'}, mit den Codecs ${words.slice(3).join(', ')} in der gewünschten Reihenfolge. Port 9 ist ein Platzhalter.`,
    mid: ({ value }) => `Name dieses Abschnitts: ${value}.`,
    sendrecv: 'Beide Seiten dürfen hier senden.',
    sendonly: 'Nur die Seite, die dies schrieb, sendet hier.',
    recvonly: 'Die Seite, die dies schrieb, empfängt hier nur.',
    inactive: 'Hier sendet niemand.',
    msid: 'MediaStream und Spur, die hier gesendet werden.',
    ssrc: ({ words }) =>
      `Nummer eines Stroms von RTP-Paketen, ${words[0] ?? '?'}, und eine Eigenschaft von ihm.`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? 'Der erste Strom und der, in dem seine verlorenen Pakete erneut gesendet werden.'
        : `Ströme, die zusammengehören als ${words[0] ?? '?'}.`,
    rtcp: 'Adresse für RTCP. Ein Platzhalter: RTCP nimmt den Weg der Medien.',
    'rtcp-mux': 'Medien und RTCP teilen sich einen Port.',
    'rtcp-mux-only': 'Medien und RTCP teilen sich einen Port, sonst gibt es keine Verbindung.',
    'rtcp-rsize': 'Berichte von RTCP dürfen in Teilen gesendet werden.',
    'bundle-only': 'Diesen Abschnitt gibt es nur als Teil des Bündels.',
    label: 'Eine Bezeichnung dieses Abschnitts.',
    content: 'Was die Medien zeigen.',
    rid: ({ words }) =>
      `Eine von mehreren Größen desselben Bildes: ${words[0] ?? '?'}, Richtung ${words[1] ?? '?'}.`,
    simulcast: 'Das Bild wird in mehreren Größen zugleich gesendet.',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `Nummer ${words[0] ?? '?'} bedeutet ${codec(words[0])}, mit ${rate ?? '?'} Takten pro Sekunde${channels === undefined ? '' : ` und ${channels} Kanälen`}.`;
    },
    ptime: ({ value }) => `Ein Paket enthält ${value} ms Ton.`,
    maxptime: ({ value }) => `Ein Paket enthält höchstens ${value} ms Ton.`,
    framerate: ({ value }) => `Höchste Zahl von Bildern pro Sekunde: ${value}.`,
    imageattr: 'Größen der Bilder.',
    'ice-ufrag':
      'Name dieser Seite in den Prüfungen von ICE. Nach einem Neustart ein anderer: Daran erkennt man den Neustart.',
    'ice-pwd':
      'Passwort dieser Seite in den Prüfungen von ICE. Wer prüft, muss es kennen; hier wird es nicht angezeigt.',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? 'Kandidaten dürfen einzeln nach der Beschreibung folgen (Trickle ICE).'
        : 'Optionen von ICE.',
    'ice-lite': 'Diese Seite beantwortet Prüfungen nur: ein Server mit öffentlicher Adresse.',
    'ice-mismatch': 'Die Adresse der Medien wurde unterwegs geändert.',
    'ice-pacing': 'Zeit zwischen zwei Prüfungen, in ms.',
    candidate: ({ words }) =>
      `Ein Weg zu dieser Seite: ${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'}; ${words[2] ?? '?'}, Priorität ${words[3] ?? '?'}.`,
    'end-of-candidates': 'Es gibt keine weiteren Kandidaten.',
    'remote-candidates': 'Die Kandidaten der Gegenseite, die in Gebrauch sind.',
    fingerprint: ({ words }) =>
      `Hash (${words[0] ?? '?'}) des Zertifikats, das diese Seite in DTLS zeigen wird. So sind die Schlüssel an diese Beschreibung gebunden.`,
    setup: ({ value }) => SETUPS.get(value) ?? 'Wer den Handshake von DTLS beginnt.',
    'tls-id': 'Nummer der DTLS-Verbindung; eine andere beginnt einen neuen Handshake.',
    identity: 'Wer dies ist, wie ein Identitätsanbieter sagt.',
    crypto: 'Ein offener Schlüssel (SDES), den Browser ablehnen; er wird hier nicht angezeigt.',
    connection: 'Ob die Verbindung eine neue ist.',
    'extmap-allow-mixed': 'Header-Erweiterungen von einem und von zwei Byte dürfen gemischt werden.',
    'sctp-port': ({ value }) => `Port von SCTP innerhalb von DTLS, für Datenkanäle: ${value}.`,
    'max-message-size': ({ value }) => `Größte Nachricht eines Datenkanals: ${value} Byte.`,
    sctpmap: 'Datenkanäle über SCTP (ältere Form).',
  },
  codecs: {
    opus: 'Ton, von Sprache bis Musik, der übliche',
    red: 'Ton, bei dem jedes Paket in den nächsten wiederholt wird',
    g722: 'Telefonton, Breitband',
    pcmu: 'Telefonton (G.711 µ-law)',
    pcma: 'Telefonton (G.711 A-law)',
    cn: 'Komfortrauschen in Pausen',
    'telephone-event': 'Töne von Telefontasten (DTMF)',
    vp8: 'Bilder, von jedem Browser verstanden',
    vp9: 'Bilder, kleiner als VP8',
    h264: 'Bilder, in den meisten Geräten von der Hardware erzeugt',
    h265: 'Bilder, kleiner als H.264, nur mit Hardware',
    av1: 'Bilder, die kleinsten, auf Kosten von Rechenzeit',
    rtx: 'verlorene Pakete, erneut gesendet',
    ulpfec: 'Ersatzpakete für verlorene',
    'flexfec-03': 'Ersatzpakete für verlorene, in einem eigenen Strom',
  },
  parameters: {
    minptime: 'mindestens so viele ms Ton in einem Paket',
    useinbandfec: '1: Pakete enthalten eine grobe Kopie des vorigen',
    usedtx: '1: in Pausen wird nichts gesendet',
    stereo: '1: Stereo ist willkommen',
    'sprop-stereo': '1: Stereo kommt wahrscheinlich',
    cbr: '1: gleichbleibende Bitrate',
    maxaveragebitrate: 'höchstens so viele bit/s im Mittel',
    maxplaybackrate: 'höchste Abtastrate, die wiedergegeben wird, in Hz',
    apt: 'Nummer des Codecs, der erneut gesendet wird',
    'rtx-time': 'wie lange Pakete erneut gesendet werden können, in ms',
    'profile-id': 'Werkzeuge des Codecs',
    profile: 'Werkzeuge des Codecs',
    'profile-level-id': 'Werkzeuge des Codecs und höchste Arbeit für einen Decoder',
    'level-asymmetry-allowed': '1: jede Richtung darf ihre eigene Stufe haben',
    'packetization-mode': '1: ein Bildteil darf auf mehrere Pakete verteilt werden',
    'level-idx': 'höchste Arbeit für einen Decoder',
    'level-id': 'höchste Arbeit für einen Decoder',
    tier: 'Klasse von Bitraten',
    'tier-flag': 'Klasse von Bitraten',
    'tx-mode': 'alles in einem Strom',
    'max-fs': 'größtes Bild, in Blöcken von 16 × 16 px',
    'max-fr': 'höchste Zahl von Bildern pro Sekunde',
  },
  feedback: {
    nack: 'bittet um verlorene Pakete',
    'nack pli': 'bittet um ein ganzes Bild, wenn eines nicht decodiert werden kann',
    'ccm fir': 'bittet um ein ganzes Bild, für jemanden, der neu ist',
    'ccm tmmbr': 'bittet um eine niedrigere Bitrate',
    'goog-remb': 'sagt, wie viel der Empfänger aufnehmen kann',
    'transport-cc': 'sagt, wann jedes Paket ankam, damit der Sender herausfindet, was das Netz trägt',
    rrtr: 'lässt den Empfänger den Weg hin und zurück messen',
  },
  extensions: {
    'ssrc-audio-level': 'wie laut das Paket ist',
    'csrc-audio-level': 'wie laut jede Stimme in einer Mischung ist',
    'abs-send-time': 'wann das Paket gesendet wurde',
    'abs-capture-time': 'wann es aufgenommen wurde',
    'transport-wide-cc-extensions-01': 'eine laufende Nummer über alle Ströme, für Berichte über das Netz',
    mid: 'Name des Abschnitts, zu dem das Paket gehört',
    'rtp-stream-id': 'welche von mehreren Größen dies ist',
    'repaired-rtp-stream-id': 'welche von mehreren Größen erneut gesendet wird',
    toffset: 'um wie viel das Paket zu spät losging',
    'video-orientation': 'wie die Kamera gehalten wird',
    'playout-delay': 'wie lange der Empfänger mit dem Anzeigen des Bildes warten darf',
    'video-content-type': 'ob es eine Kamera oder ein Bildschirm ist',
    'video-timing': 'wie lange Codieren und Senden dauerten',
    'color-space': 'Farben des Bildes',
    'generic-frame-descriptor-00': 'von welchen Bildern dieses abhängt',
    'dependency-descriptor-rtp-header-extension': 'von welchen Bildern dieses abhängt',
    'video-layers-allocation00': 'welche Schichten gesendet werden',
    framemarking: 'wo Bilder beginnen und enden',
  },
};
