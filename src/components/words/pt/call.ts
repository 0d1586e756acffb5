import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number, plural } = formatsOf('pt-BR');

const DEVICES = { videoinput: 'Câmera', audioinput: 'Microfone', audiooutput: 'Alto-falante' };

const CHANGES = {
  videoinput: {
    unplugged: 'desconectada',
    returned: 'conectada novamente',
    default: 'alterada pelo sistema',
    selected: 'alterada',
  },
  audioinput: {
    unplugged: 'desconectado',
    returned: 'conectado novamente',
    default: 'alterado pelo sistema',
    selected: 'alterado',
  },
  audiooutput: {
    unplugged: 'desconectado',
    returned: 'conectado novamente',
    default: 'alterado pelo sistema',
    selected: 'alterado',
  },
};

export const call: CallWords = {
  direction: 'ltr',

  join: 'Entrar na chamada',
  joinWithout: 'Entrar sem câmera e microfone',

  joining: 'Conectando…',
  waitingForPermission: 'Aguardando permissão…',
  permissionHelp: 'Permita o uso da câmera e do microfone quando o navegador perguntar.',
  cancel: 'Cancelar',
  youLeft: 'Você saiu da chamada',
  rejoin: 'Entrar novamente',
  tryAgain: 'Tentar novamente',

  participants: 'Participantes',
  waitingForOthers: 'Aguardando outras pessoas entrarem',
  you: 'Você',
  guest: 'Convidado',
  turnOnSound: 'Ativar o som',
  connecting: 'Conectando…',
  reconnecting: 'Reconectando…',
  away: 'Conexão interrompida',
  microphoneIsOff: 'O microfone está desativado',
  screenOf: (name) => `Tela de ${name}`,
  yourScreen: 'Sua tela',
  youShare: 'Você está compartilhando a tela',

  controls: 'Controles da chamada',
  muteMicrophone: 'Desativar o microfone',
  unmuteMicrophone: 'Ativar o microfone',
  turnCameraOff: 'Desligar a câmera',
  turnCameraOn: 'Ligar a câmera',
  shareScreen: 'Compartilhar tela',
  stopSharing: 'Parar de compartilhar',
  leave: 'Sair da chamada',
  heldBack: (source) =>
    source === 'camera' ? 'Câmera interrompida pelo sistema' : 'Microfone desativado pelo sistema',

  joined: 'Você entrou na chamada',
  connectedAgain: 'Conexão restabelecida',
  connectionLost: 'Conexão perdida. Reconectando…',

  ready: 'Tudo pronto?',
  room: 'Sala',
  yourName: 'Seu nome',
  allow: 'Permitir câmera e microfone',
  allowHelp: 'As outras pessoas só verão e ouvirão você depois que entrar.',

  checkConnection: 'Verificar sua conexão',

  takePhoto: 'Tirar foto',
  openChat: (unread) =>
    unread > 0 ? plural(unread, { one: 'Chat, # mensagem nova', other: 'Chat, # mensagens novas' }) : 'Chat',
  record: 'Gravar',
  stopRecording: 'Parar a gravação',
  saveData: 'Economizar dados: só som',
  stopSavingData: 'Mostrar as imagens novamente',
  inspect: 'Detalhes das conexões',
  settings: 'Configurações',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: choose({
    videoinput: 'Nenhuma câmera encontrada',
    audioinput: 'Nenhum microfone encontrado',
    audiooutput: 'Nenhum alto-falante encontrado',
  }),
  testSpeaker: 'Testar o alto-falante',
  stopTest: 'Parar o teste',
  speakerFailed: 'Este alto-falante não reproduz nada. Escolha outro.',
  flipCamera: 'Trocar de câmera',

  speaking: 'Falando',
  silenced: 'Sem som para você',
  grade: choose({ good: 'Conexão boa', fair: 'Conexão instável', poor: 'Conexão ruim' }),

  optionsOf: (name) => `Opções: ${name}`,
  pin: 'Manter em destaque',
  silence: 'Silenciar para mim',
  volume: 'Volume',
  mirror: 'Espelhar',
  fillTile: 'Preencher o quadro',
  showWhole: 'Mostrar a imagem inteira',
  moveOn: 'Mover para o próximo canto',
  otherCamera: 'Trocar de câmera',
  smallWindow: 'Janela pequena',
  fullscreen: 'Tela cheia',
  inspectConnection: 'Detalhes da conexão',
  roundTrip: (ms) => `${number(ms)} ms`,
  standing: 'Em pausa: este dispositivo está sobrecarregado',

  pageOf: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
  previousPage: 'Página anterior',
  nextPage: 'Próxima página',
  moveSelf: 'Mover sua imagem',
  moveSelfHelp: 'Para um lado com as setas, para o próximo canto com um clique.',

  participantJoined: (name) => `${name} entrou`,
  participantInterrupted: (name) => `${name}: conexão interrompida`,
  participantBack: (name) => `${name} voltou`,
  participantLeft: (name) => `${name} saiu`,
  microphoneMuted: 'Microfone desativado',
  microphoneUnmuted: 'Microfone ativado',
  cameraTurnedOff: 'Câmera desligada',
  cameraTurnedOn: 'Câmera ligada',
  givenBack: (source) =>
    source === 'camera' ? 'A câmera voltou a funcionar' : 'O microfone voltou a funcionar',
  participantShares: (name) => `${name} está compartilhando a tela`,
  verificationChanged: (name) => `As palavras da conexão com ${name} mudaram. Compare-as novamente.`,
  youShareSilently: 'Você está compartilhando a tela, sem o som',
  sharingEnded: 'Você parou de compartilhar a tela',
  screenFailed: 'Não foi possível compartilhar a tela',
  screenHelp: chooseKnown({
    'system-denied': 'Permita que o navegador grave a tela nas configurações de privacidade do sistema.',
    'permission-dismissed':
      'Se você não cancelou: permita que o navegador grave a tela nas configurações de privacidade do sistema.',
    other: 'Tente novamente em instantes.',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]}: ${CHANGES[kind][reason]}.${label && ` Agora em uso: ${label}`}`,

  deviceBusy: 'Este dispositivo está sobrecarregado: as imagens ficarão menores por enquanto',

  youAreMuted: 'Seu microfone está desativado',
  unmute: 'Ativar',
  microphoneIsSilent: 'Seu microfone não capta nada',
  chooseMicrophone: 'Escolher outro',

  pathProblem: choose({
    unknown: 'Sem conexão',
    missing: 'Sem caminho direto, e nenhum relay (TURN) está configurado',
    unreachable: 'Sem caminho direto, e não foi possível acessar o relay',
    available: 'Sem caminho direto nem pelo relay: talvez o outro lado não consiga acessá-lo',
    unauthorized: 'Sem caminho direto, e o relay recusou as credenciais',
    refused: 'Sem caminho direto, e o relay recusou o serviço',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem} (${relay}: ${answer})`,
  relaySilent: 'sem resposta',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `Acesso bloqueado: ${device}`,
        'Permita o acesso pelo ícone na barra de endereço do navegador e tente novamente.',
      ],
      'permission-dismissed': (device) => [
        `Ainda sem permissão: ${device}`,
        'Tente novamente e escolha “Permitir” quando o navegador perguntar.',
      ],
      'system-denied': (device) => [
        `Acesso bloqueado pelo sistema: ${device}`,
        'Permita o uso pelo navegador nas configurações de privacidade do sistema e tente novamente.',
      ],
      'device-not-found': (device) => [
        `Não encontrado: ${device}`,
        'Conecte um dispositivo e tente novamente.',
      ],
      'device-in-use': (device) => [
        `Em uso: ${device}`,
        'Feche outros aplicativos que o usam, verifique as configurações de privacidade do sistema e tente novamente.',
      ],
      'device-unavailable': (device) => [
        `Dispositivo desconectado: ${device}`,
        'Conecte-o novamente ou escolha outro.',
      ],
      'device-failed': (device) => [
        `Não foi possível iniciar: ${device}`,
        'Desconecte o dispositivo, conecte-o de volta e tente novamente.',
      ],
      'media-disabled': (device) => [
        `Não permitido nesta página: ${device}`,
        'A página precisa permitir câmera e microfone.',
      ],
      'insecure-context': [
        'Esta página não é segura',
        'Câmera e microfone precisam de HTTPS. Abra a página com https://.',
      ],
      'unsupported-browser': [
        'Este navegador não permite chamadas',
        'Abra a página em uma versão atual do Chrome, Edge, Firefox ou Safari. Uma extensão ou configuração pode impedir chamadas.',
      ],
      'room-full': ['A chamada está lotada', 'Tente novamente quando alguém sair.'],
      unauthorized: ['Você não pode entrar nesta chamada', 'Peça um novo convite.'],
      'rate-limited': ['Muitas tentativas', 'Aguarde um momento e tente novamente.'],
      'server-busy': ['O servidor está sobrecarregado', 'Aguarde um momento e tente novamente.'],
      'server-unreachable': [
        'Não foi possível acessar o servidor',
        'Verifique sua conexão e tente novamente.',
      ],
      'server-lost': ['A conexão foi perdida', 'Verifique sua conexão e tente novamente.'],
      replaced: [
        'A chamada continua em outro lugar',
        'Você entrou novamente em outra aba ou em outro dispositivo.',
      ],
      removed: ['Você foi removido da chamada', 'Peça às outras pessoas que deixem você entrar de novo.'],
      'bad-message': ['A página e o servidor não são compatíveis', 'Recarregue a página e tente novamente.'],
      'unsupported-version': ['Esta página está desatualizada', 'Recarregue-a e tente novamente.'],
      'load-failed': [
        'Não foi possível carregar uma parte da chamada',
        'Verifique sua conexão e tente novamente ou recarregue a página.',
      ],
      'no-picture': ['Nenhuma foto foi tirada', 'Ligue a câmera e tente novamente.'],
      'no-sound': [
        'Parte do som não está na gravação',
        'Este navegador não consegue gravar tudo. Tente outro.',
      ],
      'connection-failed': [
        'Sem conexão com um participante',
        'Um firewall pode estar bloqueando. Tente outra rede.',
      ],
      'negotiation-failed': ['Sem conexão com um participante', 'Saia da chamada e entre novamente.'],
      'invalid-options': [
        'Esta chamada não está configurada',
        'Ela precisa do endereço de um servidor e do nome de uma sala.',
      ],
      fromServer: [
        'O servidor relatou um problema',
        'Aguarde um momento e tente novamente ou recarregue a página.',
      ],
      other: ['Algo deu errado', 'Aguarde um momento e tente novamente.'],
    },
    { microphone: 'microfone', camera: 'câmera', both: 'câmera e microfone' },
  ),
};
