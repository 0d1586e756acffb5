import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('es');

const DEVICES = { videoinput: 'Cámara', audioinput: 'Micrófono', audiooutput: 'Altavoz' };

const CHANGES = {
  videoinput: {
    unplugged: 'desconectada',
    returned: 'conectada de nuevo',
    default: 'cambiada por el sistema',
    selected: 'cambiada',
  },
  audioinput: {
    unplugged: 'desconectado',
    returned: 'conectado de nuevo',
    default: 'cambiado por el sistema',
    selected: 'cambiado',
  },
  audiooutput: {
    unplugged: 'desconectado',
    returned: 'conectado de nuevo',
    default: 'cambiado por el sistema',
    selected: 'cambiado',
  },
};

export const call: CallWords = {
  direction: 'ltr',

  join: 'Unirse a la llamada',
  joinWithout: 'Unirse sin cámara ni micrófono',

  joining: 'Conectando…',
  waitingForPermission: 'Esperando permiso…',
  permissionHelp: 'Permita el uso de la cámara y el micrófono cuando el navegador lo pregunte.',
  cancel: 'Cancelar',
  youLeft: 'Ha salido de la llamada',
  rejoin: 'Volver a unirse',
  tryAgain: 'Reintentar',

  participants: 'Participantes',
  waitingForOthers: 'Esperando a que se unan otras personas',
  you: 'Usted',
  guest: 'Invitado',
  turnOnSound: 'Activar el sonido',
  connecting: 'Conectando…',
  reconnecting: 'Reconectando…',
  away: 'Conexión interrumpida',
  microphoneIsOff: 'El micrófono está desactivado',
  screenOf: (name) => `Pantalla de ${name}`,
  yourScreen: 'Su pantalla',
  youShare: 'Está compartiendo la pantalla',

  controls: 'Controles de la llamada',
  muteMicrophone: 'Silenciar',
  unmuteMicrophone: 'Activar el micrófono',
  turnCameraOff: 'Apagar la cámara',
  turnCameraOn: 'Encender la cámara',
  shareScreen: 'Compartir pantalla',
  stopSharing: 'Dejar de compartir',
  leave: 'Salir de la llamada',
  heldBack: (source) =>
    source === 'camera' ? 'Cámara detenida por el sistema' : 'Micrófono silenciado por el sistema',

  joined: 'Se ha unido a la llamada',
  connectedAgain: 'Conexión restablecida',
  connectionLost: 'Conexión perdida. Reconectando…',

  ready: '¿Todo listo?',
  room: 'Sala',
  yourName: 'Su nombre',
  allow: 'Permitir cámara y micrófono',
  allowHelp: 'Los demás solo le verán y oirán cuando se una a la llamada.',

  checkConnection: 'Comprobar la conexión',

  takePhoto: 'Hacer una foto',
  openChat: (unread) =>
    unread > 0 ? plural(unread, { one: 'Chat, # mensaje nuevo', other: 'Chat, # mensajes nuevos' }) : 'Chat',
  record: 'Grabar',
  stopRecording: 'Detener la grabación',
  saveData: 'Ahorrar datos: solo sonido',
  stopSavingData: 'Volver a mostrar las imágenes',
  inspect: 'Detalles de las conexiones',
  settings: 'Ajustes',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: choose({
    videoinput: 'No se encontró ninguna cámara',
    audioinput: 'No se encontró ningún micrófono',
    audiooutput: 'No se encontró ningún altavoz',
  }),
  testSpeaker: 'Probar el altavoz',
  stopTest: 'Detener la prueba',
  speakerFailed: 'Este altavoz no reproduce nada. Elija otro.',
  flipCamera: 'Cambiar de cámara',

  speaking: 'Hablando',
  silenced: 'Silenciado para usted',
  grade: choose({ good: 'Buena conexión', fair: 'Conexión inestable', poor: 'Mala conexión' }),

  optionsOf: (name) => `Opciones: ${name}`,
  pin: 'Mantener en grande',
  silence: 'Silenciar para mí',
  volume: 'Volumen',
  mirror: 'Efecto espejo',
  fillTile: 'Llenar el recuadro',
  showWhole: 'Mostrar la imagen completa',
  moveOn: 'Mover a la esquina siguiente',
  otherCamera: 'Cambiar de cámara',
  smallWindow: 'Ventana pequeña',
  fullscreen: 'Pantalla completa',
  inspectConnection: 'Detalles de la conexión',
  roundTrip: (ms) => `${number(ms)} ms`,
  standing: 'En pausa: este dispositivo está sobrecargado',

  pageOf: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
  previousPage: 'Página anterior',
  nextPage: 'Página siguiente',
  moveSelf: 'Mover su imagen',
  moveSelfHelp: 'A un lado con las teclas de flecha, a la esquina siguiente con un clic.',

  participantJoined: (name) => `${name} se ha unido`,
  participantInterrupted: (name) => `${name}: conexión interrumpida`,
  participantBack: (name) => `${name} ha vuelto`,
  participantLeft: (name) => `${name} ha salido`,
  microphoneMuted: 'Micrófono silenciado',
  microphoneUnmuted: 'Micrófono activado',
  cameraTurnedOff: 'Cámara apagada',
  cameraTurnedOn: 'Cámara encendida',
  givenBack: (source) =>
    source === 'camera' ? 'La cámara vuelve a funcionar' : 'El micrófono vuelve a funcionar',
  participantShares: (name) => `${name} comparte su pantalla`,
  verificationChanged: (name) => `Las palabras de la conexión con ${name} han cambiado. Compárelas de nuevo.`,
  youShareSilently: 'Está compartiendo la pantalla sin sonido',
  sharingEnded: 'Ha dejado de compartir la pantalla',
  screenFailed: 'No se pudo compartir la pantalla',
  screenHelp: chooseKnown({
    'system-denied': 'Permita que el navegador grabe la pantalla en los ajustes de privacidad del sistema.',
    'permission-dismissed':
      'Si no ha cancelado: permita que el navegador grabe la pantalla en los ajustes de privacidad del sistema.',
    other: 'Inténtelo de nuevo en un momento.',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]}: ${CHANGES[kind][reason]}.${label && ` Ahora en uso: ${label}`}`,

  deviceBusy: 'Este dispositivo está sobrecargado: las imágenes son más pequeñas por ahora',

  youAreMuted: 'Su micrófono está silenciado',
  unmute: 'Activar',
  microphoneIsSilent: 'Su micrófono no capta nada',
  chooseMicrophone: 'Elegir otro',

  pathProblem: choose({
    unknown: 'Sin conexión',
    missing: 'Sin ruta directa, y no hay ningún relé (TURN) configurado',
    unreachable: 'Sin ruta directa, y el relé no está accesible',
    available: 'Sin ruta directa ni por el relé: quizá la otra parte no pueda acceder a él',
    unauthorized: 'Sin ruta directa, y el relé rechazó las credenciales',
    refused: 'Sin ruta directa, y el relé rechazó el servicio',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'sin respuesta',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `Acceso bloqueado: ${device}`,
        'Permita el acceso con el icono de la barra de direcciones del navegador e inténtelo de nuevo.',
      ],
      'permission-dismissed': (device) => [
        `Aún sin permiso: ${device}`,
        'Inténtelo de nuevo y elija «Permitir» cuando el navegador lo pregunte.',
      ],
      'system-denied': (device) => [
        `Acceso bloqueado por el sistema: ${device}`,
        'Permita el acceso al navegador en los ajustes de privacidad del sistema e inténtelo de nuevo.',
      ],
      'device-not-found': (device) => [
        `No se encontró: ${device}`,
        'Conecte un dispositivo e inténtelo de nuevo.',
      ],
      'device-in-use': (device) => [
        `En uso: ${device}`,
        'Cierre otras aplicaciones que lo usen, revise los ajustes de privacidad del sistema e inténtelo de nuevo.',
      ],
      'device-unavailable': (device) => [
        `Dispositivo desconectado: ${device}`,
        'Conéctelo de nuevo o elija otro.',
      ],
      'device-failed': (device) => [
        `No se pudo iniciar: ${device}`,
        'Desconecte el dispositivo, vuelva a conectarlo e inténtelo de nuevo.',
      ],
      'media-disabled': (device) => [
        `No permitido en esta página: ${device}`,
        'La página debe permitir la cámara y el micrófono.',
      ],
      'insecure-context': [
        'Esta página no es segura',
        'La cámara y el micrófono necesitan HTTPS. Abra la página con https://.',
      ],
      'unsupported-browser': [
        'Este navegador no admite llamadas',
        'Abra la página en una versión actual de Chrome, Edge, Firefox o Safari. Una extensión o un ajuste puede impedir las llamadas.',
      ],
      'room-full': ['La llamada está completa', 'Inténtelo de nuevo cuando alguien haya salido.'],
      unauthorized: ['No tiene permiso para unirse a esta llamada', 'Pida una nueva invitación.'],
      'rate-limited': ['Demasiados intentos', 'Espere un momento e inténtelo de nuevo.'],
      'server-busy': ['El servidor está sobrecargado', 'Espere un momento e inténtelo de nuevo.'],
      'server-unreachable': [
        'No se puede acceder al servidor',
        'Compruebe su conexión e inténtelo de nuevo.',
      ],
      'server-lost': ['Se perdió la conexión', 'Compruebe su conexión e inténtelo de nuevo.'],
      replaced: [
        'La llamada continúa en otro lugar',
        'Se ha unido de nuevo en otra pestaña o en otro dispositivo.',
      ],
      removed: ['Le han retirado de la llamada', 'Pida a los demás que le dejen volver a entrar.'],
      'bad-message': [
        'La página y el servidor no son compatibles',
        'Vuelva a cargar la página e inténtelo de nuevo.',
      ],
      'unsupported-version': ['Esta página no está actualizada', 'Vuelva a cargarla e inténtelo de nuevo.'],
      'load-failed': [
        'No se pudo cargar una parte de la llamada',
        'Compruebe su conexión e inténtelo de nuevo, o vuelva a cargar la página.',
      ],
      'no-picture': ['No se hizo ninguna foto', 'Encienda la cámara e inténtelo de nuevo.'],
      'no-sound': [
        'Falta parte del sonido en la grabación',
        'Este navegador no puede grabarlo todo. Pruebe con otro.',
      ],
      'connection-failed': [
        'Sin conexión con un participante',
        'Puede que un cortafuegos lo impida. Pruebe con otra red.',
      ],
      'negotiation-failed': ['Sin conexión con un participante', 'Salga de la llamada y vuelva a unirse.'],
      'invalid-options': [
        'Esta llamada no está configurada',
        'Necesita la dirección de un servidor y el nombre de una sala.',
      ],
      fromServer: [
        'El servidor informa de un problema',
        'Espere un momento e inténtelo de nuevo, o vuelva a cargar la página.',
      ],
      other: ['Se ha producido un error', 'Espere un momento e inténtelo de nuevo.'],
    },
    { microphone: 'micrófono', camera: 'cámara', both: 'cámara y micrófono' },
  ),
};
