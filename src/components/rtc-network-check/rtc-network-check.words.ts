import type {
  Advice,
  CheckReason,
  CheckState,
  CheckStepName,
  NatBehaviour,
  NatType,
  Outlook,
  RelayState,
} from '../../core/network/index.js';
import { addWords } from '../words/dictionary.js';
import { formatsOf } from '../words/forms.js';
import { offerLanguages } from '../words/offers.js';
import type { NetworkCheckTerms } from './terms.js';

const { number } = formatsOf('en');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const STEPS: Readonly<Record<CheckStepName, string>> = {
  'secure-context': 'Secure page',
  permissions: 'Permission for camera and microphone',
  camera: 'Camera',
  microphone: 'Microphone',
  signaling: 'Signaling server',
  nat: 'NAT type',
  stun: 'STUN',
  'turn-udp': 'Relay over UDP (TURN)',
  'turn-tcp': 'Relay over TCP (TURN)',
  'turn-tls': 'Relay over TLS (TURN)',
};

const STATES: Readonly<Record<CheckState, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'OK',
  failed: 'Failed',
  skipped: 'Skipped',
  'not-measured': 'Not measured',
  cancelled: 'Cancelled',
};

const PASSED: Readonly<Partial<Record<CheckStepName, string>>> = {
  'secure-context': 'The page may use camera and microphone.',
  permissions: 'You have allowed both.',
  camera: 'The picture moves.',
  microphone: 'There is sound.',
};

const HINTS: Readonly<Partial<Record<CheckStepName, string>>> = {
  permissions: 'Allow camera and microphone in the question that your browser shows.',
  camera: 'Move a little.',
  microphone: 'Say something.',
};

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'Browsers give camera and microphone only to pages with https:// or on localhost.',
  unsupported: 'This browser has no WebRTC.',
  'no-device': 'It did not open.',
  'no-picture': 'No picture came.',
  still: 'The picture stands still. The camera may be covered.',
  silent: 'Silent. The microphone may be switched off, or the wrong one.',
  'not-measurable': 'The browser measures no sound here.',
  'no-server': 'No signaling server is set up.',
  unreachable: 'It cannot be reached.',
  refused: 'The server refused.',
  'old-server': 'This server cannot measure it: it is of an earlier version.',
  'no-probe': 'This server does not measure it.',
  'not-configured': 'None is set up.',
  'no-answer': 'No answer came.',
  'bad-address': 'The browser does not accept the address of the server.',
  credentials: 'The server refused the credentials.',
  expired: 'The check took so long that its credentials ran out.',
  'no-media': 'The relay gave an address, but nothing came through it.',
  internal: 'Something went wrong.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'endpoint-independent',
  'address-dependent': 'address-dependent',
  'address-and-port-dependent': 'address and port-dependent',
  unknown: 'not known',
};

const NATS: Readonly<Record<NatType | 'unknown', string>> = {
  open: 'Open internet',
  firewall: 'Firewall without NAT',
  'full-cone': 'Full cone NAT (完全锥型)',
  'address-restricted': 'Address-restricted cone NAT (IP限制锥型)',
  'port-restricted': 'Port-restricted cone NAT (端口限制锥型)',
  symmetric: 'Symmetric NAT (对称型)',
  'no-udp': 'No UDP',
  unknown: 'Not known',
};

const SHORT: Readonly<Record<NatType, string>> = {
  open: 'Open',
  firewall: 'Firewall',
  'full-cone': 'Full cone',
  'address-restricted': 'Address-restricted',
  'port-restricted': 'Port-restricted',
  symmetric: 'Symmetric',
  'no-udp': 'No UDP',
};

const MEANINGS: Readonly<Record<NatType | 'unknown', string>> = {
  open: 'Nothing stands between you and the internet.',
  firewall: 'You have a public address. Others get in once you have sent them something.',
  'full-cone': 'One public port stands for you, and everybody can send to it.',
  'address-restricted': 'One public port stands for you. Addresses get in once you have sent to them.',
  'port-restricted':
    'One public port stands for you. Addresses with their port get in once you have sent to them.',
  symmetric: 'Every destination sees you under another port, so nobody can know beforehand where to send.',
  'no-udp': 'Nothing comes through by UDP, which calls use first.',
  unknown: 'The type of your network was not measured.',
};

const OUTLOOKS: Readonly<Record<Outlook, string>> = {
  everybody: 'You can call everybody',
  some: 'You can call some people, but not everybody',
  nobody: 'Calls do not work from here',
  unknown: 'Calls may work',
};

const RELAYS: Readonly<Record<RelayState, string>> = {
  works: 'A relay works here. It is used where there is no direct way.',
  fails: 'A relay is set up, and does not work here.',
  missing: 'No relay that would help is set up.',
  unknown: 'Relays were not measured.',
};

const ADVICE: Readonly<Record<Advice, string>> = {
  'use-https': 'Open the page with https://.',
  'use-another-browser': 'Use a current Chrome, Edge, Firefox or Safari.',
  'allow-devices': 'Allow camera and microphone by the icon in the address bar.',
  'connect-devices': 'Connect camera and microphone, and close other apps that use them.',
  'check-camera': 'Uncover the camera, or choose another one.',
  'check-microphone': 'Switch the microphone on, or choose another one.',
  'check-server':
    'Check your connection. If others cannot reach the server either, its operator has to look.',
  'ask-for-invitation': 'Ask for a new invitation.',
  'add-stun': 'The operator of this page can set up a STUN server.',
  'add-relay': 'The operator of this page can set up a relay (TURN).',
  'mend-relay':
    'The operator of this page has to look at the relay (TURN), or your firewall has to let it through.',
  'add-tls-relay': 'The operator of this page can set up a relay over TCP or TLS on port 443.',
  'allow-udp': 'Let UDP through your firewall, or use another network.',
  'change-nat': 'Use another network, or set your router to a cone NAT (endpoint-independent mapping).',
};

addWords({
  networkCheck: 'Check your connection',
  checkIntroduction:
    'Tries camera, microphone and every way that a call can take. It takes half a minute, and nothing is recorded.',
  checkStart: 'Start',
  checkAgain: 'Check again',
  checkCancelled: 'The check was cancelled',
  checkDuringCall: 'The connection cannot be checked during a call. Leave the call first.',
  checkFailed: 'The check could not be made.',
  checkSteps: 'Steps',
  checkVerdict: 'Result',
  copyResult: 'Copy result',
  resultCopied: 'Result copied',
  resultNotCopied: 'The browser did not copy it',
  back: 'Back',
  stepName: (name) => STEPS[name],
  stepState: (state) => STATES[state],
  stepHint: (name) => HINTS[name] ?? '',
  stepReason: (reason, name) =>
    reason === 'no-device' && name === 'permissions'
      ? 'You have not allowed both, or one did not open.'
      : REASONS[reason],
  stepPassed: (name) => PASSED[name] ?? '',
  thereAndBack: (ms) => `${number(ms)} ms there and back.`,
  serverAddress: (server, address) =>
    address === ''
      ? `${server} sees your own address: there is no NAT.`
      : `${server} sees you as ${address}.`,
  serverSilent: (server) => `${server} does not answer.`,
  serverError: (server, code, text) => `${server}: error ${code} ${text}`.trimEnd(),
  relayMedia: (kbps, loss) =>
    `Media comes through: ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} lost.`,
  reflexive: (address) => `The server sees you as ${address}.`,
  natBehaviour: (mapping, filtering) =>
    `Mapping: ${BEHAVIOURS[mapping]}. Filtering: ${BEHAVIOURS[filtering]}. (RFC 4787)`,
  oneAddress: 'The server has one address only, so it cannot tell some types apart.',
  natName: (type) => NATS[type],
  natIs: (name) => `NAT type: ${name}`,
  natShort: (type) => SHORT[type],
  natMeaning: (type) => MEANINGS[type],
  outlook: (outlook) => OUTLOOKS[outlook],
  reachDirectly: (types) => `Directly you reach: ${types}.`,
  reachByRelay: (types) => `Only by a relay you reach: ${types}.`,
  reachNobody: 'Directly you reach nobody.',
  relayIs: (state) => RELAYS[state],
  whatToChange: 'What to change',
  nothingToChange: 'There is nothing to change.',
  advice: (advice) => ADVICE[advice],
  matrix: 'Who connects directly with whom',
  matrixHelp: 'Your row is marked. Without a mark, two people need a relay.',
  matrixYou: 'You',
  matrixDirect: 'direct',
  matrixRelay: 'by a relay only',
} satisfies NetworkCheckTerms);

offerLanguages({
  ar: () => import('../words/ar/network-check.js'),
  de: () => import('../words/de/network-check.js'),
  es: () => import('../words/es/network-check.js'),
  fr: () => import('../words/fr/network-check.js'),
  hi: () => import('../words/hi/network-check.js'),
  ja: () => import('../words/ja/network-check.js'),
  pt: () => import('../words/pt/network-check.js'),
  zh: () => import('../words/zh/network-check.js'),
});
