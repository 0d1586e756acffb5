import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('ar');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'لا تمنح المتصفحات الكاميرا والميكروفون إلا للصفحات على ‎https://‎ أو على localhost.',
  unsupported: 'لا يدعم هذا المتصفح WebRTC.',
  'no-device': 'تعذّر فتحه.',
  'no-picture': 'لم تصل أي صورة.',
  still: 'الصورة ثابتة. قد تكون الكاميرا مغطاة.',
  silent: 'لا يوجد صوت. قد يكون الميكروفون مغلقًا أو غير الميكروفون المطلوب.',
  'not-measurable': 'لا يقيس المتصفح الصوت هنا.',
  'no-server': 'لم يتم إعداد خادم إشارات.',
  unreachable: 'يتعذّر الوصول إليه.',
  refused: 'رفض الخادم الطلب.',
  'old-server': 'لا يمكن لهذا الخادم القياس: إصداره قديم.',
  'no-probe': 'لا يقيس هذا الخادم ذلك.',
  'not-configured': 'لم يتم إعداد أي خادم.',
  'no-answer': 'لم يصل أي رد.',
  'bad-address': 'لا يقبل المتصفح عنوان الخادم.',
  credentials: 'رفض الخادم بيانات الاعتماد.',
  expired: 'استغرق الفحص وقتًا طويلًا حتى انتهت صلاحية بيانات الاعتماد.',
  'no-media': 'قدّم خادم الترحيل عنوانًا، لكن لم يمر شيء عبره.',
  internal: 'حدث خطأ ما.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'مستقل عن الوجهة',
  'address-dependent': 'حسب العنوان',
  'address-and-port-dependent': 'حسب العنوان والمنفذ',
  unknown: 'غير معروف',
};

addWords(
  {
    networkCheck: 'فحص الاتصال',
    checkIntroduction:
      'يجرّب الكاميرا والميكروفون وكل مسار يمكن أن تسلكه المكالمة. يستغرق نصف دقيقة، ولا يتم تسجيل أي شيء.',
    checkStart: 'بدء',
    checkAgain: 'إعادة الفحص',
    checkCancelled: 'تم إلغاء الفحص',
    checkDuringCall: 'لا يمكن فحص الاتصال أثناء المكالمة. غادر المكالمة أولًا.',
    checkFailed: 'تعذّر إجراء الفحص.',
    checkSteps: 'الخطوات',
    checkVerdict: 'النتيجة',
    copyResult: 'نسخ النتيجة',
    resultCopied: 'تم نسخ النتيجة',
    resultNotCopied: 'لم ينسخها المتصفح',
    back: 'رجوع',
    stepName: choose({
      'secure-context': 'صفحة آمنة',
      permissions: 'إذن الكاميرا والميكروفون',
      camera: 'الكاميرا',
      microphone: 'الميكروفون',
      signaling: 'خادم الإشارات',
      nat: 'نوع NAT',
      stun: 'خادم STUN',
      'turn-udp': 'خادم ترحيل عبر UDP ‏(TURN)',
      'turn-tcp': 'خادم ترحيل عبر TCP ‏(TURN)',
      'turn-tls': 'خادم ترحيل عبر TLS ‏(TURN)',
    }),
    stepState: choose({
      waiting: 'في الانتظار',
      running: 'قيد التنفيذ',
      passed: 'سليم',
      failed: 'فشل',
      skipped: 'تم التخطي',
      'not-measured': 'لم يُقس',
      cancelled: 'أُلغي',
    }),
    stepHint: chooseKnown({
      permissions: 'اسمح باستخدام الكاميرا والميكروفون عندما يسألك المتصفح.',
      camera: 'تحرّك قليلًا.',
      microphone: 'قل شيئًا.',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'لم تسمح بكليهما، أو تعذّر فتح أحدهما.'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'يمكن للصفحة استخدام الكاميرا والميكروفون.',
      permissions: 'لقد سمحت بكليهما.',
      camera: 'الصورة تتحرك.',
      microphone: 'يوجد صوت.',
      other: '',
    }),
    thereAndBack: (ms) => `${number(ms)} مللي ثانية ذهابًا وإيابًا.`,
    serverAddress: (server, address) =>
      address === '' ? `يرى ${server} عنوانك نفسه: لا يوجد NAT.` : `يراك ${server} بالعنوان ${address}.`,
    serverSilent: (server) => `لا يرد ${server}.`,
    serverError: (server, code, text) => `${server}: خطأ ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `البيانات تمر: ${number(kbps / 1000, ONE_DIGIT)} ميغابت/ث، فُقد ${number(loss, { style: 'percent', ...ONE_DIGIT })}.`,
    reflexive: (address) => `يراك الخادم بالعنوان ${address}.`,
    natBehaviour: (mapping, filtering) =>
      `التعيين: ${BEHAVIOURS[mapping]}. الترشيح: ${BEHAVIOURS[filtering]}. ‏(RFC 4787)`,
    oneAddress: 'للخادم عنوان واحد فقط، لذلك لا يمكنه التمييز بين بعض الأنواع.',
    natName: choose({
      open: 'إنترنت مفتوح',
      firewall: 'جدار حماية بدون NAT',
      'full-cone': 'مخروطي كامل (Full cone NAT)',
      'address-restricted': 'مخروطي مقيّد بالعنوان (Address-restricted cone NAT)',
      'port-restricted': 'مخروطي مقيّد بالمنفذ (Port-restricted cone NAT)',
      symmetric: 'متماثل (Symmetric NAT)',
      'no-udp': 'بدون UDP',
      unknown: 'غير معروف',
    }),
    natIs: (name) => `نوع NAT: ${name}`,
    natShort: choose({
      open: 'مفتوح',
      firewall: 'جدار حماية',
      'full-cone': 'مخروطي كامل',
      'address-restricted': 'مقيّد بالعنوان',
      'port-restricted': 'مقيّد بالمنفذ',
      symmetric: 'متماثل',
      'no-udp': 'بدون UDP',
    }),
    natMeaning: choose({
      open: 'لا يوجد شيء بينك وبين الإنترنت.',
      firewall: 'لديك عنوان عام. يمكن للآخرين الدخول بعد أن ترسل إليهم شيئًا.',
      'full-cone': 'يمثلك منفذ عام واحد، ويمكن للجميع الإرسال إليه.',
      'address-restricted': 'يمثلك منفذ عام واحد. يمكن لأي عنوان الدخول بعد أن ترسل إليه.',
      'port-restricted': 'يمثلك منفذ عام واحد. يمكن لأي عنوان مع منفذه الدخول بعد أن ترسل إليهما.',
      symmetric: 'تراك كل وجهة بمنفذ مختلف، فلا أحد يعرف مسبقًا إلى أين يرسل.',
      'no-udp': 'لا يمر شيء عبر UDP الذي تستخدمه المكالمات أولًا.',
      unknown: 'لم يُقس نوع شبكتك.',
    }),
    outlook: choose({
      everybody: 'يمكنك الاتصال بالجميع',
      some: 'يمكنك الاتصال ببعض الأشخاص، وليس بالجميع',
      nobody: 'لا تعمل المكالمات من هنا',
      unknown: 'قد تعمل المكالمات',
    }),
    reachDirectly: (types) => `تصل مباشرةً إلى: ${types}.`,
    reachByRelay: (types) => `تصل عبر خادم ترحيل فقط إلى: ${types}.`,
    reachNobody: 'لا تصل مباشرةً إلى أحد.',
    relayIs: choose({
      works: 'يعمل خادم ترحيل هنا. ويُستخدم حيث لا يوجد مسار مباشر.',
      fails: 'تم إعداد خادم ترحيل، لكنه لا يعمل هنا.',
      missing: 'لم يتم إعداد خادم ترحيل مفيد.',
      unknown: 'لم تُقس خوادم الترحيل.',
    }),
    whatToChange: 'ما يمكن تغييره',
    nothingToChange: 'لا حاجة إلى تغيير أي شيء.',
    advice: choose({
      'use-https': 'افتح الصفحة باستخدام ‎https://‎.',
      'use-another-browser': 'استخدم إصدارًا حديثًا من Chrome أو Edge أو Firefox أو Safari.',
      'allow-devices': 'اسمح بالكاميرا والميكروفون عبر الرمز في شريط العنوان.',
      'connect-devices': 'وصّل الكاميرا والميكروفون، وأغلق التطبيقات الأخرى التي تستخدمهما.',
      'check-camera': 'أزل ما يغطي الكاميرا أو اختر كاميرا أخرى.',
      'check-microphone': 'شغّل الميكروفون أو اختر ميكروفونًا آخر.',
      'check-server': 'تحقق من اتصالك. إذا تعذّر على الآخرين أيضًا الوصول إلى الخادم، فعلى مشغّله التحقق منه.',
      'ask-for-invitation': 'اطلب دعوة جديدة.',
      'add-stun': 'يمكن لمشغّل هذه الصفحة إعداد خادم STUN.',
      'add-relay': 'يمكن لمشغّل هذه الصفحة إعداد خادم ترحيل (TURN).',
      'mend-relay':
        'على مشغّل هذه الصفحة التحقق من خادم الترحيل (TURN)، أو يجب أن يسمح جدار الحماية لديك بمروره.',
      'add-tls-relay': 'يمكن لمشغّل هذه الصفحة إعداد خادم ترحيل عبر TCP أو TLS على المنفذ 443.',
      'allow-udp': 'اسمح بمرور UDP عبر جدار الحماية، أو استخدم شبكة أخرى.',
      'change-nat': 'استخدم شبكة أخرى، أو اضبط جهاز التوجيه على NAT مخروطي (تعيين مستقل عن الوجهة).',
    }),
    matrix: 'من يتصل مباشرةً بمن',
    matrixHelp: 'صفّك محدد بعلامة. وحيث لا توجد علامة، يحتاج الشخصان إلى خادم ترحيل.',
    matrixYou: 'أنت',
    matrixDirect: 'مباشر',
    matrixRelay: 'عبر خادم ترحيل فقط',
  } satisfies NetworkCheckTerms,
  'ar',
);
