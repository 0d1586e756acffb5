import type {
  Advice,
  CheckReason,
  CheckState,
  CheckStepName,
  NatBehaviour,
  NatType,
  Outlook,
  RelayState,
} from '../../core/network/index.js';
import type { NetworkCheckTerms } from './terms.js';

const STEPS: Readonly<Record<CheckStepName, string>> = {
  'secure-context': '安全的页面',
  permissions: '摄像头和麦克风的授权',
  camera: '摄像头',
  microphone: '麦克风',
  signaling: '信令服务器',
  nat: 'NAT 类型',
  stun: 'STUN',
  'turn-udp': '经 UDP 的中继（TURN）',
  'turn-tcp': '经 TCP 的中继（TURN）',
  'turn-tls': '经 TLS 的中继（TURN）',
};

const STATES: Readonly<Record<CheckState, string>> = {
  waiting: '等待中',
  running: '进行中',
  passed: '正常',
  failed: '失败',
  skipped: '已跳过',
  'not-measured': '未测量',
  cancelled: '已取消',
};

const PASSED: Readonly<Partial<Record<CheckStepName, string>>> = {
  'secure-context': '此页面可以使用摄像头和麦克风。',
  permissions: '两者均已允许。',
  camera: '画面在动。',
  microphone: '有声音。',
};

const HINTS: Readonly<Partial<Record<CheckStepName, string>>> = {
  permissions: '请在浏览器的提示中允许使用摄像头和麦克风。',
  camera: '请稍微动一下。',
  microphone: '请说句话。',
};

const REASONS: Readonly<Record<CheckReason, string>> = {
  insecure: '浏览器只允许 https:// 或 localhost 页面使用摄像头和麦克风。',
  unsupported: '此浏览器不支持 WebRTC。',
  'no-device': '无法打开。',
  'no-picture': '没有画面。',
  still: '画面静止，摄像头可能被遮住了。',
  silent: '没有声音。麦克风可能已关闭，或选错了设备。',
  'not-measurable': '浏览器在此无法测量声音。',
  'no-server': '未设置信令服务器。',
  unreachable: '无法连接。',
  refused: '服务器拒绝了请求。',
  'old-server': '此服务器版本较旧，无法测量。',
  'no-probe': '此服务器不提供该测量。',
  'not-configured': '未设置。',
  'no-answer': '没有应答。',
  'bad-address': '浏览器不接受该服务器地址。',
  credentials: '服务器拒绝了凭据。',
  expired: '检查时间过长，凭据已过期。',
  'no-media': '中继分配了地址，但没有数据通过。',
  internal: '出现问题。',
};

const BEHAVIOURS: Readonly<Record<NatBehaviour, string>> = {
  'endpoint-independent': '与端点无关',
  'address-dependent': '与地址有关',
  'address-and-port-dependent': '与地址和端口有关',
  unknown: '未知',
};

const NATS: Readonly<Record<NatType | 'unknown', string>> = {
  open: '公网（open）',
  firewall: '防火墙，无 NAT（firewall）',
  'full-cone': '完全锥型 NAT（full cone）',
  'address-restricted': 'IP限制锥型 NAT（address-restricted）',
  'port-restricted': '端口限制锥型 NAT（port-restricted）',
  symmetric: '对称型 NAT（symmetric）',
  'no-udp': 'UDP 不通（no UDP）',
  unknown: '未知',
};

const SHORT: Readonly<Record<NatType, string>> = {
  open: '公网',
  firewall: '防火墙',
  'full-cone': '完全锥型',
  'address-restricted': 'IP限制锥型',
  'port-restricted': '端口限制锥型',
  symmetric: '对称型',
  'no-udp': 'UDP 不通',
};

const MEANINGS: Readonly<Record<NatType | 'unknown', string>> = {
  open: '你与互联网之间没有任何阻隔。',
  firewall: '你有公网地址。你先发送过数据的对方才能进来。',
  'full-cone': '你对外只有一个公网端口，任何人都可以向它发送。',
  'address-restricted': '你对外只有一个公网端口，你发送过的 IP 地址才能进来。',
  'port-restricted': '你对外只有一个公网端口，你发送过的 IP 地址和端口才能进来。',
  symmetric: '每个目标看到的端口都不同，别人无法事先知道该发往哪里。',
  'no-udp': '通话首选的 UDP 完全不通。',
  unknown: '未测量你的网络类型。',
};

const OUTLOOKS: Readonly<Record<Outlook, string>> = {
  everybody: '你可以与所有人通话',
  some: '你可以与部分人通话，但不是所有人',
  nobody: '在这里无法通话',
  unknown: '或许可以通话',
};

const RELAYS: Readonly<Record<RelayState, string>> = {
  works: '中继可用，无法直连时会使用它。',
  fails: '已设置中继，但在这里不可用。',
  missing: '未设置可用的中继。',
  unknown: '未测量中继。',
};

const ADVICE: Readonly<Record<Advice, string>> = {
  'use-https': '请用 https:// 打开此页面。',
  'use-another-browser': '请使用最新版的 Chrome、Edge、Firefox 或 Safari。',
  'allow-devices': '请点击地址栏中的图标，允许使用摄像头和麦克风。',
  'connect-devices': '请连接摄像头和麦克风，并关闭正在使用它们的其他应用。',
  'check-camera': '请移开摄像头的遮挡，或选择其他摄像头。',
  'check-microphone': '请打开麦克风，或选择其他麦克风。',
  'check-server': '请检查你的网络。如果其他人也无法连接，需要由服务器的运营者处理。',
  'ask-for-invitation': '请索取新的邀请。',
  'add-stun': '此页面的运营者可以设置 STUN 服务器。',
  'add-relay': '此页面的运营者可以设置中继（TURN）。',
  'mend-relay': '此页面的运营者需要检查中继（TURN），或你的防火墙需要放行。',
  'add-tls-relay': '此页面的运营者可以在 443 端口设置 TCP 或 TLS 中继。',
  'allow-udp': '请让防火墙放行 UDP，或换一个网络。',
  'change-nat': '请换一个网络，或把路由器设为锥型 NAT（与端点无关的映射）。',
};

export const zh: NetworkCheckTerms = {
  networkCheck: '检查你的连接',
  checkIntroduction: '检查摄像头、麦克风以及通话可用的每一条线路。大约需要半分钟，不会录制任何内容。',
  checkStart: '开始',
  checkAgain: '重新检查',
  checkCancelled: '检查已取消',
  checkDuringCall: '通话期间无法检查连接，请先离开通话。',
  checkFailed: '无法进行检查。',
  checkSteps: '步骤',
  checkVerdict: '结果',
  copyResult: '复制结果',
  resultCopied: '结果已复制',
  resultNotCopied: '浏览器未能复制',
  back: '返回',
  stepName: (name) => STEPS[name],
  stepState: (state) => STATES[state],
  stepHint: (name) => HINTS[name] ?? '',
  stepReason: (reason, name) =>
    reason === 'no-device' && name === 'permissions' ? '未全部允许，或有设备无法打开。' : REASONS[reason],
  stepPassed: (name) => PASSED[name] ?? '',
  thereAndBack: (ms) => `往返 ${ms} 毫秒。`,
  serverAddress: (server, address) =>
    address === '' ? `${server} 看到的就是你自己的地址：没有 NAT。` : `${server} 看到你的地址是 ${address}。`,
  serverSilent: (server) => `${server} 没有应答。`,
  serverError: (server, code, text) => `${server}：错误 ${code} ${text}`.trimEnd(),
  relayMedia: (kbps, loss) =>
    `数据可以通过：${(kbps / 1000).toFixed(1)} Mbit/s，丢失 ${(loss * 100).toFixed(1)} %。`,
  reflexive: (address) => `服务器看到你的地址是 ${address}。`,
  natBehaviour: (mapping, filtering) =>
    `映射：${BEHAVIOURS[mapping]}。过滤：${BEHAVIOURS[filtering]}。（RFC 4787）`,
  oneAddress: '服务器只有一个地址，因此无法区分某些类型。',
  natName: (type) => NATS[type],
  natIs: (name) => `NAT 类型：${name}`,
  natShort: (type) => SHORT[type],
  natMeaning: (type) => MEANINGS[type],
  outlook: (outlook) => OUTLOOKS[outlook],
  reachDirectly: (types) => `可以直连：${types}。`,
  reachByRelay: (types) => `只能通过中继连接：${types}。`,
  reachNobody: '无法与任何人直连。',
  relayIs: (state) => RELAYS[state],
  whatToChange: '可以怎样改善',
  nothingToChange: '无需改动。',
  advice: (advice) => ADVICE[advice],
  matrix: '谁与谁可以直连',
  matrixHelp: '你所在的行已标出。没有标记的两方需要中继。',
  matrixYou: '你',
  matrixDirect: '直连',
  matrixRelay: '仅通过中继',
};
