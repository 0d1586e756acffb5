import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('de');

const DEVICES = { videoinput: 'Kamera', audioinput: 'Mikrofon', audiooutput: 'Lautsprecher' };

const CHANGES = {
  unplugged: 'entfernt',
  returned: 'wieder verbunden',
  default: 'vom System gewechselt',
  selected: 'gewechselt',
};

export const call: CallWords = {
  direction: 'ltr',

  join: 'Teilnehmen',
  joinWithout: 'Ohne Kamera und Mikrofon teilnehmen',

  joining: 'Verbindung wird hergestellt …',
  waitingForPermission: 'Warten auf Erlaubnis …',
  permissionHelp: 'Erlauben Sie Kamera und Mikrofon, wenn Ihr Browser danach fragt.',
  cancel: 'Abbrechen',
  youLeft: 'Sie haben den Anruf verlassen',
  rejoin: 'Wieder teilnehmen',
  tryAgain: 'Erneut versuchen',

  participants: 'Teilnehmende',
  waitingForOthers: 'Sonst ist noch niemand da',
  you: 'Sie',
  guest: 'Gast',
  turnOnSound: 'Ton einschalten',
  connecting: 'Verbindung wird aufgebaut …',
  reconnecting: 'Verbindung wird wiederhergestellt …',
  away: 'Verbindung unterbrochen',
  microphoneIsOff: 'Mikrofon ist aus',
  screenOf: (name) => `Bildschirm von ${name}`,
  yourScreen: 'Ihr Bildschirm',
  youShare: 'Sie teilen Ihren Bildschirm',

  controls: 'Anrufsteuerung',
  muteMicrophone: 'Stummschalten',
  unmuteMicrophone: 'Stummschaltung aufheben',
  turnCameraOff: 'Kamera ausschalten',
  turnCameraOn: 'Kamera einschalten',
  shareScreen: 'Bildschirm teilen',
  stopSharing: 'Teilen beenden',
  leave: 'Anruf verlassen',
  heldBack: (source) =>
    source === 'camera' ? 'Kamera vom System angehalten' : 'Mikrofon vom System stummgeschaltet',

  joined: 'Sie nehmen am Anruf teil',
  connectedAgain: 'Wieder verbunden',
  connectionLost: 'Verbindung verloren. Sie wird wiederhergestellt …',

  ready: 'Bereit?',
  room: 'Raum',
  yourName: 'Ihr Name',
  allow: 'Kamera und Mikrofon erlauben',
  allowHelp: 'Andere sehen und hören Sie erst, wenn Sie teilnehmen.',

  checkConnection: 'Verbindung prüfen',

  takePhoto: 'Foto aufnehmen',
  openChat: (unread) =>
    unread > 0
      ? plural(unread, { one: 'Chat, # neue Nachricht', other: 'Chat, # neue Nachrichten' })
      : 'Chat',
  record: 'Aufzeichnen',
  stopRecording: 'Aufzeichnung beenden',
  saveData: 'Daten sparen: nur Ton',
  stopSavingData: 'Bilder wieder anzeigen',
  inspect: 'Verbindungsdetails',
  settings: 'Einstellungen',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: choose({
    videoinput: 'Keine Kamera gefunden',
    audioinput: 'Kein Mikrofon gefunden',
    audiooutput: 'Kein Lautsprecher gefunden',
  }),
  testSpeaker: 'Lautsprecher testen',
  stopTest: 'Test beenden',
  speakerFailed: 'Dieser Lautsprecher gibt nichts wieder. Wählen Sie einen anderen.',
  flipCamera: 'Kamera wechseln',

  speaking: 'Spricht',
  silenced: 'Für Sie stumm',
  grade: choose({ good: 'Gute Verbindung', fair: 'Instabile Verbindung', poor: 'Schlechte Verbindung' }),

  optionsOf: (name) => `Optionen: ${name}`,
  pin: 'Groß anzeigen',
  silence: 'Für mich stummschalten',
  volume: 'Lautstärke',
  mirror: 'Spiegeln',
  fillTile: 'Kachel ausfüllen',
  showWhole: 'Ganzes Bild zeigen',
  moveOn: 'In die nächste Ecke verschieben',
  otherCamera: 'Kamera wechseln',
  smallWindow: 'Kleines Fenster',
  fullscreen: 'Vollbild',
  inspectConnection: 'Verbindungsdetails',
  roundTrip: (ms) => `${number(ms)} ms`,
  standing: 'Angehalten: Dieses Gerät ist ausgelastet',

  pageOf: (page, pages) => `Seite ${number(page)} von ${number(pages)}`,
  previousPage: 'Vorherige Seite',
  nextPage: 'Nächste Seite',
  moveSelf: 'Eigenes Bild verschieben',
  moveSelfHelp: 'Mit den Pfeiltasten an eine Seite, mit einem Klick in die nächste Ecke.',

  participantJoined: (name) => `${name} ist beigetreten`,
  participantInterrupted: (name) => `${name}: Verbindung unterbrochen`,
  participantBack: (name) => `${name} ist wieder da`,
  participantLeft: (name) => `${name} ist gegangen`,
  microphoneMuted: 'Mikrofon stummgeschaltet',
  microphoneUnmuted: 'Mikrofon ein',
  cameraTurnedOff: 'Kamera aus',
  cameraTurnedOn: 'Kamera ein',
  givenBack: (source) =>
    source === 'camera' ? 'Die Kamera ist wieder verfügbar' : 'Das Mikrofon ist wieder verfügbar',
  participantShares: (name) => `${name} teilt den Bildschirm`,
  verificationChanged: (name) =>
    `Die Prüfwörter der Verbindung mit ${name} haben sich geändert. Vergleichen Sie sie erneut.`,
  youShareSilently: 'Sie teilen Ihren Bildschirm ohne Ton',
  sharingEnded: 'Ihr Bildschirm wird nicht mehr geteilt',
  screenFailed: 'Der Bildschirm konnte nicht geteilt werden',
  screenHelp: chooseKnown({
    'system-denied':
      'Erlauben Sie dem Browser in den Datenschutzeinstellungen des Systems, den Bildschirm aufzunehmen.',
    'permission-dismissed':
      'Falls Sie nicht abgebrochen haben: Erlauben Sie dem Browser in den Datenschutzeinstellungen des Systems, den Bildschirm aufzunehmen.',
    other: 'Versuchen Sie es gleich noch einmal.',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]} ${CHANGES[reason]}.${label && ` Jetzt in Gebrauch: ${label}`}`,

  deviceBusy: 'Dieses Gerät ist ausgelastet: Die Bilder sind vorerst kleiner',

  youAreMuted: 'Sie sind stummgeschaltet',
  unmute: 'Aufheben',
  microphoneIsSilent: 'Ihr Mikrofon nimmt nichts auf',
  chooseMicrophone: 'Anderes wählen',

  pathProblem: choose({
    unknown: 'Keine Verbindung',
    missing: 'Kein direkter Weg, und kein Relay (TURN) ist eingerichtet',
    unreachable: 'Kein direkter Weg, und das Relay ist nicht erreichbar',
    available: 'Kein direkter Weg und keiner über das Relay: Vielleicht erreicht die andere Seite es nicht',
    unauthorized: 'Kein direkter Weg, und das Relay hat die Zugangsdaten abgelehnt',
    refused: 'Kein direkter Weg, und das Relay hat den Dienst verweigert',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'keine Antwort',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `${device} blockiert`,
        'Erlauben Sie den Zugriff über das Symbol in der Adressleiste des Browsers und versuchen Sie es erneut.',
      ],
      'permission-dismissed': (device) => [
        `${device} noch nicht erlaubt`,
        'Versuchen Sie es erneut und wählen Sie „Zulassen“, wenn der Browser fragt.',
      ],
      'system-denied': (device) => [
        `${device} vom System blockiert`,
        'Erlauben Sie dem Browser den Zugriff in den Datenschutzeinstellungen des Systems und versuchen Sie es erneut.',
      ],
      'device-not-found': (device) => [
        `${device} nicht gefunden`,
        'Schließen Sie ein Gerät an und versuchen Sie es erneut.',
      ],
      'device-in-use': (device) => [
        `${device} in Verwendung`,
        'Schließen Sie andere Apps, die darauf zugreifen, prüfen Sie die Datenschutzeinstellungen des Systems und versuchen Sie es erneut.',
      ],
      'device-unavailable': (device) => [
        `${device} getrennt`,
        'Schließen Sie das Gerät wieder an oder wählen Sie ein anderes.',
      ],
      'device-failed': (device) => [
        `${device} nicht gestartet`,
        'Stecken Sie das Gerät neu ein und versuchen Sie es erneut.',
      ],
      'media-disabled': (device) => [
        `${device} auf dieser Seite nicht erlaubt`,
        'Die Seite muss Kamera und Mikrofon freigeben.',
      ],
      'insecure-context': [
        'Diese Seite ist nicht sicher',
        'Kamera und Mikrofon brauchen HTTPS. Öffnen Sie die Seite mit https://.',
      ],
      'unsupported-browser': [
        'Dieser Browser kann keine Anrufe führen',
        'Öffnen Sie die Seite in einem aktuellen Chrome, Edge, Firefox oder Safari. Eine Erweiterung oder eine Einstellung kann Anrufe verhindern.',
      ],
      'room-full': ['Der Anruf ist voll', 'Versuchen Sie es erneut, wenn jemand gegangen ist.'],
      unauthorized: ['Sie dürfen an diesem Anruf nicht teilnehmen', 'Bitten Sie um eine neue Einladung.'],
      'rate-limited': ['Zu viele Versuche', 'Warten Sie einen Moment und versuchen Sie es erneut.'],
      'server-busy': ['Der Server ist ausgelastet', 'Warten Sie einen Moment und versuchen Sie es erneut.'],
      'server-unreachable': [
        'Der Server ist nicht erreichbar',
        'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
      ],
      'server-lost': [
        'Die Verbindung ist abgebrochen',
        'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
      ],
      replaced: [
        'Der Anruf läuft anderswo weiter',
        'Sie sind in einem anderen Tab oder auf einem anderen Gerät erneut beigetreten.',
      ],
      removed: ['Sie wurden aus dem Anruf entfernt', 'Bitten Sie die anderen, Sie wieder einzulassen.'],
      'bad-message': [
        'Seite und Server passen nicht zusammen',
        'Laden Sie die Seite neu und versuchen Sie es erneut.',
      ],
      'unsupported-version': ['Diese Seite ist veraltet', 'Laden Sie sie neu und versuchen Sie es erneut.'],
      'load-failed': [
        'Ein Teil des Anrufs konnte nicht geladen werden',
        'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut, oder laden Sie die Seite neu.',
      ],
      'no-picture': ['Kein Foto aufgenommen', 'Schalten Sie die Kamera ein und versuchen Sie es erneut.'],
      'no-sound': [
        'In der Aufzeichnung fehlt ein Teil des Tons',
        'Dieser Browser kann nicht alles aufzeichnen. Versuchen Sie es mit einem anderen.',
      ],
      'connection-failed': [
        'Keine Verbindung zu einer teilnehmenden Person',
        'Vielleicht ist eine Firewall im Weg. Versuchen Sie es in einem anderen Netz.',
      ],
      'negotiation-failed': [
        'Keine Verbindung zu einer teilnehmenden Person',
        'Verlassen Sie den Anruf und nehmen Sie erneut teil.',
      ],
      'invalid-options': [
        'Dieser Anruf ist nicht eingerichtet',
        'Er braucht die Adresse eines Servers und den Namen eines Raums.',
      ],
      fromServer: [
        'Der Server meldet ein Problem',
        'Warten Sie einen Moment und versuchen Sie es erneut, oder laden Sie die Seite neu.',
      ],
      other: ['Etwas ist schiefgegangen', 'Warten Sie einen Moment und versuchen Sie es erneut.'],
    },
    { microphone: 'Mikrofon', camera: 'Kamera', both: 'Kamera und Mikrofon' },
  ),
};
