import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('hi');

const DEVICES = { videoinput: 'कैमरा', audioinput: 'माइक्रोफ़ोन', audiooutput: 'स्पीकर' };

const CHANGES = {
  unplugged: 'निकाल दिया गया',
  returned: 'फिर से जुड़ गया',
  default: 'सिस्टम ने बदल दिया',
  selected: 'बदल दिया गया',
};

export const call: CallWords = {
  direction: 'ltr',

  join: 'कॉल में शामिल हों',
  joinWithout: 'कैमरे और माइक्रोफ़ोन के बिना शामिल हों',

  joining: 'कनेक्ट हो रहा है…',
  waitingForPermission: 'अनुमति का इंतज़ार है…',
  permissionHelp: 'ब्राउज़र के पूछने पर कैमरे और माइक्रोफ़ोन की अनुमति दें।',
  cancel: 'रद्द करें',
  youLeft: 'आप कॉल से बाहर आ गए हैं',
  rejoin: 'फिर से शामिल हों',
  tryAgain: 'फिर से कोशिश करें',

  participants: 'प्रतिभागी',
  waitingForOthers: 'दूसरों के शामिल होने का इंतज़ार है',
  you: 'आप',
  guest: 'मेहमान',
  turnOnSound: 'आवाज़ चालू करें',
  connecting: 'कनेक्ट हो रहा है…',
  reconnecting: 'फिर से कनेक्ट हो रहा है…',
  away: 'कनेक्शन में रुकावट',
  microphoneIsOff: 'माइक्रोफ़ोन बंद है',
  screenOf: (name) => `${name} की स्क्रीन`,
  yourScreen: 'आपकी स्क्रीन',
  youShare: 'आप अपनी स्क्रीन शेयर कर रहे हैं',

  controls: 'कॉल के नियंत्रण',
  muteMicrophone: 'माइक्रोफ़ोन म्यूट करें',
  unmuteMicrophone: 'माइक्रोफ़ोन अनम्यूट करें',
  turnCameraOff: 'कैमरा बंद करें',
  turnCameraOn: 'कैमरा चालू करें',
  shareScreen: 'स्क्रीन शेयर करें',
  stopSharing: 'शेयर करना बंद करें',
  leave: 'कॉल छोड़ें',
  heldBack: (source) => (source === 'camera' ? 'सिस्टम ने कैमरा रोक दिया है' : 'सिस्टम ने माइक्रोफ़ोन म्यूट कर दिया है'),

  joined: 'आप कॉल में शामिल हो गए हैं',
  connectedAgain: 'फिर से कनेक्ट हो गया',
  connectionLost: 'कनेक्शन टूट गया। फिर से कनेक्ट हो रहा है…',

  ready: 'शामिल होने के लिए तैयार हैं?',
  room: 'रूम',
  yourName: 'आपका नाम',
  allow: 'कैमरे और माइक्रोफ़ोन की अनुमति दें',
  allowHelp: 'शामिल होने के बाद ही दूसरे लोग आपको देख और सुन पाएँगे।',

  checkConnection: 'अपना कनेक्शन जाँचें',

  takePhoto: 'फ़ोटो लें',
  openChat: (unread) => (unread > 0 ? plural(unread, { one: 'चैट, # नया संदेश', other: 'चैट, # नए संदेश' }) : 'चैट'),
  record: 'रिकॉर्ड करें',
  stopRecording: 'रिकॉर्डिंग बंद करें',
  saveData: 'डेटा बचाएँ: सिर्फ़ आवाज़',
  stopSavingData: 'वीडियो फिर से दिखाएँ',
  inspect: 'कनेक्शन का विवरण',
  settings: 'सेटिंग',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: (kind) => `कोई ${DEVICES[kind]} नहीं मिला`,
  testSpeaker: 'स्पीकर की जाँच करें',
  stopTest: 'जाँच बंद करें',
  speakerFailed: 'इस स्पीकर से आवाज़ नहीं आ रही है। कोई दूसरा चुनें।',
  flipCamera: 'कैमरा बदलें',

  speaking: 'बोल रहे हैं',
  silenced: 'आपके लिए म्यूट है',
  grade: choose({ good: 'अच्छा कनेक्शन', fair: 'अस्थिर कनेक्शन', poor: 'ख़राब कनेक्शन' }),

  optionsOf: (name) => `विकल्प: ${name}`,
  pin: 'बड़ा रखें',
  silence: 'मेरे लिए म्यूट करें',
  volume: 'वॉल्यूम',
  mirror: 'मिरर करें',
  fillTile: 'पूरे फ़्रेम में दिखाएँ',
  showWhole: 'पूरी तस्वीर दिखाएँ',
  moveOn: 'अगले कोने पर ले जाएँ',
  otherCamera: 'कैमरा बदलें',
  smallWindow: 'छोटी विंडो',
  fullscreen: 'फ़ुल स्क्रीन',
  inspectConnection: 'कनेक्शन का विवरण',
  roundTrip: (ms) => `${number(ms)} मि.से.`,
  standing: 'रुका हुआ: यह डिवाइस व्यस्त है',

  pageOf: (page, pages) => `${number(pages)} में से पेज ${number(page)}`,
  previousPage: 'पिछला पेज',
  nextPage: 'अगला पेज',
  moveSelf: 'अपनी तस्वीर को खिसकाएँ',
  moveSelfHelp: 'ऐरो कुंजियों से किनारे पर, क्लिक से अगले कोने पर।',

  participantJoined: (name) => `${name} शामिल हुए`,
  participantInterrupted: (name) => `${name}: कनेक्शन में रुकावट`,
  participantBack: (name) => `${name} वापस आ गए`,
  participantLeft: (name) => `${name} चले गए`,
  microphoneMuted: 'माइक्रोफ़ोन म्यूट है',
  microphoneUnmuted: 'माइक्रोफ़ोन चालू है',
  cameraTurnedOff: 'कैमरा बंद है',
  cameraTurnedOn: 'कैमरा चालू है',
  givenBack: (source) => (source === 'camera' ? 'कैमरा फिर से काम कर रहा है' : 'माइक्रोफ़ोन फिर से काम कर रहा है'),
  participantShares: (name) => `${name} अपनी स्क्रीन शेयर कर रहे हैं`,
  verificationChanged: (name) => `${name} के साथ कनेक्शन के शब्द बदल गए हैं। उन्हें फिर से मिलाएँ।`,
  youShareSilently: 'आप अपनी स्क्रीन बिना आवाज़ के शेयर कर रहे हैं',
  sharingEnded: 'आपने स्क्रीन शेयर करना बंद कर दिया है',
  screenFailed: 'स्क्रीन शेयर नहीं हो सकी',
  screenHelp: chooseKnown({
    'system-denied': 'सिस्टम की निजता सेटिंग में ब्राउज़र को स्क्रीन रिकॉर्ड करने की अनुमति दें।',
    'permission-dismissed':
      'अगर आपने रद्द नहीं किया: सिस्टम की निजता सेटिंग में ब्राउज़र को स्क्रीन रिकॉर्ड करने की अनुमति दें।',
    other: 'थोड़ी देर में फिर से कोशिश करें।',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]}: ${CHANGES[reason]}।${label && ` अब इस्तेमाल में: ${label}`}`,

  deviceBusy: 'यह डिवाइस व्यस्त है: फ़िलहाल तस्वीरें छोटी रहेंगी',

  youAreMuted: 'आप म्यूट हैं',
  unmute: 'अनम्यूट करें',
  microphoneIsSilent: 'आपके माइक्रोफ़ोन से आवाज़ नहीं आ रही',
  chooseMicrophone: 'कोई दूसरा चुनें',

  pathProblem: choose({
    unknown: 'कोई कनेक्शन नहीं',
    missing: 'कोई सीधा रास्ता नहीं, और कोई रिले (TURN) सेट नहीं है',
    unreachable: 'कोई सीधा रास्ता नहीं, और रिले तक पहुँचा नहीं जा सकता',
    available: 'न सीधा रास्ता है, न रिले से: शायद दूसरा पक्ष रिले तक नहीं पहुँच पा रहा',
    unauthorized: 'कोई सीधा रास्ता नहीं, और रिले ने क्रेडेंशियल अस्वीकार कर दिए',
    refused: 'कोई सीधा रास्ता नहीं, और रिले ने सेवा देने से मना कर दिया',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'कोई जवाब नहीं',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `ऐक्सेस ब्लॉक है: ${device}`,
        'ब्राउज़र के पता बार के आइकॉन से ऐक्सेस की अनुमति दें, फिर दोबारा कोशिश करें।',
      ],
      'permission-dismissed': (device) => [
        `अभी अनुमति नहीं है: ${device}`,
        'फिर से कोशिश करें और ब्राउज़र के पूछने पर “अनुमति दें” चुनें।',
      ],
      'system-denied': (device) => [
        `सिस्टम ने ब्लॉक किया है: ${device}`,
        'सिस्टम की निजता सेटिंग में ब्राउज़र को इस्तेमाल की अनुमति दें, फिर दोबारा कोशिश करें।',
      ],
      'device-not-found': (device) => [`नहीं मिला: ${device}`, 'कोई डिवाइस जोड़ें, फिर दोबारा कोशिश करें।'],
      'device-in-use': (device) => [
        `पहले से इस्तेमाल में: ${device}`,
        'इसे इस्तेमाल कर रहे दूसरे ऐप्लिकेशन बंद करें, सिस्टम की निजता सेटिंग जाँचें, फिर दोबारा कोशिश करें।',
      ],
      'device-unavailable': (device) => [`डिस्कनेक्ट हो गया: ${device}`, 'इसे फिर से जोड़ें या कोई दूसरा चुनें।'],
      'device-failed': (device) => [
        `चालू नहीं हुआ: ${device}`,
        'डिवाइस को निकालकर फिर से लगाएँ, फिर दोबारा कोशिश करें।',
      ],
      'media-disabled': (device) => [
        `इस पेज पर अनुमति नहीं है: ${device}`,
        'पेज को कैमरे और माइक्रोफ़ोन की अनुमति देनी होगी।',
      ],
      'insecure-context': [
        'यह पेज सुरक्षित नहीं है',
        'कैमरे और माइक्रोफ़ोन के लिए HTTPS ज़रूरी है। पेज को https:// से खोलें।',
      ],
      'unsupported-browser': [
        'इस ब्राउज़र से कॉल नहीं की जा सकती',
        'पेज को Chrome, Edge, Firefox या Safari के नए वर्शन में खोलें। हो सकता है कि कोई एक्सटेंशन या सेटिंग कॉल रोक रही हो।',
      ],
      'room-full': ['कॉल में जगह नहीं है', 'किसी के जाने के बाद फिर से कोशिश करें।'],
      unauthorized: ['आप इस कॉल में शामिल नहीं हो सकते', 'नया न्योता माँगें।'],
      'rate-limited': ['बहुत ज़्यादा कोशिशें', 'थोड़ा इंतज़ार करें, फिर दोबारा कोशिश करें।'],
      'server-busy': ['सर्वर व्यस्त है', 'थोड़ा इंतज़ार करें, फिर दोबारा कोशिश करें।'],
      'server-unreachable': ['सर्वर तक पहुँचा नहीं जा सकता', 'अपना कनेक्शन जाँचें, फिर दोबारा कोशिश करें।'],
      'server-lost': ['कनेक्शन टूट गया', 'अपना कनेक्शन जाँचें, फिर दोबारा कोशिश करें।'],
      replaced: ['कॉल कहीं और चल रही है', 'आप किसी दूसरे टैब या डिवाइस से फिर शामिल हुए हैं।'],
      removed: ['आपको कॉल से हटा दिया गया है', 'दूसरों से कहें कि वे आपको फिर से आने दें।'],
      'bad-message': ['पेज और सर्वर मेल नहीं खाते', 'पेज को फिर से लोड करें, फिर दोबारा कोशिश करें।'],
      'unsupported-version': ['यह पेज पुराना है', 'इसे फिर से लोड करें, फिर दोबारा कोशिश करें।'],
      'load-failed': [
        'कॉल का एक हिस्सा लोड नहीं हो सका',
        'अपना कनेक्शन जाँचें, फिर दोबारा कोशिश करें या पेज को फिर से लोड करें।',
      ],
      'no-picture': ['फ़ोटो नहीं ली जा सकी', 'कैमरा चालू करें, फिर दोबारा कोशिश करें।'],
      'no-sound': ['कुछ आवाज़ रिकॉर्डिंग में नहीं है', 'यह ब्राउज़र सारी आवाज़ रिकॉर्ड नहीं कर सकता। कोई दूसरा आज़माएँ।'],
      'connection-failed': ['एक प्रतिभागी से कनेक्शन नहीं है', 'शायद कोई फ़ायरवॉल रोक रहा है। कोई दूसरा नेटवर्क आज़माएँ।'],
      'negotiation-failed': ['एक प्रतिभागी से कनेक्शन नहीं है', 'कॉल छोड़कर फिर से शामिल हों।'],
      'invalid-options': ['यह कॉल सेट नहीं की गई है', 'इसे सर्वर का पता और रूम का नाम चाहिए।'],
      fromServer: ['सर्वर ने समस्या बताई है', 'थोड़ा इंतज़ार करें, फिर दोबारा कोशिश करें या पेज को फिर से लोड करें।'],
      other: ['कोई गड़बड़ी हुई', 'थोड़ा इंतज़ार करें, फिर दोबारा कोशिश करें।'],
    },
    { microphone: 'माइक्रोफ़ोन', camera: 'कैमरा', both: 'कैमरा और माइक्रोफ़ोन' },
  ),
};
