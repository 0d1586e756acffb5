import type { SdpWords } from './sdp-facts.js';

/** Foreign text may be the name of something that every object has: maps have no such names. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'この端末自身のアドレス',
    srflx: 'STUN サーバーから見えたアドレス（NAT の外側）',
    prflx: '相手側から見え、どのサーバーも知らせていなかったアドレス',
    relay: 'すべてを中継する TURN サーバー上のアドレス',
  }),
);

const SETUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actpass: 'DTLS では、こちらから始めることも待つこともできます。アンサーで決まります。',
    active: 'こちらが DTLS のハンドシェイクを始めます。',
    passive: 'こちらは DTLS のハンドシェイクを待ちます。',
  }),
);

/** Japanese words about descriptions. */
export const words: SdpWords = {
  topics: {
    session: 'セッション',
    media: 'メディア',
    codecs: 'コーデックとパラメーター',
    ice: 'ICE：接続の経路',
    dtls: 'DTLS：暗号化',
    extensions: 'ヘッダー拡張',
    data: 'データチャネル',
    other: 'その他の行',
  },
  unknown: 'ここでは説明のない属性です。知らない側は無視します。',
  notSdp: 'SDP の行ではありません。',
  about: (text, known) => (known === undefined ? text : `${text}：${known}`),
  listed: (parts) => parts.join('；'),
  lines: {
    v: 'SDP のバージョン。常に 0 です。',
    o: ({ words }) =>
      `記述の作成元：セッション ${words[1] ?? '?'}、バージョン ${words[2] ?? '?'}。バージョンは新しい記述ごとに増えます。アドレスは仮のものです。`,
    s: 'セッションの名前。ブラウザーは付けません。',
    i: '人のための説明。',
    u: 'セッションについて詳しく書かれたページ。',
    e: '責任者のメールアドレス。',
    p: '責任者の電話番号。',
    c: 'メディアのアドレス。仮のもので、実際のアドレスは ICE が見つけます。',
    b: ({ value }) => `使用する帯域の上限：${value}。`,
    t: 'セッションの開始と終了。0 0 は、今から終わりなくという意味です。',
    r: 'セッションが繰り返される時刻。',
    z: 'タイムゾーンの変更。',
    k: '現在では送られることのない鍵。',
    group: ({ words }) =>
      words[0] === 'BUNDLE'
        ? `BUNDLE：セクション ${words.slice(1).join('、')} は 1 つの接続を共有します。`
        : `セクション ${words.slice(1).join('、')} は ${words[0] ?? '?'} としてまとめられています。`,
    'msid-semantic': 'セクションは、トラックが属する MediaStream を示します（古い形式）。',
    m: ({ words }) =>
      words[1] === '0'
        ? `拒否された ${words[0] ?? '?'} のセクション。ポートは 0 です。`
        : `${words[2] ?? '?'} による ${words[0] ?? '?'} のセクション。コーデックは優先順に ${words.slice(3).join('、')}。ポート 9 は仮のものです。`,
    mid: ({ value }) => `このセクションの名前：${value}。`,
    sendrecv: 'ここでは両方が送信できます。',
    sendonly: 'ここでは、これを書いた側だけが送信します。',
    recvonly: 'ここでは、これを書いた側は受信だけをします。',
    inactive: 'ここではどちらも送信しません。',
    msid: 'ここで送られる MediaStream とトラック。',
    ssrc: ({ words }) => `RTP パケットのストリームの番号 ${words[0] ?? '?'} と、その属性。`,
    'ssrc-group': ({ words }) =>
      words[0] === 'FID'
        ? '最初のストリームと、失われたパケットを再送するストリーム。'
        : `${words[0] ?? '?'} としてまとめられたストリーム。`,
    rtcp: 'RTCP のアドレス。仮のもので、RTCP はメディアと同じ経路を通ります。',
    'rtcp-mux': 'メディアと RTCP は 1 つのポートを共有します。',
    'rtcp-mux-only': 'メディアと RTCP が 1 つのポートを共有しなければ、接続しません。',
    'rtcp-rsize': 'RTCP の報告は分けて送ることができます。',
    'bundle-only': 'このセクションはバンドルの一部としてのみ存在します。',
    label: 'このセクションのラベル。',
    content: 'メディアの内容。',
    rid: ({ words }) => `同じ映像の複数のサイズのうちの 1 つ：${words[0] ?? '?'}、方向 ${words[1] ?? '?'}。`,
    simulcast: '映像は複数のサイズで同時に送られます。',
    rtpmap: ({ words, codec }) => {
      const [, rate, channels] = (words[1] ?? '').split('/');
      return `番号 ${words[0] ?? '?'} は ${codec(words[0])} を表します。毎秒 ${rate ?? '?'} クロック${channels === undefined ? '' : `、${channels} チャンネル`}。`;
    },
    ptime: ({ value }) => `1 つのパケットは ${value} ミリ秒の音声を含みます。`,
    maxptime: ({ value }) => `1 つのパケットは最大 ${value} ミリ秒の音声を含みます。`,
    framerate: ({ value }) => `毎秒の最大フレーム数：${value}。`,
    imageattr: '映像のサイズ。',
    'ice-ufrag': 'ICE の確認で使われるこちら側の名前。再起動すると変わるため、再起動がわかります。',
    'ice-pwd':
      'ICE の確認で使われるこちら側のパスワード。確認する側が知っている必要があります。ここには表示しません。',
    'ice-options': ({ words }) =>
      words.includes('trickle')
        ? '候補は記述のあとから 1 つずつ届くことがあります（trickle ICE）。'
        : 'ICE のオプション。',
    'ice-lite': 'こちら側は確認に応答するだけです。公開アドレスを持つサーバーです。',
    'ice-mismatch': 'メディアのアドレスが途中で変更されました。',
    'ice-pacing': '確認と確認の間隔（ミリ秒）。',
    candidate: ({ words }) =>
      `こちら側への経路：${TYPES.get(words[7] ?? '') ?? words[7] ?? '?'}；${words[2] ?? '?'}、優先度 ${words[3] ?? '?'}。`,
    'end-of-candidates': '候補はこれで全部です。',
    'remote-candidates': '使用中の相手側の候補。',
    fingerprint: ({ words }) =>
      `こちら側が DTLS で示す証明書のハッシュ（${words[0] ?? '?'}）。これにより鍵がこの記述に結び付けられます。`,
    setup: ({ value }) => SETUPS.get(value) ?? 'どちらが DTLS のハンドシェイクを始めるか。',
    'tls-id': 'DTLS アソシエーションの番号。別の番号なら新しいハンドシェイクが始まります。',
    identity: '認証プロバイダーが示す身元。',
    crypto: '暗号化されていない鍵（SDES）。ブラウザーは拒否します。ここには表示しません。',
    connection: '新しい接続かどうか。',
    'extmap-allow-mixed': '1 バイトと 2 バイトのヘッダー拡張を混在させることができます。',
    'sctp-port': ({ value }) => `データチャネル用の、DTLS 内の SCTP のポート：${value}。`,
    'max-message-size': ({ value }) => `データチャネルの最大メッセージ：${value} バイト。`,
    sctpmap: 'SCTP によるデータチャネル（古い形式）。',
  },
  codecs: {
    opus: '音声。会話から音楽まで、最も一般的',
    red: '音声。各パケットが後続のパケットに繰り返される',
    g722: '電話音声、広帯域',
    pcmu: '電話音声（G.711 µ-law）',
    pcma: '電話音声（G.711 A-law）',
    cn: '無音時のコンフォートノイズ',
    'telephone-event': '電話のプッシュ音（DTMF）',
    vp8: '映像。すべてのブラウザーが対応',
    vp9: '映像。VP8 より小さい',
    h264: '映像。多くの端末でハードウェアが処理',
    h265: '映像。H.264 より小さく、ハードウェアのみ',
    av1: '映像。最も小さいが、計算時間がかかる',
    rtx: '失われたパケットの再送',
    ulpfec: '失われたパケットを補う予備のパケット',
    'flexfec-03': '失われたパケットを補う予備のパケット（専用のストリーム）',
  },
  parameters: {
    minptime: '1 パケットの音声の最短時間（ミリ秒）',
    useinbandfec: '1：パケットに 1 つ前の粗い複製が含まれる',
    usedtx: '1：無音時には何も送らない',
    stereo: '1：ステレオを希望',
    'sprop-stereo': '1：ステレオで送られる見込み',
    cbr: '1：固定ビットレート',
    maxaveragebitrate: '平均ビットレートの上限（bit/s）',
    maxplaybackrate: '再生する最高サンプリング周波数（Hz）',
    apt: '再送されるコーデックの番号',
    'rtx-time': 'パケットを再送できる時間（ミリ秒）',
    'profile-id': 'コーデックの機能の組み合わせ',
    profile: 'コーデックの機能の組み合わせ',
    'profile-level-id': 'コーデックの機能の組み合わせと、デコーダーの処理量の上限',
    'level-asymmetry-allowed': '1：方向ごとに異なるレベルを使える',
    'packetization-mode': '1：映像の一部を複数のパケットに分けられる',
    'level-idx': 'デコーダーの処理量の上限',
    'level-id': 'デコーダーの処理量の上限',
    tier: 'ビットレートの区分',
    'tier-flag': 'ビットレートの区分',
    'tx-mode': 'すべてを 1 つのストリームで',
    'max-fs': '最大の映像（16 × 16 px のブロック数）',
    'max-fr': '毎秒の最大フレーム数',
  },
  feedback: {
    nack: '失われたパケットを要求する',
    'nack pli': 'デコードできないとき、完全なフレームを要求する',
    'ccm fir': '新しい参加者のために、完全なフレームを要求する',
    'ccm tmmbr': 'より低いビットレートを要求する',
    'goog-remb': '受信側が受け取れる量を伝える',
    'transport-cc': '各パケットの到着時刻を伝え、送信側がネットワークの容量を知る',
    rrtr: '受信側が往復時間を測れるようにする',
  },
  extensions: {
    'ssrc-audio-level': 'パケットの音量',
    'csrc-audio-level': 'ミックス内の各話者の音量',
    'abs-send-time': 'パケットの送信時刻',
    'abs-capture-time': '収録時刻',
    'transport-wide-cc-extensions-01': 'ネットワークの報告に使う、全ストリーム共通の通し番号',
    mid: 'パケットが属するセクションの名前',
    'rtp-stream-id': '複数のサイズのうちのどれか',
    'repaired-rtp-stream-id': '複数のサイズのうちのどれを再送するか',
    toffset: 'パケットの送出の遅れ',
    'video-orientation': 'カメラの向き',
    'playout-delay': '映像を表示するまでに受信側が待てる時間',
    'video-content-type': 'カメラか画面か',
    'video-timing': 'エンコードと送信にかかった時間',
    'color-space': '映像の色',
    'generic-frame-descriptor-00': 'このフレームが依存するフレーム',
    'dependency-descriptor-rtp-header-extension': 'このフレームが依存するフレーム',
    'video-layers-allocation00': '送られるレイヤー',
    framemarking: 'フレームの始まりと終わり',
  },
};
