import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('es');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'Los navegadores solo dan cámara y micrófono a páginas con https:// o en localhost.',
  unsupported: 'Este navegador no tiene WebRTC.',
  'no-device': 'No se pudo abrir.',
  'no-picture': 'No llegó ninguna imagen.',
  still: 'La imagen no se mueve. Puede que la cámara esté tapada.',
  silent: 'Silencio. Puede que el micrófono esté apagado o no sea el correcto.',
  'not-measurable': 'El navegador no mide el sonido aquí.',
  'no-server': 'No hay ningún servidor de señalización configurado.',
  unreachable: 'No se puede acceder.',
  refused: 'El servidor lo rechazó.',
  'old-server': 'Este servidor no puede medirlo: es de una versión anterior.',
  'no-probe': 'Este servidor no lo mide.',
  'not-configured': 'No hay ninguno configurado.',
  'no-answer': 'No llegó ninguna respuesta.',
  'bad-address': 'El navegador no acepta la dirección del servidor.',
  credentials: 'El servidor rechazó las credenciales.',
  expired: 'La comprobación duró tanto que sus credenciales caducaron.',
  'no-media': 'El relé dio una dirección, pero no pasó nada por ella.',
  internal: 'Se ha producido un error.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'independiente del destino',
  'address-dependent': 'según la dirección',
  'address-and-port-dependent': 'según la dirección y el puerto',
  unknown: 'se desconoce',
};

addWords(
  {
    networkCheck: 'Comprobar la conexión',
    checkIntroduction:
      'Prueba la cámara, el micrófono y todas las rutas que puede seguir una llamada. Tarda medio minuto y no se graba nada.',
    checkStart: 'Empezar',
    checkAgain: 'Comprobar de nuevo',
    checkCancelled: 'La comprobación se canceló',
    checkDuringCall: 'La conexión no se puede comprobar durante una llamada. Salga primero de la llamada.',
    checkFailed: 'No se pudo hacer la comprobación.',
    checkSteps: 'Pasos',
    checkVerdict: 'Resultado',
    copyResult: 'Copiar el resultado',
    resultCopied: 'Resultado copiado',
    resultNotCopied: 'El navegador no lo copió',
    back: 'Atrás',
    stepName: choose({
      'secure-context': 'Página segura',
      permissions: 'Permiso para cámara y micrófono',
      camera: 'Cámara',
      microphone: 'Micrófono',
      signaling: 'Servidor de señalización',
      nat: 'Tipo de NAT',
      stun: 'STUN',
      'turn-udp': 'Relé sobre UDP (TURN)',
      'turn-tcp': 'Relé sobre TCP (TURN)',
      'turn-tls': 'Relé sobre TLS (TURN)',
    }),
    stepState: choose({
      waiting: 'En espera',
      running: 'En curso',
      passed: 'Correcto',
      failed: 'Con errores',
      skipped: 'Omitido',
      'not-measured': 'Sin medir',
      cancelled: 'Cancelado',
    }),
    stepHint: chooseKnown({
      permissions: 'Permita el uso de la cámara y el micrófono cuando el navegador lo pregunte.',
      camera: 'Muévase un poco.',
      microphone: 'Diga algo.',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'No ha permitido ambos, o uno no se pudo abrir.'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'La página puede usar la cámara y el micrófono.',
      permissions: 'Ha permitido ambos.',
      camera: 'La imagen se mueve.',
      microphone: 'Hay sonido.',
      other: '',
    }),
    thereAndBack: (ms) => `${number(ms)} ms ida y vuelta.`,
    serverAddress: (server, address) =>
      address === '' ? `${server} ve su propia dirección: no hay NAT.` : `${server} le ve como ${address}.`,
    serverSilent: (server) => `${server} no responde.`,
    serverError: (server, code, text) => `${server}: error ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `El flujo pasa: ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} perdido.`,
    reflexive: (address) => `El servidor le ve como ${address}.`,
    natBehaviour: (mapping, filtering) =>
      `Asignación: ${BEHAVIOURS[mapping]}. Filtrado: ${BEHAVIOURS[filtering]}. (RFC 4787)`,
    oneAddress: 'El servidor tiene una sola dirección, por lo que no puede distinguir algunos tipos.',
    natName: choose({
      open: 'Internet abierta',
      firewall: 'Cortafuegos sin NAT',
      'full-cone': 'NAT de cono completo (full cone)',
      'address-restricted': 'NAT de cono restringido por dirección',
      'port-restricted': 'NAT de cono restringido por puerto',
      symmetric: 'NAT simétrico',
      'no-udp': 'Sin UDP',
      unknown: 'Desconocido',
    }),
    natIs: (name) => `Tipo de NAT: ${name}`,
    natShort: choose({
      open: 'Abierta',
      firewall: 'Cortafuegos',
      'full-cone': 'Cono completo',
      'address-restricted': 'Por dirección',
      'port-restricted': 'Por puerto',
      symmetric: 'Simétrico',
      'no-udp': 'Sin UDP',
    }),
    natMeaning: choose({
      open: 'No hay nada entre usted e internet.',
      firewall: 'Tiene una dirección pública. Los demás pueden entrar cuando les haya enviado algo.',
      'full-cone': 'Un puerto público le representa, y cualquiera puede enviarle datos.',
      'address-restricted':
        'Un puerto público le representa. Una dirección puede entrar cuando le haya enviado algo.',
      'port-restricted':
        'Un puerto público le representa. Una dirección puede entrar, con su puerto, cuando le haya enviado algo.',
      symmetric: 'Cada destino le ve con otro puerto: nadie puede saber de antemano adónde enviar.',
      'no-udp': 'No pasa nada por UDP, que es lo primero que usan las llamadas.',
      unknown: 'No se midió el tipo de su red.',
    }),
    outlook: choose({
      everybody: 'Puede llamar a todo el mundo',
      some: 'Puede llamar a algunas personas, pero no a todas',
      nobody: 'Las llamadas no funcionan desde aquí',
      unknown: 'Puede que las llamadas funcionen',
    }),
    reachDirectly: (types) => `Directamente alcanza: ${types}.`,
    reachByRelay: (types) => `Solo por un relé alcanza: ${types}.`,
    reachNobody: 'Directamente no alcanza a nadie.',
    relayIs: choose({
      works: 'Un relé funciona aquí. Se usa cuando no hay ruta directa.',
      fails: 'Hay un relé configurado, pero no funciona aquí.',
      missing: 'No hay configurado ningún relé que ayude.',
      unknown: 'No se midieron los relés.',
    }),
    whatToChange: 'Qué se puede cambiar',
    nothingToChange: 'No hay nada que cambiar.',
    advice: choose({
      'use-https': 'Abra la página con https://.',
      'use-another-browser': 'Use una versión actual de Chrome, Edge, Firefox o Safari.',
      'allow-devices': 'Permita la cámara y el micrófono con el icono de la barra de direcciones.',
      'connect-devices': 'Conecte la cámara y el micrófono, y cierre otras aplicaciones que los usen.',
      'check-camera': 'Destape la cámara o elija otra.',
      'check-microphone': 'Encienda el micrófono o elija otro.',
      'check-server':
        'Compruebe su conexión. Si otros tampoco acceden al servidor, su operador debe revisarlo.',
      'ask-for-invitation': 'Pida una nueva invitación.',
      'add-stun': 'El operador de esta página puede configurar un servidor STUN.',
      'add-relay': 'El operador de esta página puede configurar un relé (TURN).',
      'mend-relay':
        'El operador de esta página debe revisar el relé (TURN), o su cortafuegos debe dejarlo pasar.',
      'add-tls-relay':
        'El operador de esta página puede configurar un relé sobre TCP o TLS en el puerto 443.',
      'allow-udp': 'Deje pasar UDP en su cortafuegos o use otra red.',
      'change-nat':
        'Use otra red o configure su router con NAT de cono (asignación independiente del destino).',
    }),
    matrix: 'Quién se conecta directamente con quién',
    matrixHelp: 'Su fila está marcada. Sin marca, dos personas necesitan un relé.',
    matrixYou: 'Usted',
    matrixDirect: 'directo',
    matrixRelay: 'solo por un relé',
  } satisfies NetworkCheckTerms,
  'es',
);
