import { choose, chooseKnown, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number } = formatsOf('ja');

const DEVICES = { videoinput: 'カメラ', audioinput: 'マイク', audiooutput: 'スピーカー' };

const CHANGES = {
  unplugged: 'が取り外されました',
  returned: 'が再接続されました',
  default: 'がシステムによって変更されました',
  selected: 'を変更しました',
};

export const call: CallWords = {
  direction: 'ltr',

  join: '通話に参加',
  joinWithout: 'カメラとマイクなしで参加',

  joining: '参加しています…',
  waitingForPermission: '許可を待っています…',
  permissionHelp: 'ブラウザーの確認画面で、カメラとマイクの使用を許可してください。',
  cancel: 'キャンセル',
  youLeft: '通話から退出しました',
  rejoin: '再参加',
  tryAgain: '再試行',

  participants: '参加者',
  waitingForOthers: 'ほかの参加者を待っています',
  you: '自分',
  guest: 'ゲスト',
  turnOnSound: '音声をオンにする',
  connecting: '接続しています…',
  reconnecting: '再接続しています…',
  away: '接続が中断しています',
  microphoneIsOff: 'マイクはオフです',
  screenOf: (name) => `${name} さんの画面`,
  yourScreen: '自分の画面',
  youShare: '画面を共有しています',

  controls: '通話の操作',
  muteMicrophone: 'ミュート',
  unmuteMicrophone: 'ミュートを解除',
  turnCameraOff: 'カメラをオフにする',
  turnCameraOn: 'カメラをオンにする',
  shareScreen: '画面を共有',
  stopSharing: '共有を停止',
  leave: '退出',
  heldBack: (source) =>
    source === 'camera'
      ? 'カメラがシステムによって停止されています'
      : 'マイクがシステムによってミュートされています',

  joined: '通話に参加しました',
  connectedAgain: '再接続しました',
  connectionLost: '接続が切れました。再接続しています…',

  ready: '参加の準備はできましたか？',
  room: 'ルーム',
  yourName: '名前',
  allow: 'カメラとマイクを許可',
  allowHelp: '参加するまで、ほかの人に映像と音声は届きません。',

  checkConnection: '接続を確認',

  takePhoto: '写真を撮る',
  openChat: (unread) => (unread > 0 ? `チャット、新着メッセージ ${number(unread)} 件` : 'チャット'),
  record: '録画',
  stopRecording: '録画を停止',
  saveData: 'データ節約：音声のみ',
  stopSavingData: '映像を再び表示',
  inspect: '接続の詳細',
  settings: '設定',

  device: choose(DEVICES),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${number(index)}`,
  noDevice: (kind) => `${DEVICES[kind]}が見つかりません`,
  testSpeaker: 'スピーカーをテスト',
  stopTest: 'テストを停止',
  speakerFailed: 'このスピーカーから音が出ません。別のスピーカーを選んでください。',
  flipCamera: 'カメラを切り替え',

  speaking: '発言中',
  silenced: 'こちらではミュート中',
  grade: choose({ good: '接続は良好です', fair: '接続が不安定です', poor: '接続状態が悪いです' }),

  optionsOf: (name) => `オプション：${name}`,
  pin: '大きく表示',
  silence: '自分だけミュート',
  volume: '音量',
  mirror: '左右反転',
  fillTile: '枠いっぱいに表示',
  showWhole: '映像全体を表示',
  moveOn: '次の隅へ移動',
  otherCamera: 'カメラを切り替え',
  smallWindow: '小さいウィンドウ',
  fullscreen: '全画面表示',
  inspectConnection: '接続の詳細',
  roundTrip: (ms) => `${number(ms)} ミリ秒`,
  standing: '一時停止中：このデバイスの負荷が高くなっています',

  pageOf: (page, pages) => `${number(pages)} ページ中 ${number(page)} ページ`,
  previousPage: '前のページ',
  nextPage: '次のページ',
  moveSelf: '自分の映像を移動',
  moveSelfHelp: '矢印キーで端へ、クリックで次の隅へ移動します。',

  participantJoined: (name) => `${name} さんが参加しました`,
  participantInterrupted: (name) => `${name} さんの接続が中断しました`,
  participantBack: (name) => `${name} さんが戻りました`,
  participantLeft: (name) => `${name} さんが退出しました`,
  microphoneMuted: 'マイクをミュートしました',
  microphoneUnmuted: 'マイクをオンにしました',
  cameraTurnedOff: 'カメラをオフにしました',
  cameraTurnedOn: 'カメラをオンにしました',
  givenBack: (source) =>
    source === 'camera' ? 'カメラが再び使えるようになりました' : 'マイクが再び使えるようになりました',
  participantShares: (name) => `${name} さんが画面を共有しています`,
  verificationChanged: (name) =>
    `${name} さんとの接続の確認用の単語が変わりました。もう一度照合してください。`,
  youShareSilently: '画面を音声なしで共有しています',
  sharingEnded: '画面の共有を停止しました',
  screenFailed: '画面を共有できませんでした',
  screenHelp: chooseKnown({
    'system-denied': 'システムのプライバシー設定で、ブラウザーに画面の収録を許可してください。',
    'permission-dismissed':
      'キャンセルしていない場合は、システムのプライバシー設定で、ブラウザーに画面の収録を許可してください。',
    other: 'しばらくしてからもう一度お試しください。',
  }),

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]}${CHANGES[reason]}。${label && `現在は ${label} を使用しています`}`,

  deviceBusy: 'このデバイスの負荷が高いため、映像を一時的に小さくしています',

  youAreMuted: 'ミュート中です',
  unmute: '解除',
  microphoneIsSilent: 'マイクの音が入っていません',
  chooseMicrophone: '別のマイクを選ぶ',

  pathProblem: choose({
    unknown: '接続されていません',
    missing: '直接の経路がなく、リレー（TURN）も設定されていません',
    unreachable: '直接の経路がなく、リレーにも接続できません',
    available: '直接の経路もリレー経由の経路もありません。相手がリレーに接続できない可能性があります',
    unauthorized: '直接の経路がなく、リレーに認証情報を拒否されました',
    refused: '直接の経路がなく、リレーに利用を拒否されました',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem}（${relay}: ${answer}）`,
  relaySilent: '応答なし',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `${device}がブロックされています`,
        'ブラウザーのアドレスバーのアイコンからアクセスを許可して、もう一度お試しください。',
      ],
      'permission-dismissed': (device) => [
        `${device}がまだ許可されていません`,
        'もう一度試して、ブラウザーの確認画面で「許可」を選んでください。',
      ],
      'system-denied': (device) => [
        `${device}がシステムによってブロックされています`,
        'システムのプライバシー設定でブラウザーに使用を許可して、もう一度お試しください。',
      ],
      'device-not-found': (device) => [
        `${device}が見つかりません`,
        'デバイスを接続して、もう一度お試しください。',
      ],
      'device-in-use': (device) => [
        `${device}は使用中です`,
        '使用しているほかのアプリを閉じ、システムのプライバシー設定を確認して、もう一度お試しください。',
      ],
      'device-unavailable': (device) => [
        `${device}の接続が切れました`,
        '接続し直すか、別のデバイスを選んでください。',
      ],
      'device-failed': (device) => [
        `${device}を起動できませんでした`,
        'デバイスを接続し直して、もう一度お試しください。',
      ],
      'media-disabled': (device) => [
        `このページでは${device}を使用できません`,
        'ページ側でカメラとマイクを許可する必要があります。',
      ],
      'insecure-context': [
        'このページは安全ではありません',
        'カメラとマイクには HTTPS が必要です。https:// で開いてください。',
      ],
      'unsupported-browser': [
        'このブラウザーでは通話できません',
        '最新の Chrome、Edge、Firefox、Safari でページを開いてください。拡張機能や設定によって通話が禁止されている場合もあります。',
      ],
      'room-full': ['通話は満員です', 'だれかが退出してから、もう一度お試しください。'],
      unauthorized: ['この通話には参加できません', '新しい招待を依頼してください。'],
      'rate-limited': ['試行回数が多すぎます', 'しばらく待ってから、もう一度お試しください。'],
      'server-busy': ['サーバーが混み合っています', 'しばらく待ってから、もう一度お試しください。'],
      'server-unreachable': ['サーバーに接続できません', '接続を確認して、もう一度お試しください。'],
      'server-lost': ['接続が切れました', '接続を確認して、もう一度お試しください。'],
      replaced: ['通話は別の場所で続いています', '別のタブまたは別のデバイスで再参加しました。'],
      removed: ['通話から削除されました', 'もう一度参加できるよう、ほかの参加者に依頼してください。'],
      'bad-message': [
        'ページとサーバーの組み合わせが正しくありません',
        'ページを再読み込みして、もう一度お試しください。',
      ],
      'unsupported-version': ['このページは古くなっています', '再読み込みして、もう一度お試しください。'],
      'load-failed': [
        '通話の一部を読み込めませんでした',
        '接続を確認してもう一度試すか、ページを再読み込みしてください。',
      ],
      'no-picture': ['写真を撮れませんでした', 'カメラをオンにして、もう一度お試しください。'],
      'no-sound': [
        '一部の音声が録画に含まれていません',
        'このブラウザーではすべての音声を録音できません。別のブラウザーをお試しください。',
      ],
      'connection-failed': [
        '参加者の 1 人と接続できません',
        'ファイアウォールが原因の可能性があります。別のネットワークをお試しください。',
      ],
      'negotiation-failed': [
        '参加者の 1 人と接続できません',
        'いったん退出してから、もう一度参加してください。',
      ],
      'invalid-options': ['この通話は設定されていません', 'サーバーのアドレスとルーム名が必要です。'],
      fromServer: [
        'サーバーで問題が発生しました',
        'しばらく待ってからもう一度試すか、ページを再読み込みしてください。',
      ],
      other: ['エラーが発生しました', 'しばらく待ってから、もう一度お試しください。'],
    },
    { microphone: 'マイク', camera: 'カメラ', both: 'カメラとマイク' },
  ),
};
