import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('fr');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'Les navigateurs ne donnent la caméra et le micro qu’aux pages en https:// ou sur localhost.',
  unsupported: 'Ce navigateur n’a pas WebRTC.',
  'no-device': 'L’ouverture a échoué.',
  'no-picture': 'Aucune image reçue.',
  still: 'L’image est immobile. La caméra est peut-être masquée.',
  silent: 'Silence. Le micro est peut-être éteint, ou ce n’est pas le bon.',
  'not-measurable': 'Le navigateur ne mesure pas le son ici.',
  'no-server': 'Aucun serveur de signalisation n’est configuré.',
  unreachable: 'Injoignable.',
  refused: 'Le serveur a refusé.',
  'old-server': 'Ce serveur ne peut pas le mesurer : sa version est trop ancienne.',
  'no-probe': 'Ce serveur ne le mesure pas.',
  'not-configured': 'Aucun n’est configuré.',
  'no-answer': 'Aucune réponse reçue.',
  'bad-address': 'Le navigateur n’accepte pas l’adresse du serveur.',
  credentials: 'Le serveur a refusé les identifiants.',
  expired: 'Le test a duré si longtemps que ses identifiants ont expiré.',
  'no-media': 'Le relais a donné une adresse, mais rien n’y est passé.',
  internal: 'Une erreur s’est produite.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'indépendant de la destination',
  'address-dependent': 'selon l’adresse',
  'address-and-port-dependent': 'selon l’adresse et le port',
  unknown: 'inconnu',
};

addWords(
  {
    networkCheck: 'Tester votre connexion',
    checkIntroduction:
      'Essaie la caméra, le micro et tous les chemins qu’un appel peut prendre. Cela dure une demi-minute et rien n’est enregistré.',
    checkStart: 'Démarrer',
    checkAgain: 'Tester à nouveau',
    checkCancelled: 'Le test a été annulé',
    checkDuringCall: 'La connexion ne peut pas être testée pendant un appel. Quittez d’abord l’appel.',
    checkFailed: 'Le test n’a pas pu être effectué.',
    checkSteps: 'Étapes',
    checkVerdict: 'Résultat',
    copyResult: 'Copier le résultat',
    resultCopied: 'Résultat copié',
    resultNotCopied: 'Le navigateur ne l’a pas copié',
    back: 'Retour',
    stepName: choose({
      'secure-context': 'Page sécurisée',
      permissions: 'Autorisation de la caméra et du micro',
      camera: 'Caméra',
      microphone: 'Micro',
      signaling: 'Serveur de signalisation',
      nat: 'Type de NAT',
      stun: 'STUN',
      'turn-udp': 'Relais sur UDP (TURN)',
      'turn-tcp': 'Relais sur TCP (TURN)',
      'turn-tls': 'Relais sur TLS (TURN)',
    }),
    stepState: choose({
      waiting: 'En attente',
      running: 'En cours',
      passed: 'OK',
      failed: 'Échec',
      skipped: 'Ignoré',
      'not-measured': 'Non mesuré',
      cancelled: 'Annulé',
    }),
    stepHint: chooseKnown({
      permissions: 'Autorisez la caméra et le micro lorsque votre navigateur le demande.',
      camera: 'Bougez un peu.',
      microphone: 'Dites quelque chose.',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'Vous n’avez pas autorisé les deux, ou l’un d’eux ne s’est pas ouvert.'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'La page peut utiliser la caméra et le micro.',
      permissions: 'Vous avez autorisé les deux.',
      camera: 'L’image bouge.',
      microphone: 'Il y a du son.',
      other: '',
    }),
    thereAndBack: (ms) => `${number(ms)} ms aller-retour.`,
    serverAddress: (server, address) =>
      address === ''
        ? `${server} voit votre propre adresse : il n’y a pas de NAT.`
        : `${server} vous voit comme ${address}.`,
    serverSilent: (server) => `${server} ne répond pas.`,
    serverError: (server, code, text) => `${server} : erreur ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `Le flux passe : ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} de perte.`,
    reflexive: (address) => `Le serveur vous voit comme ${address}.`,
    natBehaviour: (mapping, filtering) =>
      `Mappage : ${BEHAVIOURS[mapping]}. Filtrage : ${BEHAVIOURS[filtering]}. (RFC 4787)`,
    oneAddress: 'Le serveur n’a qu’une adresse : il ne peut pas distinguer certains types.',
    natName: choose({
      open: 'Internet ouvert',
      firewall: 'Pare-feu sans NAT',
      'full-cone': 'NAT à cône complet (full cone)',
      'address-restricted': 'NAT à cône restreint par adresse',
      'port-restricted': 'NAT à cône restreint par port',
      symmetric: 'NAT symétrique',
      'no-udp': 'Pas d’UDP',
      unknown: 'Inconnu',
    }),
    natIs: (name) => `Type de NAT : ${name}`,
    natShort: choose({
      open: 'Ouvert',
      firewall: 'Pare-feu',
      'full-cone': 'Cône complet',
      'address-restricted': 'Par adresse',
      'port-restricted': 'Par port',
      symmetric: 'Symétrique',
      'no-udp': 'Pas d’UDP',
    }),
    natMeaning: choose({
      open: 'Rien ne vous sépare d’Internet.',
      firewall:
        'Vous avez une adresse publique. Les autres peuvent entrer dès que vous leur avez envoyé quelque chose.',
      'full-cone': 'Un port public vous représente, et tout le monde peut y envoyer.',
      'address-restricted':
        'Un port public vous représente. Une adresse peut entrer dès que vous lui avez envoyé quelque chose.',
      'port-restricted':
        'Un port public vous représente. Une adresse peut entrer par le port auquel vous avez envoyé quelque chose.',
      symmetric: 'Chaque destination vous voit sous un autre port : personne ne sait d’avance où envoyer.',
      'no-udp': 'Rien ne passe par UDP, que les appels utilisent en premier.',
      unknown: 'Le type de votre réseau n’a pas été mesuré.',
    }),
    outlook: choose({
      everybody: 'Vous pouvez appeler tout le monde',
      some: 'Vous pouvez appeler certaines personnes, mais pas toutes',
      nobody: 'Les appels ne fonctionnent pas d’ici',
      unknown: 'Les appels fonctionnent peut-être',
    }),
    reachDirectly: (types) => `Vous joignez directement : ${types}.`,
    reachByRelay: (types) => `Vous joignez seulement par un relais : ${types}.`,
    reachNobody: 'Vous ne joignez personne directement.',
    relayIs: choose({
      works: 'Un relais fonctionne ici. Il sert lorsqu’il n’y a pas de chemin direct.',
      fails: 'Un relais est configuré, mais ne fonctionne pas ici.',
      missing: 'Aucun relais utile n’est configuré.',
      unknown: 'Les relais n’ont pas été mesurés.',
    }),
    whatToChange: 'Ce qui peut être changé',
    nothingToChange: 'Il n’y a rien à changer.',
    advice: choose({
      'use-https': 'Ouvrez la page avec https://.',
      'use-another-browser': 'Utilisez une version récente de Chrome, Edge, Firefox ou Safari.',
      'allow-devices': 'Autorisez la caméra et le micro avec l’icône de la barre d’adresse.',
      'connect-devices':
        'Branchez la caméra et le micro, et fermez les autres applications qui s’en servent.',
      'check-camera': 'Découvrez la caméra ou choisissez-en une autre.',
      'check-microphone': 'Allumez le micro ou choisissez-en un autre.',
      'check-server':
        'Vérifiez votre connexion. Si d’autres ne joignent pas non plus le serveur, son exploitant doit intervenir.',
      'ask-for-invitation': 'Demandez une nouvelle invitation.',
      'add-stun': 'L’exploitant de cette page peut configurer un serveur STUN.',
      'add-relay': 'L’exploitant de cette page peut configurer un relais (TURN).',
      'mend-relay':
        'L’exploitant de cette page doit vérifier le relais (TURN), ou votre pare-feu doit le laisser passer.',
      'add-tls-relay':
        'L’exploitant de cette page peut configurer un relais sur TCP ou TLS, sur le port 443.',
      'allow-udp': 'Laissez passer UDP dans votre pare-feu, ou utilisez un autre réseau.',
      'change-nat':
        'Utilisez un autre réseau, ou réglez votre routeur sur un NAT à cône (mappage indépendant de la destination).',
    }),
    matrix: 'Qui se connecte directement avec qui',
    matrixHelp: 'Votre ligne est marquée. Sans marque, deux personnes ont besoin d’un relais.',
    matrixYou: 'Vous',
    matrixDirect: 'direct',
    matrixRelay: 'par un relais seulement',
  } satisfies NetworkCheckTerms,
  'fr',
);
