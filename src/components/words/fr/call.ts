import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('fr');

const DEVICES = { videoinput: 'Caméra', audioinput: 'Micro', audiooutput: 'Haut-parleur' };

const CHANGES = {
  videoinput: {
    unplugged: 'débranchée',
    returned: 'rebranchée',
    default: 'changée par le système',
    selected: 'changée',
  },
  audioinput: {
    unplugged: 'débranché',
    returned: 'rebranché',
    default: 'changé par le système',
    selected: 'changé',
  },
  audiooutput: {
    unplugged: 'débranché',
    returned: 'rebranché',
    default: 'changé par le système',
    selected: 'changé',
  },
};

export const call: CallWords = {
  direction: 'ltr',

  join: 'Rejoindre l’appel',
  joinWithout: 'Rejoindre sans caméra ni micro',

  joining: 'Connexion en cours…',
  waitingForPermission: 'En attente d’autorisation…',
  permissionHelp: 'Autorisez la caméra et le micro lorsque votre navigateur le demande.',
  cancel: 'Annuler',
  youLeft: 'Vous avez quitté l’appel',
  rejoin: 'Rejoindre à nouveau',
  tryAgain: 'Réessayer',

  participants: 'Participants',
  waitingForOthers: 'En attente d’autres participants',
  you: 'Vous',
  guest: 'Invité',
  turnOnSound: 'Activer le son',
  connecting: 'Connexion…',
  reconnecting: 'Reconnexion…',
  away: 'Connexion interrompue',
  microphoneIsOff: 'Le micro est coupé',
  screenOf: (name) => `Écran de ${name}`,
  yourScreen: 'Votre écran',
  youShare: 'Vous partagez votre écran',

  controls: 'Commandes de l’appel',
  muteMicrophone: 'Couper le micro',
  unmuteMicrophone: 'Activer le micro',
  turnCameraOff: 'Désactiver la caméra',
  turnCameraOn: 'Activer la caméra',
  shareScreen: 'Partager l’écran',
  stopSharing: 'Arrêter le partage',
  leave: 'Quitter l’appel',
  heldBack: (source) =>
    source === 'camera' ? 'Caméra arrêtée par le système' : 'Micro coupé par le système',

  joined: 'Vous avez rejoint l’appel',
  connectedAgain: 'Connexion rétablie',
  connectionLost: 'Connexion perdue. Reconnexion…',

  ready: 'Prêt à rejoindre ?',
  room: 'Salle',
  yourName: 'Votre nom',
  allow: 'Autoriser la caméra et le micro',
  allowHelp: 'Les autres vous voient et vous entendent dès que vous rejoignez l’appel.',

  checkConnection: 'Tester votre connexion',

  takePhoto: 'Prendre une photo',
  openChat: (unread) =>
    unread > 0
      ? plural(unread, { one: 'Discussion, # nouveau message', other: 'Discussion, # nouveaux messages' })
      : 'Discussion',
  record: 'Enregistrer l’appel',
  stopRecording: 'Arrêter l’enregistrement',
  saveData: 'Économiser les données : son uniquement',
  stopSavingData: 'Réafficher les images',
  inspect: 'Détails des connexions',
  settings: 'Paramètres',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: choose({
    videoinput: 'Aucune caméra trouvée',
    audioinput: 'Aucun micro trouvé',
    audiooutput: 'Aucun haut-parleur trouvé',
  }),
  testSpeaker: 'Tester le haut-parleur',
  stopTest: 'Arrêter le test',
  speakerFailed: 'Ce haut-parleur ne diffuse rien. Choisissez-en un autre.',
  flipCamera: 'Changer de caméra',

  speaking: 'Parle',
  silenced: 'Muet pour vous',
  grade: choose({ good: 'Bonne connexion', fair: 'Connexion instable', poor: 'Mauvaise connexion' }),

  optionsOf: (name) => `Options : ${name}`,
  pin: 'Garder en grand',
  silence: 'Couper le son pour moi',
  volume: 'Volume',
  mirror: 'Effet miroir',
  fillTile: 'Remplir le cadre',
  showWhole: 'Afficher l’image entière',
  moveOn: 'Déplacer vers le coin suivant',
  otherCamera: 'Changer de caméra',
  smallWindow: 'Petite fenêtre',
  fullscreen: 'Plein écran',
  inspectConnection: 'Détails de la connexion',
  roundTrip: (ms) => `${number(ms)} ms`,
  standing: 'En pause : cet appareil est surchargé',

  pageOf: (page, pages) => `Page ${number(page)} sur ${number(pages)}`,
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',
  moveSelf: 'Déplacer votre image',
  moveSelfHelp: 'Vers un côté avec les flèches, vers le coin suivant d’un clic.',

  participantJoined: (name) => `${name} a rejoint l’appel`,
  participantInterrupted: (name) => `${name} : connexion interrompue`,
  participantBack: (name) => `${name} est de retour`,
  participantLeft: (name) => `${name} a quitté l’appel`,
  microphoneMuted: 'Micro coupé',
  microphoneUnmuted: 'Micro activé',
  cameraTurnedOff: 'Caméra désactivée',
  cameraTurnedOn: 'Caméra activée',
  givenBack: (source) =>
    source === 'camera' ? 'La caméra fonctionne à nouveau' : 'Le micro fonctionne à nouveau',
  participantShares: (name) => `${name} partage son écran`,
  verificationChanged: (name) => `Les mots de la connexion avec ${name} ont changé. Comparez-les à nouveau.`,
  youShareSilently: 'Vous partagez votre écran, sans le son',
  sharingEnded: 'Vous ne partagez plus votre écran',
  screenFailed: 'L’écran n’a pas pu être partagé',
  screenHelp: chooseKnown({
    'system-denied':
      'Autorisez le navigateur à enregistrer l’écran dans les réglages de confidentialité du système.',
    'permission-dismissed':
      'Si vous n’avez pas annulé : autorisez le navigateur à enregistrer l’écran dans les réglages de confidentialité du système.',
    other: 'Réessayez dans un instant.',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]} ${CHANGES[kind][reason]}.${label && ` Désormais utilisé : ${label}`}`,

  deviceBusy: 'Cet appareil est surchargé : les images sont réduites pour le moment',

  youAreMuted: 'Votre micro est coupé',
  unmute: 'Activer',
  microphoneIsSilent: 'Votre micro ne capte rien',
  chooseMicrophone: 'En choisir un autre',

  pathProblem: choose({
    unknown: 'Pas de connexion',
    missing: 'Pas de chemin direct, et aucun relais (TURN) n’est configuré',
    unreachable: 'Pas de chemin direct, et le relais est injoignable',
    available:
      'Pas de chemin direct, ni par le relais : l’autre participant ne peut peut-être pas le joindre',
    unauthorized: 'Pas de chemin direct, et le relais a refusé les identifiants',
    refused: 'Pas de chemin direct, et le relais a refusé le service',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay} : ${answer})`,
  relaySilent: 'pas de réponse',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `Accès bloqué : ${device}`,
        'Autorisez l’accès avec l’icône de la barre d’adresse du navigateur, puis réessayez.',
      ],
      'permission-dismissed': (device) => [
        `Pas encore autorisé : ${device}`,
        'Réessayez et choisissez « Autoriser » lorsque votre navigateur le demande.',
      ],
      'system-denied': (device) => [
        `Accès bloqué par le système : ${device}`,
        'Autorisez le navigateur à y accéder dans les réglages de confidentialité du système, puis réessayez.',
      ],
      'device-not-found': (device) => [`Introuvable : ${device}`, 'Branchez un appareil, puis réessayez.'],
      'device-in-use': (device) => [
        `Déjà en cours d’utilisation : ${device}`,
        'Fermez les autres applications qui s’en servent, vérifiez les réglages de confidentialité du système, puis réessayez.',
      ],
      'device-unavailable': (device) => [
        `Appareil débranché : ${device}`,
        'Rebranchez-le ou choisissez-en un autre.',
      ],
      'device-failed': (device) => [
        `Échec du démarrage : ${device}`,
        'Débranchez l’appareil, rebranchez-le, puis réessayez.',
      ],
      'media-disabled': (device) => [
        `Non autorisé sur cette page : ${device}`,
        'La page doit permettre l’accès à la caméra et au micro.',
      ],
      'insecure-context': [
        'Cette page n’est pas sécurisée',
        'La caméra et le micro nécessitent HTTPS. Ouvrez la page avec https://.',
      ],
      'unsupported-browser': [
        'Ce navigateur ne permet pas les appels',
        'Ouvrez la page dans une version récente de Chrome, Edge, Firefox ou Safari. Une extension ou un réglage peut interdire les appels.',
      ],
      'room-full': ['L’appel est complet', 'Réessayez lorsque quelqu’un sera parti.'],
      unauthorized: ['Vous ne pouvez pas rejoindre cet appel', 'Demandez une nouvelle invitation.'],
      'rate-limited': ['Trop de tentatives', 'Patientez un instant, puis réessayez.'],
      'server-busy': ['Le serveur est surchargé', 'Patientez un instant, puis réessayez.'],
      'server-unreachable': ['Le serveur est injoignable', 'Vérifiez votre connexion, puis réessayez.'],
      'server-lost': ['La connexion a été perdue', 'Vérifiez votre connexion, puis réessayez.'],
      replaced: [
        'L’appel continue ailleurs',
        'Vous l’avez rejoint à nouveau dans un autre onglet ou sur un autre appareil.',
      ],
      removed: ['Vous avez été retiré de l’appel', 'Demandez aux autres de vous laisser revenir.'],
      'bad-message': ['La page et le serveur ne sont pas compatibles', 'Rechargez la page, puis réessayez.'],
      'unsupported-version': ['Cette page n’est pas à jour', 'Rechargez-la, puis réessayez.'],
      'load-failed': [
        'Une partie de l’appel n’a pas pu être chargée',
        'Vérifiez votre connexion, puis réessayez ou rechargez la page.',
      ],
      'no-picture': ['Aucune photo prise', 'Activez la caméra, puis réessayez.'],
      'no-sound': [
        'Une partie du son manque dans l’enregistrement',
        'Ce navigateur ne peut pas tout enregistrer. Essayez-en un autre.',
      ],
      'connection-failed': [
        'Pas de connexion avec un participant',
        'Un pare-feu bloque peut-être le passage. Essayez un autre réseau.',
      ],
      'negotiation-failed': [
        'Pas de connexion avec un participant',
        'Quittez l’appel, puis rejoignez-le à nouveau.',
      ],
      'invalid-options': [
        'Cet appel n’est pas configuré',
        'Il lui faut l’adresse d’un serveur et le nom d’une salle.',
      ],
      fromServer: [
        'Le serveur signale un problème',
        'Patientez un instant, puis réessayez ou rechargez la page.',
      ],
      other: ['Une erreur s’est produite', 'Patientez un instant, puis réessayez.'],
    },
    { microphone: 'micro', camera: 'caméra', both: 'caméra et micro' },
  ),
};
