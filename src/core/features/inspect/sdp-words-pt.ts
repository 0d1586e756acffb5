import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'um endereço deste próprio dispositivo',
    srflx: 'o endereço que um servidor STUN viu: o lado externo de um NAT',
    prflx: 'um endereço que o outro lado viu e que nenhum servidor havia informado',
    relay: 'um endereço em um servidor TURN, que repassa tudo',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'No DTLS, este lado pode começar ou esperar; a resposta decide.',
    active: 'Este lado começa a negociação do DTLS.',
    passive: 'Este lado espera a negociação do DTLS.',
  }),
);

/** Portuguese words about descriptions, as in Brazil. */
export const words: SdpWords = {
  topics: {
    session: 'Sessão',
    media: 'Mídia',
    codecs: 'Codecs e parâmetros',
    ice: 'ICE: caminhos de conexão',
    dtls: 'DTLS: criptografia',
    extensions: 'Extensões de cabeçalho',
    data: 'Canais de dados',
    other: 'Outras linhas',
  },
  unknown: 'Um atributo que não é explicado aqui; quem não o conhece o ignora.',
  notSdp: 'Não é uma linha de SDP.',
  about: (text, known) => (known === undefined ? text : `${text}: ${known}`),
  listed: (parts) => parts.join('; '),
  lines: {
    v: 'Versão do SDP; sempre 0.',
    o: ({ words }) =>
      `Quem criou a descrição: sessão ${words[1] ?? '?'}, versão ${words[2] ?? '?'}. A versão aumenta a cada nova descrição; o endereço é fictício.`,
    s: 'Nome da sessão; os navegadores não informam nenhum.',
    i: 'Uma descrição para pessoas.',
    u: 'Uma página com mais informações sobre a sessão.',
    e: 'Um e-mail da pessoa responsável.',
    p: 'Um telefone da pessoa responsável.',
    c: 'Endereço da mídia. É fictício: o ICE encontra o verdadeiro.',
    b: ({ value }) => `Largura de banda máxima: ${value}.`,
    t: 'Início e fim da sessão; 0 0 significa a partir de agora, sem fim.',
    r: 'Quando a sessão se repete.',
    z: 'Mudanças de fuso horário.',
    k: 'Uma chave que ninguém mais envia.',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE: as seções ${words.slice(1).join(', ')} compartilham uma conexão.`
        : `As seções ${words.slice(1).join(', ')} formam um grupo como ${words[0] ?? '?'}.`,
    'msid-semantic': 'As seções nomeiam o MediaStream da sua faixa (forma antiga).',
    m: ({ words }) =>
      words[1] === '0'
        ? `Uma seção de ${words[0] ?? '?'} recusada: sua porta é 0.`
        : `Uma seção de ${words[0] ?? '?'} por ${words[2] ?? '?'}, com os codecs ${words.slice(3).join(', ')} em ordem de preferência. A porta 9 é fictícia.`,
    mid: ({ value }) => `Nome desta seção: ${value}.`,
    sendrecv: 'Os dois lados podem enviar aqui.',
    sendonly: 'Só o lado que escreveu isto envia aqui.',
    recvonly: 'O lado que escreveu isto só recebe aqui.',
    inactive: 'Ninguém envia aqui.',
    msid: 'MediaStream e faixa enviados aqui.',
    ssrc: ({ words }) => `Número de um fluxo de pacotes RTP, ${words[0] ?? '?'}, e uma de suas propriedades.`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? 'O primeiro fluxo e aquele em que seus pacotes perdidos são reenviados.'
        : `Fluxos que formam um grupo como ${words[0] ?? '?'}.`,
    rtcp: 'Endereço do RTCP. É fictício: o RTCP segue o caminho da mídia.',
    'rtcp-mux': 'A mídia e o RTCP compartilham uma porta.',
    'rtcp-mux-only': 'A mídia e o RTCP compartilham uma porta, ou não há conexão.',
    'rtcp-rsize': 'Os relatórios do RTCP podem ser enviados em partes.',
    'bundle-only': 'Esta seção só existe como parte do grupo.',
    label: 'Um rótulo desta seção.',
    content: 'O que a mídia mostra.',
    rid: ({ words }) =>
      `Um de vários tamanhos da mesma imagem: ${words[0] ?? '?'}, sentido ${words[1] ?? '?'}.`,
    simulcast: 'A imagem é enviada em vários tamanhos ao mesmo tempo.',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `O número ${words[0] ?? '?'} significa ${codec(words[0])}, com ${rate ?? '?'} pulsos por segundo${channels === undefined ? '' : ` e ${channels} canais`}.`;
    },
    ptime: ({ value }) => `Um pacote contém ${value} ms de som.`,
    maxptime: ({ value }) => `Um pacote contém no máximo ${value} ms de som.`,
    framerate: ({ value }) => `Máximo de imagens por segundo: ${value}.`,
    imageattr: 'Tamanhos das imagens.',
    'ice-ufrag':
      'Nome deste lado nas verificações do ICE. Muda depois de um reinício: é assim que ele é reconhecido.',
    'ice-pwd':
      'Senha deste lado nas verificações do ICE. Quem verifica precisa conhecê-la; ela não é mostrada aqui.',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? 'Os candidatos podem chegar um a um, depois da descrição (trickle ICE).'
        : 'Opções do ICE.',
    'ice-lite': 'Este lado só responde a verificações: um servidor com endereço público.',
    'ice-mismatch': 'O endereço da mídia foi alterado no caminho.',
    'ice-pacing': 'Tempo entre duas verificações, em ms.',
    candidate: ({ words }) =>
      `Um caminho até este lado: ${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'}; ${words[2] ?? '?'}, prioridade ${words[3] ?? '?'}.`,
    'end-of-candidates': 'Não há mais candidatos.',
    'remote-candidates': 'Os candidatos do outro lado que estão em uso.',
    fingerprint: ({ words }) =>
      `Hash (${words[0] ?? '?'}) do certificado que este lado mostrará no DTLS. É assim que as chaves são ligadas a esta descrição.`,
    setup: ({ value }) => SETUPS.get(value) ?? 'Quem começa a negociação do DTLS.',
    'tls-id': 'Número da associação DTLS; outro começa uma nova negociação.',
    identity: 'Quem é, segundo um provedor de identidade.',
    crypto: 'Uma chave aberta (SDES), que os navegadores recusam; ela não é mostrada aqui.',
    connection: 'Se a conexão é nova.',
    'extmap-allow-mixed': 'Extensões de cabeçalho de um e de dois bytes podem ser misturadas.',
    'sctp-port': ({ value }) => `Porta do SCTP dentro do DTLS, para canais de dados: ${value}.`,
    'max-message-size': ({ value }) => `Maior mensagem de um canal de dados: ${value} bytes.`,
    sctpmap: 'Canais de dados por SCTP (forma antiga).',
  },
  codecs: {
    opus: 'som, de fala a música, o mais comum',
    red: 'som em que cada pacote se repete nos seguintes',
    g722: 'som de telefone, banda larga',
    pcmu: 'som de telefone (G.711 lei µ)',
    pcma: 'som de telefone (G.711 lei A)',
    cn: 'ruído de conforto nas pausas',
    'telephone-event': 'tons das teclas do telefone (DTMF)',
    vp8: 'imagens, entendidas por todos os navegadores',
    vp9: 'imagens, menores que VP8',
    h264: 'imagens, feitas por hardware na maioria dos dispositivos',
    h265: 'imagens, menores que H.264, só por hardware',
    av1: 'imagens, as menores, ao custo de processamento',
    rtx: 'pacotes perdidos, reenviados',
    ulpfec: 'pacotes de reserva para os perdidos',
    'flexfec-03': 'pacotes de reserva para os perdidos, em um fluxo próprio',
  },
  parameters: {
    minptime: 'mínimo de ms de som em um pacote',
    useinbandfec: '1: os pacotes contêm uma cópia aproximada do anterior',
    usedtx: '1: nada é enviado nas pausas',
    stereo: '1: estéreo é bem-vindo',
    'sprop-stereo': '1: é provável que venha em estéreo',
    cbr: '1: taxa de bits constante',
    maxaveragebitrate: 'máximo de bit/s em média',
    maxplaybackrate: 'maior taxa de amostragem reproduzida, em Hz',
    apt: 'número do codec que é reenviado',
    'rtx-time': 'por quanto tempo os pacotes podem ser reenviados, em ms',
    'profile-id': 'conjunto de ferramentas do codec',
    profile: 'conjunto de ferramentas do codec',
    'profile-level-id': 'conjunto de ferramentas e trabalho máximo de um decodificador',
    'level-asymmetry-allowed': '1: cada sentido pode ter seu próprio nível',
    'packetization-mode': '1: uma parte da imagem pode ser dividida em vários pacotes',
    'level-idx': 'trabalho máximo de um decodificador',
    'level-id': 'trabalho máximo de um decodificador',
    tier: 'classe de taxas de bits',
    'tier-flag': 'classe de taxas de bits',
    'tx-mode': 'tudo em um fluxo',
    'max-fs': 'maior imagem, em blocos de 16 × 16 px',
    'max-fr': 'máximo de imagens por segundo',
  },
  feedback: {
    nack: 'pede pacotes perdidos',
    'nack pli': 'pede uma imagem inteira quando uma não pode ser decodificada',
    'ccm fir': 'pede uma imagem inteira, para alguém novo',
    'ccm tmmbr': 'pede uma taxa de bits menor',
    'goog-remb': 'informa quanto o receptor consegue receber',
    'transport-cc': 'informa quando cada pacote chegou, para que o emissor descubra o que a rede suporta',
    rrtr: 'permite que o receptor meça a ida e volta',
  },
  extensions: {
    'ssrc-audio-level': 'volume do pacote',
    'csrc-audio-level': 'volume de cada voz em uma mixagem',
    'abs-send-time': 'quando o pacote foi enviado',
    'abs-capture-time': 'quando foi gravado',
    'transport-wide-cc-extensions-01': 'um número contínuo de todos os fluxos, para relatórios sobre a rede',
    mid: 'nome da seção à qual o pacote pertence',
    'rtp-stream-id': 'qual de vários tamanhos é este',
    'repaired-rtp-stream-id': 'qual de vários tamanhos é reenviado',
    toffset: 'quanto o pacote atrasou para sair',
    'video-orientation': 'como a câmera é segurada',
    'playout-delay': 'quanto o receptor pode esperar antes de mostrar a imagem',
    'video-content-type': 'se é uma câmera ou uma tela',
    'video-timing': 'quanto levaram a codificação e o envio',
    'color-space': 'cores da imagem',
    'generic-frame-descriptor-00': 'de quais imagens esta depende',
    'dependency-descriptor-rtp-header-extension': 'de quais imagens esta depende',
    'video-layers-allocation00': 'quais camadas são enviadas',
    framemarking: 'onde as imagens começam e terminam',
  },
};
