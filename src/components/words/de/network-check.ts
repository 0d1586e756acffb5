import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('de');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'Browser geben Kamera und Mikrofon nur Seiten mit https:// oder auf localhost frei.',
  unsupported: 'Dieser Browser hat kein WebRTC.',
  'no-device': 'Ließ sich nicht öffnen.',
  'no-picture': 'Es kam kein Bild.',
  still: 'Das Bild steht still. Vielleicht ist die Kamera verdeckt.',
  silent: 'Stille. Vielleicht ist das Mikrofon ausgeschaltet oder das falsche.',
  'not-measurable': 'Der Browser misst hier keinen Ton.',
  'no-server': 'Kein Signalisierungsserver ist eingerichtet.',
  unreachable: 'Nicht erreichbar.',
  refused: 'Der Server hat abgelehnt.',
  'old-server': 'Dieser Server kann es nicht messen: Er hat eine ältere Version.',
  'no-probe': 'Dieser Server misst es nicht.',
  'not-configured': 'Keiner ist eingerichtet.',
  'no-answer': 'Es kam keine Antwort.',
  'bad-address': 'Der Browser nimmt die Adresse des Servers nicht an.',
  credentials: 'Der Server hat die Zugangsdaten abgelehnt.',
  expired: 'Die Prüfung dauerte so lange, dass ihre Zugangsdaten abliefen.',
  'no-media': 'Das Relay gab eine Adresse, aber nichts kam hindurch.',
  internal: 'Etwas ist schiefgegangen.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'unabhängig vom Ziel',
  'address-dependent': 'abhängig von der Adresse',
  'address-and-port-dependent': 'abhängig von Adresse und Port',
  unknown: 'unbekannt',
};

addWords(
  {
    networkCheck: 'Verbindung prüfen',
    checkIntroduction:
      'Prüft Kamera, Mikrofon und jeden Weg, den ein Anruf nehmen kann. Das dauert eine halbe Minute; nichts wird aufgezeichnet.',
    checkStart: 'Starten',
    checkAgain: 'Erneut prüfen',
    checkCancelled: 'Die Prüfung wurde abgebrochen',
    checkDuringCall:
      'Während eines Anrufs kann die Verbindung nicht geprüft werden. Verlassen Sie zuerst den Anruf.',
    checkFailed: 'Die Prüfung konnte nicht durchgeführt werden.',
    checkSteps: 'Schritte',
    checkVerdict: 'Ergebnis',
    copyResult: 'Ergebnis kopieren',
    resultCopied: 'Ergebnis kopiert',
    resultNotCopied: 'Der Browser hat es nicht kopiert',
    back: 'Zurück',
    stepName: choose({
      'secure-context': 'Sichere Seite',
      permissions: 'Erlaubnis für Kamera und Mikrofon',
      camera: 'Kamera',
      microphone: 'Mikrofon',
      signaling: 'Signalisierungsserver',
      nat: 'NAT-Typ',
      stun: 'STUN',
      'turn-udp': 'Relay über UDP (TURN)',
      'turn-tcp': 'Relay über TCP (TURN)',
      'turn-tls': 'Relay über TLS (TURN)',
    }),
    stepState: choose({
      waiting: 'Wartet',
      running: 'Läuft',
      passed: 'OK',
      failed: 'Fehlgeschlagen',
      skipped: 'Übersprungen',
      'not-measured': 'Nicht gemessen',
      cancelled: 'Abgebrochen',
    }),
    stepHint: chooseKnown({
      permissions: 'Erlauben Sie Kamera und Mikrofon, wenn Ihr Browser danach fragt.',
      camera: 'Bewegen Sie sich ein wenig.',
      microphone: 'Sagen Sie etwas.',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'Sie haben nicht beides erlaubt, oder eines ließ sich nicht öffnen.'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'Die Seite darf Kamera und Mikrofon verwenden.',
      permissions: 'Sie haben beides erlaubt.',
      camera: 'Das Bild bewegt sich.',
      microphone: 'Ton ist da.',
      other: '',
    }),
    thereAndBack: (ms) => `${number(ms)} ms hin und zurück.`,
    serverAddress: (server, address) =>
      address === ''
        ? `${server} sieht Ihre eigene Adresse: Es gibt kein NAT.`
        : `${server} sieht Sie als ${address}.`,
    serverSilent: (server) => `${server} antwortet nicht.`,
    serverError: (server, code, text) => `${server}: Fehler ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `Medien kommen durch: ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} verloren.`,
    reflexive: (address) => `Der Server sieht Sie als ${address}.`,
    natBehaviour: (mapping, filtering) =>
      `Zuordnung: ${BEHAVIOURS[mapping]}. Filterung: ${BEHAVIOURS[filtering]}. (RFC 4787)`,
    oneAddress: 'Der Server hat nur eine Adresse und kann deshalb einige Typen nicht unterscheiden.',
    natName: choose({
      open: 'Offenes Internet',
      firewall: 'Firewall ohne NAT',
      'full-cone': 'Full-Cone-NAT',
      'address-restricted': 'Address-Restricted-Cone-NAT',
      'port-restricted': 'Port-Restricted-Cone-NAT',
      symmetric: 'Symmetrisches NAT',
      'no-udp': 'Kein UDP',
      unknown: 'Unbekannt',
    }),
    natIs: (name) => `NAT-Typ: ${name}`,
    natShort: choose({
      open: 'Offen',
      firewall: 'Firewall',
      'full-cone': 'Full Cone',
      'address-restricted': 'Address-Restricted',
      'port-restricted': 'Port-Restricted',
      symmetric: 'Symmetrisch',
      'no-udp': 'Kein UDP',
    }),
    natMeaning: choose({
      open: 'Zwischen Ihnen und dem Internet steht nichts.',
      firewall:
        'Sie haben eine öffentliche Adresse. Andere kommen herein, sobald Sie ihnen etwas gesendet haben.',
      'full-cone': 'Ein öffentlicher Port steht für Sie, und alle können an ihn senden.',
      'address-restricted':
        'Ein öffentlicher Port steht für Sie. Adressen kommen herein, sobald Sie an sie gesendet haben.',
      'port-restricted':
        'Ein öffentlicher Port steht für Sie. Adressen kommen mit ihrem Port herein, sobald Sie an sie gesendet haben.',
      symmetric:
        'Jedes Ziel sieht Sie unter einem anderen Port, sodass niemand vorher weiß, wohin zu senden ist.',
      'no-udp': 'Über UDP, das Anrufe zuerst versuchen, kommt nichts durch.',
      unknown: 'Der Typ Ihres Netzes wurde nicht gemessen.',
    }),
    outlook: choose({
      everybody: 'Sie können alle anrufen',
      some: 'Sie können manche anrufen, aber nicht alle',
      nobody: 'Von hier aus funktionieren Anrufe nicht',
      unknown: 'Anrufe funktionieren vielleicht',
    }),
    reachDirectly: (types) => `Direkt erreichen Sie: ${types}.`,
    reachByRelay: (types) => `Nur über ein Relay erreichen Sie: ${types}.`,
    reachNobody: 'Direkt erreichen Sie niemanden.',
    relayIs: choose({
      works: 'Ein Relay funktioniert hier. Es wird verwendet, wo es keinen direkten Weg gibt.',
      fails: 'Ein Relay ist eingerichtet, funktioniert hier aber nicht.',
      missing: 'Kein Relay, das helfen würde, ist eingerichtet.',
      unknown: 'Relays wurden nicht gemessen.',
    }),
    whatToChange: 'Was sich ändern lässt',
    nothingToChange: 'Nichts muss geändert werden.',
    advice: choose({
      'use-https': 'Öffnen Sie die Seite mit https://.',
      'use-another-browser': 'Verwenden Sie einen aktuellen Chrome, Edge, Firefox oder Safari.',
      'allow-devices': 'Erlauben Sie Kamera und Mikrofon über das Symbol in der Adressleiste.',
      'connect-devices':
        'Schließen Sie Kamera und Mikrofon an, und schließen Sie andere Apps, die sie verwenden.',
      'check-camera': 'Decken Sie die Kamera auf oder wählen Sie eine andere.',
      'check-microphone': 'Schalten Sie das Mikrofon ein oder wählen Sie ein anderes.',
      'check-server':
        'Prüfen Sie Ihre Verbindung. Wenn auch andere den Server nicht erreichen, muss sich sein Betreiber darum kümmern.',
      'ask-for-invitation': 'Bitten Sie um eine neue Einladung.',
      'add-stun': 'Der Betreiber dieser Seite kann einen STUN-Server einrichten.',
      'add-relay': 'Der Betreiber dieser Seite kann ein Relay (TURN) einrichten.',
      'mend-relay':
        'Der Betreiber dieser Seite muss das Relay (TURN) prüfen, oder Ihre Firewall muss es durchlassen.',
      'add-tls-relay': 'Der Betreiber dieser Seite kann ein Relay über TCP oder TLS auf Port 443 einrichten.',
      'allow-udp': 'Lassen Sie UDP durch Ihre Firewall, oder verwenden Sie ein anderes Netz.',
      'change-nat':
        'Verwenden Sie ein anderes Netz, oder stellen Sie Ihren Router auf ein Cone-NAT ein (Zuordnung unabhängig vom Ziel).',
    }),
    matrix: 'Wer sich direkt mit wem verbindet',
    matrixHelp: 'Ihre Zeile ist markiert. Ohne Markierung brauchen zwei Personen ein Relay.',
    matrixYou: 'Sie',
    matrixDirect: 'direkt',
    matrixRelay: 'nur über ein Relay',
  } satisfies NetworkCheckTerms,
  'de',
);
