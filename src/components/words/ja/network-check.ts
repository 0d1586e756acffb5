import type { CheckReason, NatBehaviour } from '../../../core/network/index.js';
import type { NetworkCheckTerms } from '../../rtc-network-check/terms.js';
import { addWords } from '../dictionary.js';
import { choose, chooseKnown, formatsOf } from '../forms.js';

const { number } = formatsOf('ja');
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: 'ブラウザーは https:// または localhost のページにのみカメラとマイクを許可します。',
  unsupported: 'このブラウザーは WebRTC に対応していません。',
  'no-device': '開けませんでした。',
  'no-picture': '映像が届きませんでした。',
  still: '映像が動いていません。カメラが覆われている可能性があります。',
  silent: '音がありません。マイクがオフか、別のマイクが選ばれている可能性があります。',
  'not-measurable': 'このブラウザーではここで音を測定できません。',
  'no-server': 'シグナリングサーバーが設定されていません。',
  unreachable: '接続できません。',
  refused: 'サーバーに拒否されました。',
  'old-server': 'このサーバーは古いバージョンのため、測定できません。',
  'no-probe': 'このサーバーは測定に対応していません。',
  'not-configured': '設定されていません。',
  'no-answer': '応答がありませんでした。',
  'bad-address': 'サーバーのアドレスがブラウザーに受け付けられません。',
  credentials: 'サーバーに認証情報を拒否されました。',
  expired: '確認に時間がかかり、認証情報の期限が切れました。',
  'no-media': 'リレーからアドレスは得られましたが、何も通りませんでした。',
  internal: 'エラーが発生しました。',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': '宛先に依存しない',
  'address-dependent': 'アドレスに依存',
  'address-and-port-dependent': 'アドレスとポートに依存',
  unknown: '不明',
};

addWords(
  {
    networkCheck: '接続を確認',
    checkIntroduction:
      'カメラ、マイク、通話に使えるすべての経路を試します。30 秒ほどかかります。録画や録音は行いません。',
    checkStart: '開始',
    checkAgain: 'もう一度確認',
    checkCancelled: '確認をキャンセルしました',
    checkDuringCall: '通話中は接続を確認できません。先に通話から退出してください。',
    checkFailed: '確認を実行できませんでした。',
    checkSteps: '手順',
    checkVerdict: '結果',
    copyResult: '結果をコピー',
    resultCopied: '結果をコピーしました',
    resultNotCopied: 'ブラウザーがコピーできませんでした',
    back: '戻る',
    stepName: choose({
      'secure-context': '安全なページ',
      permissions: 'カメラとマイクの許可',
      camera: 'カメラ',
      microphone: 'マイク',
      signaling: 'シグナリングサーバー',
      nat: 'NAT タイプ',
      stun: 'STUN',
      'turn-udp': 'UDP 経由のリレー（TURN）',
      'turn-tcp': 'TCP 経由のリレー（TURN）',
      'turn-tls': 'TLS 経由のリレー（TURN）',
    }),
    stepState: choose({
      waiting: '待機中',
      running: '実行中',
      passed: '正常',
      failed: '失敗',
      skipped: 'スキップ',
      'not-measured': '未測定',
      cancelled: 'キャンセル',
    }),
    stepHint: chooseKnown({
      permissions: 'ブラウザーの確認画面で、カメラとマイクの使用を許可してください。',
      camera: '少し動いてください。',
      microphone: '何か話してください。',
      other: '',
    }),
    stepReason: (reason, name) =>
      reason === 'no-device' && name === 'permissions'
        ? '両方が許可されていないか、どちらかを開けませんでした。'
        : REASONS[reason],
    stepPassed: chooseKnown({
      'secure-context': 'このページはカメラとマイクを使用できます。',
      permissions: '両方が許可されています。',
      camera: '映像が動いています。',
      microphone: '音が入っています。',
      other: '',
    }),
    thereAndBack: (ms) => `往復 ${number(ms)} ミリ秒。`,
    serverAddress: (server, address) =>
      address === ''
        ? `${server} からは端末自身のアドレスが見えています。NAT はありません。`
        : `${server} からは ${address} として見えています。`,
    serverSilent: (server) => `${server} が応答しません。`,
    serverError: (server, code, text) => `${server}：エラー ${code} ${text}`.trimEnd(),
    relayMedia: (kbps, loss) =>
      `データは通ります：${number(kbps / 1000, ONE_DIGIT)} Mbit/s、損失 ${number(loss, { style: 'percent', ...ONE_DIGIT })}。`,
    reflexive: (address) => `サーバーからは ${address} として見えています。`,
    natBehaviour: (mapping, filtering) =>
      `マッピング：${BEHAVIOURS[mapping]}。フィルタリング：${BEHAVIOURS[filtering]}。（RFC 4787）`,
    oneAddress: 'サーバーのアドレスが 1 つしかないため、区別できないタイプがあります。',
    natName: choose({
      open: '開かれたインターネット',
      firewall: 'NAT のないファイアウォール',
      'full-cone': 'フルコーン NAT',
      'address-restricted': 'アドレス制限コーン NAT',
      'port-restricted': 'ポート制限コーン NAT',
      symmetric: 'シンメトリック NAT',
      'no-udp': 'UDP 不可',
      unknown: '不明',
    }),
    natIs: (name) => `NAT タイプ：${name}`,
    natShort: choose({
      open: 'オープン',
      firewall: 'ファイアウォール',
      'full-cone': 'フルコーン',
      'address-restricted': 'アドレス制限',
      'port-restricted': 'ポート制限',
      symmetric: 'シンメトリック',
      'no-udp': 'UDP 不可',
    }),
    natMeaning: choose({
      open: 'インターネットとの間に何もありません。',
      firewall: 'グローバルアドレスがあります。こちらから何か送った相手は入ってこられます。',
      'full-cone': '1 つの公開ポートが割り当てられ、だれでもそこへ送れます。',
      'address-restricted':
        '1 つの公開ポートが割り当てられています。こちらから送った先のアドレスは入ってこられます。',
      'port-restricted':
        '1 つの公開ポートが割り当てられています。こちらから送った先のアドレスとポートは入ってこられます。',
      symmetric: '宛先ごとに違うポートで見えるため、どこへ送ればよいか事前にわかりません。',
      'no-udp': '通話が最初に使う UDP では何も通りません。',
      unknown: 'ネットワークのタイプは測定されませんでした。',
    }),
    outlook: choose({
      everybody: 'だれとでも通話できます',
      some: '通話できる相手とできない相手がいます',
      nobody: 'ここからは通話できません',
      unknown: '通話できる可能性があります',
    }),
    reachDirectly: (types) => `直接つながる相手：${types}。`,
    reachByRelay: (types) => `リレー経由でのみつながる相手：${types}。`,
    reachNobody: '直接つながる相手はいません。',
    relayIs: choose({
      works: 'リレーを利用できます。直接の経路がないときに使われます。',
      fails: 'リレーが設定されていますが、ここでは機能しません。',
      missing: '役に立つリレーが設定されていません。',
      unknown: 'リレーは測定されませんでした。',
    }),
    whatToChange: '改善できること',
    nothingToChange: '変更の必要はありません。',
    advice: choose({
      'use-https': 'ページを https:// で開いてください。',
      'use-another-browser': '最新の Chrome、Edge、Firefox、Safari を使用してください。',
      'allow-devices': 'アドレスバーのアイコンからカメラとマイクを許可してください。',
      'connect-devices': 'カメラとマイクを接続し、使用しているほかのアプリを閉じてください。',
      'check-camera': 'カメラの覆いを外すか、別のカメラを選んでください。',
      'check-microphone': 'マイクをオンにするか、別のマイクを選んでください。',
      'check-server':
        '接続を確認してください。ほかの人もサーバーに接続できない場合は、運営者による確認が必要です。',
      'ask-for-invitation': '新しい招待を依頼してください。',
      'add-stun': 'このページの運営者は STUN サーバーを設定できます。',
      'add-relay': 'このページの運営者はリレー（TURN）を設定できます。',
      'mend-relay':
        'このページの運営者がリレー（TURN）を確認するか、ファイアウォールで通過を許可する必要があります。',
      'add-tls-relay': 'このページの運営者は、ポート 443 の TCP または TLS 経由のリレーを設定できます。',
      'allow-udp': 'ファイアウォールで UDP を許可するか、別のネットワークを使用してください。',
      'change-nat':
        '別のネットワークを使うか、ルーターをコーン NAT（宛先に依存しないマッピング）に設定してください。',
    }),
    matrix: 'だれとだれが直接つながるか',
    matrixHelp: '自分の行には印があります。印のない組み合わせにはリレーが必要です。',
    matrixYou: '自分',
    matrixDirect: '直接',
    matrixRelay: 'リレー経由のみ',
  } satisfies NetworkCheckTerms,
  'ja',
);
