import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('pt-BR');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'Navegadores só liberam câmera e microfone para páginas com https:// ou em localhost.',
  unsupported: 'Este navegador não tem WebRTC.',
  'no-device': 'Não foi possível abrir.',
  'no-picture': 'Nenhuma imagem chegou.',
  still: 'A imagem está parada. A câmera pode estar coberta.',
  silent: 'Silêncio. O microfone pode estar desligado ou não ser o certo.',
  'not-measurable': 'O navegador não mede o som aqui.',
  'no-server': 'Nenhum servidor de sinalização está configurado.',
  unreachable: 'Não foi possível acessar.',
  refused: 'O servidor recusou.',
  'old-server': 'Este servidor não consegue medir: é de uma versão anterior.',
  'no-probe': 'Este servidor não mede isso.',
  'not-configured': 'Nenhum está configurado.',
  'no-answer': 'Nenhuma resposta chegou.',
  'bad-address': 'O navegador não aceita o endereço do servidor.',
  credentials: 'O servidor recusou as credenciais.',
  expired: 'A verificação demorou tanto que suas credenciais expiraram.',
  'no-media': 'O relay deu um endereço, mas nada passou por ele.',
  internal: 'Algo deu errado.',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': 'independente do destino',
  'address-dependent': 'conforme o endereço',
  'address-and-port-dependent': 'conforme o endereço e a porta',
  unknown: 'não se sabe',
};

addWords(
  {
    networkCheck: 'Verificar sua conexão',
    checkIntroduction:
      'Testa a câmera, o microfone e todos os caminhos que uma chamada pode usar. Leva meio minuto, e nada é gravado.',
    checkStart: 'Iniciar',
    checkAgain: 'Verificar novamente',
    checkCancelled: 'A verificação foi cancelada',
    checkDuringCall: 'Não é possível verificar a conexão durante uma chamada. Saia da chamada primeiro.',
    checkFailed: 'Não foi possível fazer a verificação.',
    checkSteps: 'Etapas',
    checkVerdict: 'Resultado',
    copyResult: 'Copiar resultado',
    resultCopied: 'Resultado copiado',
    resultNotCopied: 'O navegador não copiou',
    back: 'Voltar',
    stepName: choose({
      'secure-context': 'Página segura',
      permissions: 'Permissão para câmera e microfone',
      camera: 'Câmera',
      microphone: 'Microfone',
      signaling: 'Servidor de sinalização',
      nat: 'Tipo de NAT',
      stun: 'STUN',
      'turn-udp': 'Relay por UDP (TURN)',
      'turn-tcp': 'Relay por TCP (TURN)',
      'turn-tls': 'Relay por TLS (TURN)',
    }),
    stepState: choose({
      waiting: 'Aguardando',
      running: 'Em andamento',
      passed: 'OK',
      failed: 'Falhou',
      skipped: 'Ignorado',
      'not-measured': 'Não medido',
      cancelled: 'Cancelado',
    }),
    stepHint: chooseKnown({
      permissions: 'Permita o uso da câmera e do microfone quando o navegador perguntar.',
      camera: 'Mova-se um pouco.',
      microphone: 'Diga alguma coisa.',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? 'Você não permitiu os dois, ou um deles não abriu.'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'A página pode usar câmera e microfone.',
      permissions: 'Você permitiu os dois.',
      camera: 'A imagem se move.',
      microphone: 'Há som.',
      other: '',
    }),
    thereAndBack: (ms) => `${number(ms)} ms de ida e volta.`,
    serverAddress: (server, address) =>
      address === ''
        ? `${server} vê seu próprio endereço: não há NAT.`
        : `${server} vê você como ${address}.`,
    serverSilent: (server) => `${server} não responde.`,
    serverError: (server, code, text) => `${server}: erro ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `A mídia passa: ${number(kbps / 1000, ONE_DIGIT)} Mbit/s, ${number(loss, { style: 'percent', ...ONE_DIGIT })} de perda.`,
    reflexive: (address) => `O servidor vê você como ${address}.`,
    natBehaviour: (mapping, filtering) =>
      `Mapeamento: ${BEHAVIOURS[mapping]}. Filtragem: ${BEHAVIOURS[filtering]}. (RFC 4787)`,
    oneAddress: 'O servidor tem só um endereço e, por isso, não distingue alguns tipos.',
    natName: choose({
      open: 'Internet aberta',
      firewall: 'Firewall sem NAT',
      'full-cone': 'NAT de cone completo (full cone)',
      'address-restricted': 'NAT de cone restrito por endereço',
      'port-restricted': 'NAT de cone restrito por porta',
      symmetric: 'NAT simétrico',
      'no-udp': 'Sem UDP',
      unknown: 'Desconhecido',
    }),
    natIs: (name) => `Tipo de NAT: ${name}`,
    natShort: choose({
      open: 'Aberta',
      firewall: 'Firewall',
      'full-cone': 'Cone completo',
      'address-restricted': 'Por endereço',
      'port-restricted': 'Por porta',
      symmetric: 'Simétrico',
      'no-udp': 'Sem UDP',
    }),
    natMeaning: choose({
      open: 'Não há nada entre você e a internet.',
      firewall: 'Você tem um endereço público. Os outros entram depois que você enviar algo a eles.',
      'full-cone': 'Uma porta pública representa você, e qualquer um pode enviar para ela.',
      'address-restricted':
        'Uma porta pública representa você. Um endereço entra depois que você enviar algo a ele.',
      'port-restricted':
        'Uma porta pública representa você. Um endereço entra, com sua porta, depois que você enviar algo a eles.',
      symmetric: 'Cada destino vê você em outra porta: ninguém sabe de antemão para onde enviar.',
      'no-udp': 'Nada passa por UDP, que as chamadas usam primeiro.',
      unknown: 'O tipo da sua rede não foi medido.',
    }),
    outlook: choose({
      everybody: 'Você pode ligar para todos',
      some: 'Você pode ligar para algumas pessoas, mas não para todas',
      nobody: 'As chamadas não funcionam daqui',
      unknown: 'As chamadas talvez funcionem',
    }),
    reachDirectly: (types) => `Diretamente você alcança: ${types}.`,
    reachByRelay: (types) => `Só por um relay você alcança: ${types}.`,
    reachNobody: 'Diretamente você não alcança ninguém.',
    relayIs: choose({
      works: 'Um relay funciona aqui. Ele é usado quando não há caminho direto.',
      fails: 'Um relay está configurado, mas não funciona aqui.',
      missing: 'Nenhum relay que ajude está configurado.',
      unknown: 'Os relays não foram medidos.',
    }),
    whatToChange: 'O que mudar',
    nothingToChange: 'Não há nada para mudar.',
    advice: choose({
      'use-https': 'Abra a página com https://.',
      'use-another-browser': 'Use uma versão atual do Chrome, Edge, Firefox ou Safari.',
      'allow-devices': 'Permita câmera e microfone pelo ícone na barra de endereço.',
      'connect-devices': 'Conecte a câmera e o microfone e feche outros aplicativos que os usam.',
      'check-camera': 'Descubra a câmera ou escolha outra.',
      'check-microphone': 'Ligue o microfone ou escolha outro.',
      'check-server':
        'Verifique sua conexão. Se outras pessoas também não acessam o servidor, o operador dele precisa verificar.',
      'ask-for-invitation': 'Peça um novo convite.',
      'add-stun': 'O operador desta página pode configurar um servidor STUN.',
      'add-relay': 'O operador desta página pode configurar um relay (TURN).',
      'mend-relay':
        'O operador desta página precisa verificar o relay (TURN), ou seu firewall precisa deixá-lo passar.',
      'add-tls-relay': 'O operador desta página pode configurar um relay por TCP ou TLS na porta 443.',
      'allow-udp': 'Libere UDP no seu firewall ou use outra rede.',
      'change-nat':
        'Use outra rede ou configure seu roteador com NAT de cone (mapeamento independente do destino).',
    }),
    matrix: 'Quem se conecta diretamente com quem',
    matrixHelp: 'Sua linha está marcada. Sem marca, duas pessoas precisam de um relay.',
    matrixYou: 'Você',
    matrixDirect: 'direto',
    matrixRelay: 'só por um relay',
  } satisfies NetworkCheckTerms,
  'pt',
);
