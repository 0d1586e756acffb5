import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('ar');

const DEVICES = { videoinput: 'الكاميرا', audioinput: 'الميكروفون', audiooutput: 'مكبر الصوت' };

const CHANGES = {
  unplugged: 'تم فصل',
  returned: 'تمت إعادة توصيل',
  default: 'غيّر النظام',
  selected: 'تم تغيير',
};

export const call: CallWords = {
  direction: 'rtl',

  join: 'الانضمام إلى المكالمة',
  joinWithout: 'الانضمام بدون كاميرا وميكروفون',

  joining: 'جارٍ الانضمام…',
  waitingForPermission: 'في انتظار الإذن…',
  permissionHelp: 'اسمح باستخدام الكاميرا والميكروفون عندما يسألك المتصفح.',
  cancel: 'إلغاء',
  youLeft: 'لقد غادرت المكالمة',
  rejoin: 'الانضمام مجددًا',
  tryAgain: 'إعادة المحاولة',

  participants: 'المشاركون',
  waitingForOthers: 'في انتظار انضمام الآخرين',
  you: 'أنت',
  guest: 'ضيف',
  turnOnSound: 'تشغيل الصوت',
  connecting: 'جارٍ الاتصال…',
  reconnecting: 'جارٍ إعادة الاتصال…',
  away: 'انقطع الاتصال',
  microphoneIsOff: 'الميكروفون مغلق',
  screenOf: (name) => `شاشة ${name}`,
  yourScreen: 'شاشتك',
  youShare: 'أنت تشارك شاشتك',

  controls: 'عناصر التحكم في المكالمة',
  muteMicrophone: 'كتم الميكروفون',
  unmuteMicrophone: 'إلغاء كتم الميكروفون',
  turnCameraOff: 'إيقاف الكاميرا',
  turnCameraOn: 'تشغيل الكاميرا',
  shareScreen: 'مشاركة الشاشة',
  stopSharing: 'إيقاف المشاركة',
  leave: 'مغادرة المكالمة',
  heldBack: (source) => (source === 'camera' ? 'أوقف النظام الكاميرا' : 'كتم النظام الميكروفون'),

  joined: 'لقد انضممت إلى المكالمة',
  connectedAgain: 'عاد الاتصال',
  connectionLost: 'انقطع الاتصال. جارٍ إعادة الاتصال…',

  ready: 'هل أنت جاهز للانضمام؟',
  room: 'الغرفة',
  yourName: 'اسمك',
  allow: 'السماح بالكاميرا والميكروفون',
  allowHelp: 'لن يراك الآخرون ولن يسمعوك إلا بعد انضمامك.',

  checkConnection: 'فحص الاتصال',

  takePhoto: 'التقاط صورة',
  openChat: (unread) =>
    unread > 0
      ? plural(unread, {
          one: 'الدردشة، رسالة جديدة واحدة',
          two: 'الدردشة، رسالتان جديدتان',
          few: 'الدردشة، # رسائل جديدة',
          many: 'الدردشة، # رسالة جديدة',
          other: 'الدردشة، # رسالة جديدة',
        })
      : 'الدردشة',
  record: 'تسجيل',
  stopRecording: 'إيقاف التسجيل',
  saveData: 'توفير البيانات: الصوت فقط',
  stopSavingData: 'إظهار الصور مجددًا',
  inspect: 'تفاصيل الاتصالات',
  settings: 'الإعدادات',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: choose({
    videoinput: 'لم يتم العثور على كاميرا',
    audioinput: 'لم يتم العثور على ميكروفون',
    audiooutput: 'لم يتم العثور على مكبر صوت',
  }),
  testSpeaker: 'اختبار مكبر الصوت',
  stopTest: 'إيقاف الاختبار',
  speakerFailed: 'لا يُصدر مكبر الصوت هذا أي صوت. اختر مكبرًا آخر.',
  flipCamera: 'تبديل الكاميرا',

  speaking: 'يتحدث الآن',
  silenced: 'مكتوم لديك',
  grade: choose({ good: 'اتصال جيد', fair: 'اتصال غير مستقر', poor: 'اتصال ضعيف' }),

  optionsOf: (name) => `خيارات: ${name}`,
  pin: 'إبقاء الصورة كبيرة',
  silence: 'كتم الصوت لديّ',
  volume: 'مستوى الصوت',
  mirror: 'عكس الصورة',
  fillTile: 'ملء الإطار',
  showWhole: 'إظهار الصورة كاملة',
  moveOn: 'نقل إلى الزاوية التالية',
  otherCamera: 'تبديل الكاميرا',
  smallWindow: 'نافذة صغيرة',
  fullscreen: 'ملء الشاشة',
  inspectConnection: 'تفاصيل الاتصال',
  roundTrip: (ms) => `${number(ms)} مللي ثانية`,
  standing: 'متوقف مؤقتًا: هذا الجهاز مشغول',

  pageOf: (page, pages) => `الصفحة ${number(page)} من ${number(pages)}`,
  previousPage: 'الصفحة السابقة',
  nextPage: 'الصفحة التالية',
  moveSelf: 'نقل صورتك',
  moveSelfHelp: 'إلى أحد الجوانب بمفاتيح الأسهم، وإلى الزاوية التالية بنقرة.',

  participantJoined: (name) => `انضم ${name}`,
  participantInterrupted: (name) => `${name}: انقطع الاتصال`,
  participantBack: (name) => `عاد ${name}`,
  participantLeft: (name) => `غادر ${name}`,
  microphoneMuted: 'تم كتم الميكروفون',
  microphoneUnmuted: 'تم تشغيل الميكروفون',
  cameraTurnedOff: 'تم إيقاف الكاميرا',
  cameraTurnedOn: 'تم تشغيل الكاميرا',
  givenBack: (source) => (source === 'camera' ? 'عادت الكاميرا إلى العمل' : 'عاد الميكروفون إلى العمل'),
  participantShares: (name) => `${name} يشارك الشاشة`,
  verificationChanged: (name) => `تغيّرت كلمات الاتصال مع ${name}. قارنها مجددًا.`,
  youShareSilently: 'أنت تشارك شاشتك بدون صوتها',
  sharingEnded: 'لقد أوقفت مشاركة شاشتك',
  screenFailed: 'تعذّرت مشاركة الشاشة',
  screenHelp: chooseKnown({
    'system-denied': 'اسمح للمتصفح بتسجيل الشاشة في إعدادات الخصوصية في النظام.',
    'permission-dismissed':
      'إن لم تكن أنت من ألغى: اسمح للمتصفح بتسجيل الشاشة في إعدادات الخصوصية في النظام.',
    other: 'أعد المحاولة بعد لحظات.',
  }),

  deviceChanged: (kind, reason, label) =>
    `${CHANGES[reason]} ${DEVICES[kind]}.${label && ` المستخدم الآن: ${label}`}`,

  deviceBusy: 'هذا الجهاز مشغول: الصور أصغر مؤقتًا',

  youAreMuted: 'الميكروفون مكتوم',
  unmute: 'إلغاء الكتم',
  microphoneIsSilent: 'لا صوت من الميكروفون',
  chooseMicrophone: 'اختيار ميكروفون آخر',

  pathProblem: choose({
    unknown: 'لا يوجد اتصال',
    missing: 'لا يوجد مسار مباشر، ولم يتم إعداد خادم ترحيل (TURN)',
    unreachable: 'لا يوجد مسار مباشر، ويتعذّر الوصول إلى خادم الترحيل',
    available: 'لا يوجد مسار مباشر ولا عبر خادم الترحيل: قد يتعذّر على الطرف الآخر الوصول إليه',
    unauthorized: 'لا يوجد مسار مباشر، وقد رفض خادم الترحيل بيانات الاعتماد',
    refused: 'لا يوجد مسار مباشر، وقد رفض خادم الترحيل تقديم الخدمة',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'لا رد',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `تم حظر ${device}`,
        'اسمح بالوصول عبر الرمز في شريط عنوان المتصفح، ثم أعد المحاولة.',
      ],
      'permission-dismissed': (device) => [
        `لم يُسمح بعد باستخدام ${device}`,
        'أعد المحاولة واختر «سماح» عندما يسألك المتصفح.',
      ],
      'system-denied': (device) => [
        `حظر النظام ${device}`,
        'اسمح للمتصفح بالاستخدام في إعدادات الخصوصية في النظام، ثم أعد المحاولة.',
      ],
      'device-not-found': (device) => [`لم يتم العثور على ${device}`, 'وصّل جهازًا، ثم أعد المحاولة.'],
      'device-in-use': (device) => [
        `${device} قيد الاستخدام`,
        'أغلق التطبيقات الأخرى التي تستخدم الجهاز، وتحقق من إعدادات الخصوصية في النظام، ثم أعد المحاولة.',
      ],
      'device-unavailable': (device) => [`تم فصل ${device}`, 'أعد توصيل الجهاز أو اختر جهازًا آخر.'],
      'device-failed': (device) => [`تعذّر تشغيل ${device}`, 'افصل الجهاز ثم أعد توصيله، وأعد المحاولة.'],
      'media-disabled': (device) => [
        `لا تسمح هذه الصفحة باستخدام ${device}`,
        'يجب أن تسمح الصفحة بالكاميرا والميكروفون.',
      ],
      'insecure-context': [
        'هذه الصفحة غير آمنة',
        'تتطلب الكاميرا والميكروفون HTTPS. افتح الصفحة باستخدام ‎https://‎.',
      ],
      'unsupported-browser': [
        'لا يمكن لهذا المتصفح إجراء مكالمات',
        'افتح الصفحة في إصدار حديث من Chrome أو Edge أو Firefox أو Safari. وقد تمنع إحدى الإضافات أو الإعدادات المكالمات.',
      ],
      'room-full': ['المكالمة مكتملة العدد', 'أعد المحاولة بعد أن يغادر أحد المشاركين.'],
      unauthorized: ['لا يُسمح لك بالانضمام إلى هذه المكالمة', 'اطلب دعوة جديدة.'],
      'rate-limited': ['محاولات كثيرة جدًا', 'انتظر قليلًا، ثم أعد المحاولة.'],
      'server-busy': ['الخادم مشغول', 'انتظر قليلًا، ثم أعد المحاولة.'],
      'server-unreachable': ['يتعذّر الوصول إلى الخادم', 'تحقق من اتصالك، ثم أعد المحاولة.'],
      'server-lost': ['انقطع الاتصال', 'تحقق من اتصالك، ثم أعد المحاولة.'],
      replaced: ['المكالمة مستمرة في مكان آخر', 'لقد انضممت مجددًا في علامة تبويب أخرى أو على جهاز آخر.'],
      removed: ['تمت إزالتك من المكالمة', 'اطلب من الآخرين السماح لك بالدخول مجددًا.'],
      'bad-message': ['الصفحة والخادم غير متوافقين', 'أعد تحميل الصفحة، ثم أعد المحاولة.'],
      'unsupported-version': ['هذه الصفحة قديمة', 'أعد تحميلها، ثم أعد المحاولة.'],
      'load-failed': ['تعذّر تحميل جزء من المكالمة', 'تحقق من اتصالك، ثم أعد المحاولة أو أعد تحميل الصفحة.'],
      'no-picture': ['لم يتم التقاط صورة', 'شغّل الكاميرا، ثم أعد المحاولة.'],
      'no-sound': [
        'جزء من الصوت غير موجود في التسجيل',
        'لا يمكن لهذا المتصفح تسجيل كل الصوت. جرّب متصفحًا آخر.',
      ],
      'connection-failed': ['لا يوجد اتصال بأحد المشاركين', 'قد يكون جدار حماية هو السبب. جرّب شبكة أخرى.'],
      'negotiation-failed': ['لا يوجد اتصال بأحد المشاركين', 'غادر المكالمة، ثم انضم مجددًا.'],
      'invalid-options': ['لم يتم إعداد هذه المكالمة', 'تحتاج إلى عنوان خادم واسم غرفة.'],
      fromServer: ['أبلغ الخادم عن مشكلة', 'انتظر قليلًا، ثم أعد المحاولة أو أعد تحميل الصفحة.'],
      other: ['حدث خطأ ما', 'انتظر قليلًا، ثم أعد المحاولة.'],
    },
    { microphone: 'الميكروفون', camera: 'الكاميرا', both: 'الكاميرا والميكروفون' },
  ),
};
