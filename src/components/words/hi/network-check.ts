import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('hi');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'ब्राउज़र सिर्फ़ https:// या localhost वाले पेजों को कैमरा और माइक्रोफ़ोन देते हैं।',
  unsupported: 'इस ब्राउज़र में WebRTC नहीं है।',
  'no-device': 'यह नहीं खुला।',
  'no-picture': 'कोई तस्वीर नहीं आई।',
  still: 'तस्वीर हिल नहीं रही। हो सकता है कि कैमरा ढका हो।',
  silent: 'कोई आवाज़ नहीं। हो सकता है कि माइक्रोफ़ोन बंद हो या ग़लत चुना गया हो।',
  'not-measurable': 'ब्राउज़र यहाँ आवाज़ नहीं मापता।',
  'no-server': 'कोई सिग्नलिंग सर्वर सेट नहीं है।',
  unreachable: 'इस तक पहुँचा नहीं जा सकता।',
  refused: 'सर्वर ने मना कर दिया।',
  'old-server': 'यह सर्वर नहीं माप सकता: इसका वर्शन पुराना है।',
  'no-probe': 'यह सर्वर इसे नहीं मापता।',
  'not-configured': 'कोई सेट नहीं है।',
  'no-answer': 'कोई जवाब नहीं आया।',
  'bad-address': 'ब्राउज़र सर्वर का पता स्वीकार नहीं करता।',
  credentials: 'सर्वर ने क्रेडेंशियल अस्वीकार कर दिए।',
  expired: 'जाँच इतनी लंबी चली कि उसके क्रेडेंशियल की अवधि ख़त्म हो गई।',
  'no-media': 'रिले ने पता दिया, लेकिन उससे कुछ नहीं गुज़रा।',
  internal: 'कोई गड़बड़ी हुई।',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'गंतव्य पर निर्भर नहीं',
  'address-dependent': 'पते पर निर्भर',
  'address-and-port-dependent': 'पते और पोर्ट पर निर्भर',
  unknown: 'पता नहीं',
};

addWords(
  {
    networkCheck: 'अपना कनेक्शन जाँचें',
    checkIntroduction:
      'कैमरा, माइक्रोफ़ोन और कॉल के हर संभव रास्ते को आज़माता है। इसमें आधा मिनट लगता है और कुछ भी रिकॉर्ड नहीं होता।',
    checkStart: 'शुरू करें',
    checkAgain: 'फिर से जाँचें',
    checkCancelled: 'जाँच रद्द कर दी गई',
    checkDuringCall: 'कॉल के दौरान कनेक्शन नहीं जाँचा जा सकता। पहले कॉल छोड़ें।',
    checkFailed: 'जाँच नहीं हो सकी।',
    checkSteps: 'चरण',
    checkVerdict: 'नतीजा',
    copyResult: 'नतीजा कॉपी करें',
    resultCopied: 'नतीजा कॉपी हो गया',
    resultNotCopied: 'ब्राउज़र ने इसे कॉपी नहीं किया',
    back: 'वापस',
    stepName: choose({
      'secure-context': 'सुरक्षित पेज',
      permissions: 'कैमरे और माइक्रोफ़ोन की अनुमति',
      camera: 'कैमरा',
      microphone: 'माइक्रोफ़ोन',
      signaling: 'सिग्नलिंग सर्वर',
      nat: 'NAT का प्रकार',
      stun: 'STUN',
      'turn-udp': 'UDP से रिले (TURN)',
      'turn-tcp': 'TCP से रिले (TURN)',
      'turn-tls': 'TLS से रिले (TURN)',
    }),
    stepState: choose({
      waiting: 'इंतज़ार में',
      running: 'चल रहा है',
      passed: 'ठीक है',
      failed: 'विफल',
      skipped: 'छोड़ दिया गया',
      'not-measured': 'मापा नहीं गया',
      cancelled: 'रद्द किया गया',
    }),
    stepHint: chooseKnown({
      permissions: 'ब्राउज़र के पूछने पर कैमरे और माइक्रोफ़ोन की अनुमति दें।',
      camera: 'थोड़ा हिलें।',
      microphone: 'कुछ बोलें।',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'आपने दोनों की अनुमति नहीं दी, या उनमें से कोई एक नहीं खुला।'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'पेज कैमरे और माइक्रोफ़ोन का इस्तेमाल कर सकता है।',
      permissions: 'आपने दोनों की अनुमति दी है।',
      camera: 'तस्वीर हिल रही है।',
      microphone: 'आवाज़ आ रही है।',
      other: '',
    }),
    thereAndBack: (ms) => `आने-जाने में ${number(ms)} मि.से.।`,
    serverAddress: (server, address) =>
      address === ''
        ? `${server} को आपका अपना पता दिखता है: कोई NAT नहीं है।`
        : `${server} को आप ${address} के रूप में दिखते हैं।`,
    serverSilent: (server) => `${server} जवाब नहीं देता।`,
    serverError: (server, code, text) => `${server}: त्रुटि ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `मीडिया पहुँच रहा है: ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} नुकसान।`,
    reflexive: (address) => `सर्वर को आप ${address} के रूप में दिखते हैं।`,
    natBehaviour: (mapping, filtering) =>
      `मैपिंग: ${BEHAVIOURS[mapping]}। फ़िल्टरिंग: ${BEHAVIOURS[filtering]}। (RFC 4787)`,
    oneAddress: 'सर्वर के पास सिर्फ़ एक पता है, इसलिए वह कुछ प्रकारों में अंतर नहीं कर सकता।',
    natName: choose({
      open: 'खुला इंटरनेट',
      firewall: 'बिना NAT का फ़ायरवॉल',
      'full-cone': 'फ़ुल कोन NAT',
      'address-restricted': 'पते से सीमित कोन NAT',
      'port-restricted': 'पोर्ट से सीमित कोन NAT',
      symmetric: 'सिमेट्रिक NAT',
      'no-udp': 'UDP नहीं',
      unknown: 'पता नहीं',
    }),
    natIs: (name) => `NAT का प्रकार: ${name}`,
    natShort: choose({
      open: 'खुला',
      firewall: 'फ़ायरवॉल',
      'full-cone': 'फ़ुल कोन',
      'address-restricted': 'पते से सीमित',
      'port-restricted': 'पोर्ट से सीमित',
      symmetric: 'सिमेट्रिक',
      'no-udp': 'UDP नहीं',
    }),
    natMeaning: choose({
      open: 'आपके और इंटरनेट के बीच कुछ नहीं है।',
      firewall: 'आपका पता सार्वजनिक है। दूसरे लोग तभी अंदर आ सकते हैं जब आपने उन्हें कुछ भेजा हो।',
      'full-cone': 'एक सार्वजनिक पोर्ट आपका प्रतिनिधि है, और कोई भी उस पर भेज सकता है।',
      'address-restricted': 'एक सार्वजनिक पोर्ट आपका प्रतिनिधि है। कोई पता तभी अंदर आ सकता है जब आपने उसे कुछ भेजा हो।',
      'port-restricted':
        'एक सार्वजनिक पोर्ट आपका प्रतिनिधि है। कोई पता अपने पोर्ट के साथ तभी अंदर आ सकता है जब आपने उसे कुछ भेजा हो।',
      symmetric: 'हर गंतव्य को आप अलग पोर्ट पर दिखते हैं, इसलिए कोई पहले से नहीं जानता कि कहाँ भेजना है।',
      'no-udp': 'UDP से कुछ नहीं गुज़रता, जिसे कॉल सबसे पहले इस्तेमाल करते हैं।',
      unknown: 'आपके नेटवर्क का प्रकार मापा नहीं गया।',
    }),
    outlook: choose({
      everybody: 'आप सबको कॉल कर सकते हैं',
      some: 'आप कुछ लोगों को कॉल कर सकते हैं, सबको नहीं',
      nobody: 'यहाँ से कॉल नहीं हो सकती',
      unknown: 'शायद कॉल हो सके',
    }),
    reachDirectly: (types) => `आप सीधे इन तक पहुँचते हैं: ${types}।`,
    reachByRelay: (types) => `आप सिर्फ़ रिले से इन तक पहुँचते हैं: ${types}।`,
    reachNobody: 'आप सीधे किसी तक नहीं पहुँचते।',
    relayIs: choose({
      works: 'यहाँ रिले काम करता है। सीधा रास्ता न होने पर इसका इस्तेमाल होता है।',
      fails: 'रिले सेट है, लेकिन यहाँ काम नहीं करता।',
      missing: 'मदद करने वाला कोई रिले सेट नहीं है।',
      unknown: 'रिले मापे नहीं गए।',
    }),
    whatToChange: 'क्या बदला जा सकता है',
    nothingToChange: 'कुछ बदलने की ज़रूरत नहीं है।',
    advice: choose({
      'use-https': 'पेज को https:// से खोलें।',
      'use-another-browser': 'Chrome, Edge, Firefox या Safari के नए वर्शन का इस्तेमाल करें।',
      'allow-devices': 'पता बार के आइकॉन से कैमरे और माइक्रोफ़ोन की अनुमति दें।',
      'connect-devices': 'कैमरा और माइक्रोफ़ोन जोड़ें, और उन्हें इस्तेमाल कर रहे दूसरे ऐप्लिकेशन बंद करें।',
      'check-camera': 'कैमरे से ढक्कन हटाएँ या कोई दूसरा चुनें।',
      'check-microphone': 'माइक्रोफ़ोन चालू करें या कोई दूसरा चुनें।',
      'check-server': 'अपना कनेक्शन जाँचें। अगर दूसरे भी सर्वर तक नहीं पहुँच पा रहे, तो उसके संचालक को देखना होगा।',
      'ask-for-invitation': 'नया न्योता माँगें।',
      'add-stun': 'इस पेज के संचालक STUN सर्वर सेट कर सकते हैं।',
      'add-relay': 'इस पेज के संचालक रिले (TURN) सेट कर सकते हैं।',
      'mend-relay': 'इस पेज के संचालक को रिले (TURN) देखना होगा, या आपके फ़ायरवॉल को उसे गुज़रने देना होगा।',
      'add-tls-relay': 'इस पेज के संचालक पोर्ट 443 पर TCP या TLS से रिले सेट कर सकते हैं।',
      'allow-udp': 'अपने फ़ायरवॉल से UDP को गुज़रने दें, या कोई दूसरा नेटवर्क इस्तेमाल करें।',
      'change-nat':
        'कोई दूसरा नेटवर्क इस्तेमाल करें, या अपने राउटर को कोन NAT (गंतव्य पर निर्भर न रहने वाली मैपिंग) पर सेट करें।',
    }),
    matrix: 'कौन किससे सीधे जुड़ता है',
    matrixHelp: 'आपकी पंक्ति पर निशान है। जहाँ निशान नहीं है, वहाँ दो लोगों को रिले चाहिए।',
    matrixYou: 'आप',
    matrixDirect: 'सीधे',
    matrixRelay: 'सिर्फ़ रिले से',
  } satisfies NetworkCheckTerms,
  'hi',
);
