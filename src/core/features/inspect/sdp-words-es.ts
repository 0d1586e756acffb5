import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'una dirección de este mismo dispositivo',
    srflx: 'la dirección que vio un servidor STUN: el lado exterior de un NAT',
    prflx: 'una dirección que vio la otra parte y que ningún servidor había indicado',
    relay: 'una dirección en un servidor TURN, que lo transmite todo',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'En DTLS esta parte puede empezar o esperar; la respuesta decide.',
    active: 'Esta parte empieza la negociación de DTLS.',
    passive: 'Esta parte espera la negociación de DTLS.',
  }),
);

/** Spanish words about descriptions. */
export const words: SdpWords = {
  topics: {
    session: 'Sesión',
    media: 'Medios',
    codecs: 'Códecs y parámetros',
    ice: 'ICE: rutas de conexión',
    dtls: 'DTLS: cifrado',
    extensions: 'Extensiones de cabecera',
    data: 'Canales de datos',
    other: 'Otras líneas',
  },
  unknown: 'Un atributo que no se explica aquí; quien no lo conoce lo ignora.',
  notSdp: 'No es una línea de SDP.',
  about: (text, known) => (known === undefined ? text : `${text}: ${known}`),
  listed: (parts) => parts.join('; '),
  lines: {
    v: 'Versión de SDP; siempre 0.',
    o: ({ words }) =>
      `Quién creó la descripción: sesión ${words[1] ?? '?'}, versión ${words[2] ?? '?'}. La versión aumenta con cada descripción nueva; la dirección es ficticia.`,
    s: 'Nombre de la sesión; los navegadores no dan ninguno.',
    i: 'Una descripción para personas.',
    u: 'Una página con más información sobre la sesión.',
    e: 'Un correo electrónico de la persona responsable.',
    p: 'Un número de teléfono de la persona responsable.',
    c: 'Dirección de los medios. Es ficticia: ICE encuentra la real.',
    b: ({ value }) => `Ancho de banda máximo: ${value}.`,
    t: 'Principio y fin de la sesión; 0 0 significa desde ahora, sin fin.',
    r: 'Cuándo se repite la sesión.',
    z: 'Cambios de zona horaria.',
    k: 'Una clave que ya nadie envía.',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE: las secciones ${words.slice(1).join(', ')} comparten una conexión.`
        : `Las secciones ${words.slice(1).join(', ')} van juntas como ${words[0] ?? '?'}.`,
    'msid-semantic': 'Las secciones nombran el MediaStream de su pista (forma antigua).',
    m: ({ words }) =>
      words[1] === '0'
        ? `Una sección de ${words[0] ?? '?'} rechazada: su puerto es 0.`
        : `Una sección de ${words[0] ?? '?'} sobre ${words[2] ?? '?'}, con los códecs ${words.slice(3).join(', ')} por orden de preferencia. El puerto 9 es ficticio.`,
    mid: ({ value }) => `Nombre de esta sección: ${value}.`,
    sendrecv: 'Ambas partes pueden enviar aquí.',
    sendonly: 'Solo la parte que escribió esto envía aquí.',
    recvonly: 'La parte que escribió esto solo recibe aquí.',
    inactive: 'Nadie envía aquí.',
    msid: 'MediaStream y pista que se envían aquí.',
    ssrc: ({ words }) => `Número de un flujo de paquetes RTP, ${words[0] ?? '?'}, y una de sus propiedades.`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? 'El primer flujo, y aquel en el que se reenvían sus paquetes perdidos.'
        : `Flujos que van juntos como ${words[0] ?? '?'}.`,
    rtcp: 'Dirección de RTCP. Es ficticia: RTCP sigue la ruta de los medios.',
    'rtcp-mux': 'Los medios y RTCP comparten un puerto.',
    'rtcp-mux-only': 'Los medios y RTCP comparten un puerto, o no hay conexión.',
    'rtcp-rsize': 'Los informes de RTCP pueden enviarse por partes.',
    'bundle-only': 'Esta sección existe solo como parte del grupo.',
    label: 'Una etiqueta de esta sección.',
    content: 'Lo que muestran los medios.',
    rid: ({ words }) =>
      `Uno de varios tamaños de la misma imagen: ${words[0] ?? '?'}, sentido ${words[1] ?? '?'}.`,
    simulcast: 'La imagen se envía en varios tamaños a la vez.',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `El número ${words[0] ?? '?'} significa ${codec(words[0])}, con ${rate ?? '?'} pulsos por segundo${channels === undefined ? '' : ` y ${channels} canales`}.`;
    },
    ptime: ({ value }) => `Un paquete contiene ${value} ms de sonido.`,
    maxptime: ({ value }) => `Un paquete contiene como máximo ${value} ms de sonido.`,
    framerate: ({ value }) => `Máximo de imágenes por segundo: ${value}.`,
    imageattr: 'Tamaños de las imágenes.',
    'ice-ufrag':
      'Nombre de esta parte en las comprobaciones de ICE. Cambia tras un reinicio: así se reconoce.',
    'ice-pwd':
      'Contraseña de esta parte en las comprobaciones de ICE. Quien comprueba debe conocerla; aquí no se muestra.',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? 'Los candidatos pueden llegar uno a uno, después de la descripción (trickle ICE).'
        : 'Opciones de ICE.',
    'ice-lite': 'Esta parte solo responde a las comprobaciones: un servidor con dirección pública.',
    'ice-mismatch': 'La dirección de los medios se cambió por el camino.',
    'ice-pacing': 'Tiempo entre dos comprobaciones, en ms.',
    candidate: ({ words }) =>
      `Una ruta hacia esta parte: ${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'}; ${words[2] ?? '?'}, prioridad ${words[3] ?? '?'}.`,
    'end-of-candidates': 'No hay más candidatos.',
    'remote-candidates': 'Los candidatos de la otra parte que están en uso.',
    fingerprint: ({ words }) =>
      `Resumen (${words[0] ?? '?'}) del certificado que esta parte mostrará en DTLS. Así se vinculan las claves a esta descripción.`,
    setup: ({ value }) => SETUPS.get(value) ?? 'Quién empieza la negociación de DTLS.',
    'tls-id': 'Número de la asociación DTLS; otro distinto empieza una negociación nueva.',
    identity: 'Quién es, según un proveedor de identidad.',
    crypto: 'Una clave en claro (SDES), que los navegadores rechazan; aquí no se muestra.',
    connection: 'Si la conexión es nueva.',
    'extmap-allow-mixed': 'Pueden mezclarse extensiones de cabecera de uno y de dos bytes.',
    'sctp-port': ({ value }) => `Puerto de SCTP dentro de DTLS, para canales de datos: ${value}.`,
    'max-message-size': ({ value }) => `Mensaje más grande de un canal de datos: ${value} bytes.`,
    sctpmap: 'Canales de datos sobre SCTP (forma antigua).',
  },
  codecs: {
    opus: 'sonido, de voz a música, el habitual',
    red: 'sonido en el que cada paquete se repite en los siguientes',
    g722: 'sonido telefónico, banda ancha',
    pcmu: 'sonido telefónico (G.711 ley µ)',
    pcma: 'sonido telefónico (G.711 ley A)',
    cn: 'ruido de confort en las pausas',
    'telephone-event': 'tonos de las teclas del teléfono (DTMF)',
    vp8: 'imágenes, que entienden todos los navegadores',
    vp9: 'imágenes, más pequeñas que VP8',
    h264: 'imágenes, creadas por hardware en la mayoría de los dispositivos',
    h265: 'imágenes, más pequeñas que H.264, solo por hardware',
    av1: 'imágenes, las más pequeñas, a costa de tiempo de cálculo',
    rtx: 'paquetes perdidos, reenviados',
    ulpfec: 'paquetes de repuesto para los perdidos',
    'flexfec-03': 'paquetes de repuesto para los perdidos, en un flujo propio',
  },
  parameters: {
    minptime: 'mínimo de ms de sonido en un paquete',
    useinbandfec: '1: los paquetes contienen una copia aproximada del anterior',
    usedtx: '1: no se envía nada en las pausas',
    stereo: '1: el estéreo es bienvenido',
    'sprop-stereo': '1: es probable que llegue en estéreo',
    cbr: '1: tasa de bits constante',
    maxaveragebitrate: 'máximo de bit/s de media',
    maxplaybackrate: 'frecuencia de muestreo máxima que se reproduce, en Hz',
    apt: 'número del códec que se reenvía',
    'rtx-time': 'durante cuánto tiempo pueden reenviarse paquetes, en ms',
    'profile-id': 'conjunto de herramientas del códec',
    profile: 'conjunto de herramientas del códec',
    'profile-level-id': 'conjunto de herramientas y trabajo máximo de un decodificador',
    'level-asymmetry-allowed': '1: cada sentido puede tener su propio nivel',
    'packetization-mode': '1: una parte de imagen puede repartirse en varios paquetes',
    'level-idx': 'trabajo máximo de un decodificador',
    'level-id': 'trabajo máximo de un decodificador',
    tier: 'clase de tasas de bits',
    'tier-flag': 'clase de tasas de bits',
    'tx-mode': 'todo en un flujo',
    'max-fs': 'imagen más grande, en bloques de 16 × 16 px',
    'max-fr': 'máximo de imágenes por segundo',
  },
  feedback: {
    nack: 'pide los paquetes perdidos',
    'nack pli': 'pide una imagen completa cuando una no puede decodificarse',
    'ccm fir': 'pide una imagen completa, para alguien nuevo',
    'ccm tmmbr': 'pide una tasa de bits menor',
    'goog-remb': 'dice cuánto puede recibir el receptor',
    'transport-cc': 'dice cuándo llegó cada paquete, para que el emisor sepa qué soporta la red',
    rrtr: 'permite al receptor medir la ida y vuelta',
  },
  extensions: {
    'ssrc-audio-level': 'volumen del paquete',
    'csrc-audio-level': 'volumen de cada voz de una mezcla',
    'abs-send-time': 'cuándo se envió el paquete',
    'abs-capture-time': 'cuándo se grabó',
    'transport-wide-cc-extensions-01':
      'un número correlativo de todos los flujos, para informes sobre la red',
    mid: 'nombre de la sección a la que pertenece el paquete',
    'rtp-stream-id': 'cuál de varios tamaños es este',
    'repaired-rtp-stream-id': 'cuál de varios tamaños se reenvía',
    toffset: 'cuánto se retrasó el paquete al salir',
    'video-orientation': 'cómo se sostiene la cámara',
    'playout-delay': 'cuánto puede esperar el receptor antes de mostrar la imagen',
    'video-content-type': 'si es una cámara o una pantalla',
    'video-timing': 'cuánto tardaron la codificación y el envío',
    'color-space': 'colores de la imagen',
    'generic-frame-descriptor-00': 'de qué imágenes depende esta',
    'dependency-descriptor-rtp-header-extension': 'de qué imágenes depende esta',
    'video-layers-allocation00': 'qué capas se envían',
    framemarking: 'dónde empiezan y terminan las imágenes',
  },
};
