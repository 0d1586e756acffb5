import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'une adresse de cet appareil lui-même',
    srflx: 'l’adresse vue par un serveur STUN : le côté extérieur d’un NAT',
    prflx: 'une adresse vue par l’autre côté et qu’aucun serveur n’avait indiquée',
    relay: 'une adresse sur un serveur TURN, qui transmet tout',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'En DTLS, ce côté peut commencer ou attendre ; la réponse décide.',
    active: 'Ce côté commence la négociation DTLS.',
    passive: 'Ce côté attend la négociation DTLS.',
  }),
);

/** French words about descriptions. */
export const words: SdpWords = {
  topics: {
    session: 'Session',
    media: 'Médias',
    codecs: 'Codecs et paramètres',
    ice: 'ICE : chemins de connexion',
    dtls: 'DTLS : chiffrement',
    extensions: 'Extensions d’en-tête',
    data: 'Canaux de données',
    other: 'Autres lignes',
  },
  unknown: 'Un attribut qui n’est pas expliqué ici ; qui ne le connaît pas l’ignore.',
  notSdp: 'Ce n’est pas une ligne de SDP.',
  about: (text, known) => (known === undefined ? text : `${text} : ${known}`),
  listed: (parts) => parts.join(' ; '),
  lines: {
    v: 'Version de SDP ; toujours 0.',
    o: ({ words }) =>
      `Auteur de la description : session ${words[1] ?? '?'}, version ${words[2] ?? '?'}. La version augmente à chaque nouvelle description ; l’adresse est factice.`,
    s: 'Nom de la session ; les navigateurs n’en donnent pas.',
    i: 'Une description pour les personnes.',
    u: 'Une page qui en dit plus sur la session.',
    e: 'L’adresse électronique de la personne responsable.',
    p: 'Le numéro de téléphone de la personne responsable.',
    c: 'Adresse des médias. Elle est factice : ICE trouve la vraie.',
    b: ({ value }) => `Débit maximal : ${value}.`,
    t: 'Début et fin de la session ; 0 0 signifie à partir de maintenant, sans fin.',
    r: 'Quand la session se répète.',
    z: 'Changements de fuseau horaire.',
    k: 'Une clé, comme plus personne n’en envoie.',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE : les sections ${words.slice(1).join(', ')} partagent une connexion.`
        : `Les sections ${words.slice(1).join(', ')} vont ensemble en tant que ${words[0] ?? '?'}.`,
    'msid-semantic': 'Les sections nomment le MediaStream de leur piste (ancienne forme).',
    m: ({ words }) =>
      words[1] === '0'
        ? `Une section ${words[0] ?? '?'} refusée : son port est 0.`
        : `Une section ${words[0] ?? '?'} sur ${words[2] ?? '?'}, avec les codecs ${words.slice(3).join(', ')} par ordre de préférence. Le port 9 est factice.`,
    mid: ({ value }) => `Nom de cette section : ${value}.`,
    sendrecv: 'Les deux côtés peuvent envoyer ici.',
    sendonly: 'Seul le côté qui a écrit ceci envoie ici.',
    recvonly: 'Le côté qui a écrit ceci ne fait que recevoir ici.',
    inactive: 'Personne n’envoie ici.',
    msid: 'MediaStream et piste envoyés ici.',
    ssrc: ({ words }) => `Numéro d’un flux de paquets RTP, ${words[0] ?? '?'}, et l’une de ses propriétés.`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? 'Le premier flux, et celui où ses paquets perdus sont renvoyés.'
        : `Des flux qui vont ensemble en tant que ${words[0] ?? '?'}.`,
    rtcp: 'Adresse de RTCP. Elle est factice : RTCP suit le chemin des médias.',
    'rtcp-mux': 'Les médias et RTCP partagent un port.',
    'rtcp-mux-only': 'Les médias et RTCP partagent un port, sinon il n’y a pas de connexion.',
    'rtcp-rsize': 'Les rapports RTCP peuvent être envoyés en parties.',
    'bundle-only': 'Cette section n’existe que dans le groupe.',
    label: 'Une étiquette de cette section.',
    content: 'Ce que montrent les médias.',
    rid: ({ words }) =>
      `L’une de plusieurs tailles de la même image : ${words[0] ?? '?'}, sens ${words[1] ?? '?'}.`,
    simulcast: 'L’image est envoyée en plusieurs tailles à la fois.',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `Le numéro ${words[0] ?? '?'} désigne ${codec(words[0])}, à ${rate ?? '?'} battements par seconde${channels === undefined ? '' : ` et ${channels} canaux`}.`;
    },
    ptime: ({ value }) => `Un paquet contient ${value} ms de son.`,
    maxptime: ({ value }) => `Un paquet contient au plus ${value} ms de son.`,
    framerate: ({ value }) => `Nombre maximal d’images par seconde : ${value}.`,
    imageattr: 'Tailles des images.',
    'ice-ufrag':
      'Nom de ce côté dans les tests ICE. Il change après un redémarrage : c’est ainsi qu’on le reconnaît.',
    'ice-pwd':
      'Mot de passe de ce côté dans les tests ICE. Qui teste doit le connaître ; il n’est pas affiché ici.',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? 'Les candidats peuvent suivre un par un, après la description (trickle ICE).'
        : 'Options de ICE.',
    'ice-lite': 'Ce côté ne fait que répondre aux tests : un serveur à adresse publique.',
    'ice-mismatch': 'L’adresse des médias a été modifiée en chemin.',
    'ice-pacing': 'Temps entre deux tests, en ms.',
    candidate: ({ words }) =>
      `Un chemin vers ce côté : ${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'} ; ${words[2] ?? '?'}, priorité ${words[3] ?? '?'}.`,
    'end-of-candidates': 'Il n’y a plus de candidats.',
    'remote-candidates': 'Les candidats de l’autre côté qui sont utilisés.',
    fingerprint: ({ words }) =>
      `Empreinte (${words[0] ?? '?'}) du certificat que ce côté montrera en DTLS. C’est ainsi que les clés sont liées à cette description.`,
    setup: ({ value }) => SETUPS.get(value) ?? 'Le côté qui commence la négociation DTLS.',
    'tls-id': 'Numéro de l’association DTLS ; un autre commence une nouvelle négociation.',
    identity: 'L’identité, selon un fournisseur d’identité.',
    crypto: 'Une clé en clair (SDES), que les navigateurs refusent ; elle n’est pas affichée ici.',
    connection: 'Si la connexion est nouvelle.',
    'extmap-allow-mixed': 'Les extensions d’en-tête d’un et de deux octets peuvent être mélangées.',
    'sctp-port': ({ value }) => `Port de SCTP dans DTLS, pour les canaux de données : ${value}.`,
    'max-message-size': ({ value }) => `Plus grand message d’un canal de données : ${value} octets.`,
    sctpmap: 'Canaux de données sur SCTP (ancienne forme).',
  },
  codecs: {
    opus: 'son, de la parole à la musique, le plus courant',
    red: 'son dont chaque paquet est répété dans les suivants',
    g722: 'son téléphonique, large bande',
    pcmu: 'son téléphonique (G.711 loi µ)',
    pcma: 'son téléphonique (G.711 loi A)',
    cn: 'bruit de confort dans les pauses',
    'telephone-event': 'tonalités des touches du téléphone (DTMF)',
    vp8: 'images, comprises par tous les navigateurs',
    vp9: 'images, plus petites que VP8',
    h264: 'images, produites par le matériel dans la plupart des appareils',
    h265: 'images, plus petites que H.264, par le matériel seulement',
    av1: 'images, les plus petites, au prix de temps de calcul',
    rtx: 'paquets perdus, renvoyés',
    ulpfec: 'paquets de réserve pour remplacer les perdus',
    'flexfec-03': 'paquets de réserve pour remplacer les perdus, dans un flux à part',
  },
  parameters: {
    minptime: 'durée minimale de son dans un paquet, en ms',
    useinbandfec: '1 : les paquets contiennent une copie grossière du précédent',
    usedtx: '1 : rien n’est envoyé dans les pauses',
    stereo: '1 : la stéréo est bienvenue',
    'sprop-stereo': '1 : la stéréo est probable',
    cbr: '1 : débit constant',
    maxaveragebitrate: 'débit moyen maximal, en bit/s',
    maxplaybackrate: 'fréquence d’échantillonnage maximale à la lecture, en Hz',
    apt: 'numéro du codec renvoyé',
    'rtx-time': 'durée pendant laquelle les paquets peuvent être renvoyés, en ms',
    'profile-id': 'outils du codec',
    profile: 'outils du codec',
    'profile-level-id': 'outils du codec, et travail maximal d’un décodeur',
    'level-asymmetry-allowed': '1 : chaque sens peut avoir son propre niveau',
    'packetization-mode': '1 : une partie d’image peut être répartie en plusieurs paquets',
    'level-idx': 'travail maximal d’un décodeur',
    'level-id': 'travail maximal d’un décodeur',
    tier: 'classe de débits',
    'tier-flag': 'classe de débits',
    'tx-mode': 'tout dans un seul flux',
    'max-fs': 'image maximale, en blocs de 16 × 16 px',
    'max-fr': 'nombre maximal d’images par seconde',
  },
  feedback: {
    nack: 'demande les paquets perdus',
    'nack pli': 'demande une image entière lorsqu’une image ne peut pas être décodée',
    'ccm fir': 'demande une image entière, pour un nouveau venu',
    'ccm tmmbr': 'demande un débit plus bas',
    'goog-remb': 'dit ce que le récepteur peut recevoir',
    'transport-cc': 'dit quand chaque paquet est arrivé, pour que l’émetteur sache ce que le réseau supporte',
    rrtr: 'permet au récepteur de mesurer l’aller-retour',
  },
  extensions: {
    'ssrc-audio-level': 'volume du paquet',
    'csrc-audio-level': 'volume de chaque voix d’un mélange',
    'abs-send-time': 'moment de l’envoi du paquet',
    'abs-capture-time': 'moment de la prise',
    'transport-wide-cc-extensions-01': 'un numéro continu sur tous les flux, pour les rapports sur le réseau',
    mid: 'nom de la section du paquet',
    'rtp-stream-id': 'laquelle de plusieurs tailles',
    'repaired-rtp-stream-id': 'laquelle de plusieurs tailles est renvoyée',
    toffset: 'retard du paquet au départ',
    'video-orientation': 'orientation de la caméra',
    'playout-delay': 'combien de temps le récepteur peut attendre avant d’afficher l’image',
    'video-content-type': 'caméra ou écran',
    'video-timing': 'durée du codage et de l’envoi',
    'color-space': 'couleurs de l’image',
    'generic-frame-descriptor-00': 'de quelles images celle-ci dépend',
    'dependency-descriptor-rtp-header-extension': 'de quelles images celle-ci dépend',
    'video-layers-allocation00': 'quelles couches sont envoyées',
    framemarking: 'où les images commencent et finissent',
  },
};
