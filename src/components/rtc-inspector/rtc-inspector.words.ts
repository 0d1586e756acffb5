import type { Source } from '../../core/index.js';
import type { CandidateType, ImportProblem, PairReason } from '../../core/features/inspect/index.js';
import { addWords } from '../words/localize.js';
import type { RecordGroup } from './record-text.js';
import { SOURCES_EN, SOURCES_ZH } from './source-names.js';
import type { InspectorTab } from './tabs.js';

/** Texts and labels of `<rtc-inspector>`. Names of people come isolated. */
export interface InspectorTerms {
  inspector: string;
  inspectorClose: string;
  inspectorParticipant: string;
  inspectorAlone: string;
  inspectorExport: string;
  inspectorImport: string;
  inspectorAddresses: string;
  inspectorFile: (date: string) => string;
  inspectorLive: string;
  inspectorImportProblem: (problem: ImportProblem) => string;
  inspectorTab: (tab: InspectorTab) => string;
  inspectorNothing: string;
  // Timeline
  inspectorOverview: (records: number, seconds: string) => string;
  inspectorFilter: string;
  inspectorGroup: (group: RecordGroup) => string;
  inspectorSides: string;
  inspectorSent: (what: string) => string;
  inspectorReceived: (what: string) => string;
  inspectorDescription: (type: 'offer' | 'answer') => string;
  inspectorCandidate: string;
  inspectorLastCandidate: string;
  inspectorAskRestart: string;
  inspectorAskRenew: string;
  inspectorState: (what: string, state: string) => string;
  inspectorStateName: (what: string) => string;
  inspectorServerError: (url: string, code: number) => string;
  inspectorRestart: string;
  inspectorRenew: string;
  inspectorSending: (source: Source, on: boolean) => string;
  inspectorReceiving: (source: Source) => string;
  inspectorQuality: (grade: string) => string;
  inspectorNewConnection: string;
  // Descriptions
  inspectorShow: string;
  inspectorCompare: string;
  inspectorCompareNothing: string;
  inspectorCopy: string;
  inspectorCopied: string;
  inspectorNotCopied: string;
  inspectorLines: (lines: number) => string;
  inspectorSame: string;
  inspectorAdded: string;
  inspectorRemoved: string;
  // Candidates
  inspectorPairs: string;
  inspectorLocal: string;
  inspectorRemote: string;
  inspectorServers: string;
  inspectorConfiguration: string;
  inspectorType: (type: CandidateType) => string;
  inspectorPriority: (type: number, local: number, component: number) => string;
  inspectorBehind: (address: string) => string;
  inspectorRelayBy: (protocol: string) => string;
  inspectorNoAddress: string;
  inspectorReason: (reason: PairReason) => string;
  inspectorBytes: (sent: string, received: string) => string;
  inspectorNoServers: string;
  inspectorFound: (types: string) => string;
  inspectorFoundNothing: string;
  inspectorWithCredential: string;
  inspectorTransportPolicy: string;
  inspectorBundlePolicy: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends InspectorTerms {}
}

type Table<Key extends string> = Readonly<Record<Key, string>>;

const TABS_EN: Table<InspectorTab> = {
  timeline: 'Timeline',
  descriptions: 'Descriptions',
  candidates: 'Candidates',
  plots: 'Plots',
  verification: 'Verification',
};

const TABS_ZH: Table<InspectorTab> = {
  timeline: '时间线',
  descriptions: '描述',
  candidates: '候选',
  plots: '图表',
  verification: '验证',
};

const GROUPS_EN: Table<RecordGroup> = {
  descriptions: 'Offers and answers',
  candidates: 'Candidates',
  states: 'States',
  repairs: 'Restarts',
  tracks: 'Tracks',
  quality: 'Quality',
};

const GROUPS_ZH: Table<RecordGroup> = {
  descriptions: '提议与应答',
  candidates: '候选',
  states: '状态',
  repairs: '重启',
  tracks: '轨道',
  quality: '质量',
};

const PROBLEMS_EN: Table<ImportProblem> = {
  'too-large': 'The file is larger than 16 MB. Nothing was imported.',
  'not-an-inspection': 'This is no file of an inspector, or it is damaged. Nothing was imported.',
  'newer-version': 'A newer version made this file. Nothing was imported.',
  unreadable: 'The file could not be read. Nothing was imported.',
};

const PROBLEMS_ZH: Table<ImportProblem> = {
  'too-large': '文件超过 16 MB，未导入。',
  'not-an-inspection': '这不是连接详情的文件，或文件已损坏，未导入。',
  'newer-version': '此文件由更新的版本生成，未导入。',
  unreadable: '无法读取文件，未导入。',
};

const TYPES_EN: Table<CandidateType> = {
  host: 'host: of this machine itself',
  srflx: 'srflx: seen by a STUN server',
  prflx: 'prflx: seen by the other side',
  relay: 'relay: at a TURN server',
};

const TYPES_ZH: Table<CandidateType> = {
  host: 'host：本机地址',
  srflx: 'srflx：STUN 服务器看到的地址',
  prflx: 'prflx：对方看到的地址',
  relay: 'relay：TURN 服务器上的地址',
};

const REASONS_EN: Table<PairReason> = {
  selected: 'In use',
  failed: 'Failed: no answer came back over it',
  waiting: 'Not tried yet',
  checking: 'Being tried',
  'lower-priority': 'Works, but its priority is lower',
  'not-chosen': 'Works, but the other one was found first or chosen by the other side',
};

const REASONS_ZH: Table<PairReason> = {
  selected: '正在使用',
  failed: '失败：没有收到应答',
  waiting: '尚未尝试',
  checking: '正在尝试',
  'lower-priority': '可用，但优先级较低',
  'not-chosen': '可用，但另一对先被找到，或由对方选定',
};

const STATES_EN: Readonly<Record<string, string>> = {
  signaling: 'Signaling',
  iceGathering: 'Looking for candidates',
  iceConnection: 'ICE',
  connection: 'Connection',
  dtls: 'DTLS',
  link: 'Call',
};

const STATES_ZH: Readonly<Record<string, string>> = {
  signaling: '信令',
  iceGathering: '收集候选',
  iceConnection: 'ICE',
  connection: '连接',
  dtls: 'DTLS',
  link: '通话',
};

const en: InspectorTerms = {
  inspector: 'Connections in detail',
  inspectorClose: 'Close',
  inspectorParticipant: 'Connection with',
  inspectorAlone: 'Nobody else is here yet.',
  inspectorExport: 'Export',
  inspectorImport: 'Import',
  inspectorAddresses: 'Show addresses',
  inspectorFile: (date) => `From a file of ${date}`,
  inspectorLive: 'Close the file',
  inspectorImportProblem: (problem) => PROBLEMS_EN[problem],
  inspectorTab: (tab) => TABS_EN[tab],
  inspectorNothing: 'Nothing yet.',
  inspectorOverview: (records, seconds) => `${String(records)} events in ${seconds} s`,
  inspectorFilter: 'Events to show',
  inspectorGroup: (group) => GROUPS_EN[group],
  inspectorSides: 'Left: this page. Right: the other side.',
  inspectorSent: (what) => `${what} sent`,
  inspectorReceived: (what) => `${what} received`,
  inspectorDescription: (type) => (type === 'offer' ? 'Offer' : 'Answer'),
  inspectorCandidate: 'Candidate',
  inspectorLastCandidate: 'End of the candidates',
  inspectorAskRestart: 'Request for a restart',
  inspectorAskRenew: 'Request for a new connection',
  inspectorState: (what, state) => `${what}: ${state}`,
  inspectorStateName: (what) => STATES_EN[what] ?? what,
  inspectorServerError: (url, code) =>
    code === 701 ? `No answer from ${url} (701)` : `${url} failed with ${String(code)}`,
  inspectorRestart: 'Looking for a new path',
  inspectorRenew: 'Making a new connection',
  inspectorSending: (source, on) => `${on ? 'Sending' : 'No longer sending'}: ${SOURCES_EN[source]}`,
  inspectorReceiving: (source) => `Track of the other side: ${SOURCES_EN[source]}`,
  inspectorQuality: (grade) => `Received quality: ${grade}`,
  inspectorNewConnection: 'New connection',
  inspectorShow: 'Description',
  inspectorCompare: 'Compare with',
  inspectorCompareNothing: 'nothing',
  inspectorCopy: 'Copy',
  inspectorCopied: 'Copied',
  inspectorNotCopied: 'The browser does not let this page copy.',
  inspectorLines: (lines) => `${String(lines)} ${lines === 1 ? 'line' : 'lines'}`,
  inspectorSame: 'Both are the same.',
  inspectorAdded: 'only in the second one',
  inspectorRemoved: 'only in the first one',
  inspectorPairs: 'Pairs that were tried',
  inspectorLocal: 'Candidates of this side',
  inspectorRemote: 'Candidates of the other side',
  inspectorServers: 'ICE servers',
  inspectorConfiguration: 'Configuration',
  inspectorType: (type) => TYPES_EN[type],
  inspectorPriority: (type, local, component) =>
    `type ${String(type)} × 2²⁴ + local ${String(local)} × 2⁸ + (256 − component ${String(component)})`,
  inspectorBehind: (address) => `behind it: ${address}`,
  inspectorRelayBy: (protocol) => `reached over ${protocol}`,
  inspectorNoAddress: 'address hidden by the browser',
  inspectorReason: (reason) => REASONS_EN[reason],
  inspectorBytes: (sent, received) => `${sent} sent, ${received} received`,
  inspectorNoServers: 'None is configured: only direct paths within reach are found.',
  inspectorFound: (types) => `found: ${types}`,
  inspectorFoundNothing: 'no candidate is known to be found by it',
  inspectorWithCredential: 'with credentials (not shown)',
  inspectorTransportPolicy: 'Paths',
  inspectorBundlePolicy: 'Bundle',
};

const zh: InspectorTerms = {
  inspector: '连接详情',
  inspectorClose: '关闭',
  inspectorParticipant: '连接对象',
  inspectorAlone: '还没有其他人加入。',
  inspectorExport: '导出',
  inspectorImport: '导入',
  inspectorAddresses: '显示地址',
  inspectorFile: (date) => `来自 ${date} 的文件`,
  inspectorLive: '关闭文件',
  inspectorImportProblem: (problem) => PROBLEMS_ZH[problem],
  inspectorTab: (tab) => TABS_ZH[tab],
  inspectorNothing: '尚无内容。',
  inspectorOverview: (records, seconds) => `${seconds} 秒内 ${String(records)} 个事件`,
  inspectorFilter: '显示的事件',
  inspectorGroup: (group) => GROUPS_ZH[group],
  inspectorSides: '左：本页；右：对方。',
  inspectorSent: (what) => `已发送${what}`,
  inspectorReceived: (what) => `已收到${what}`,
  inspectorDescription: (type) => (type === 'offer' ? '提议（offer）' : '应答（answer）'),
  inspectorCandidate: '候选',
  inspectorLastCandidate: '候选结束',
  inspectorAskRestart: '重启请求',
  inspectorAskRenew: '新建连接请求',
  inspectorState: (what, state) => `${what}：${state}`,
  inspectorStateName: (what) => STATES_ZH[what] ?? what,
  inspectorServerError: (url, code) =>
    code === 701 ? `${url} 没有应答（701）` : `${url} 失败，代码 ${String(code)}`,
  inspectorRestart: '正在寻找新路径',
  inspectorRenew: '正在新建连接',
  inspectorSending: (source, on) => `${on ? '开始发送' : '停止发送'}：${SOURCES_ZH[source]}`,
  inspectorReceiving: (source) => `对方的轨道：${SOURCES_ZH[source]}`,
  inspectorQuality: (grade) => `接收质量：${grade}`,
  inspectorNewConnection: '新连接',
  inspectorShow: '描述',
  inspectorCompare: '比较对象',
  inspectorCompareNothing: '无',
  inspectorCopy: '复制',
  inspectorCopied: '已复制',
  inspectorNotCopied: '浏览器不允许此页面复制。',
  inspectorLines: (lines) => `${String(lines)} 行`,
  inspectorSame: '两者相同。',
  inspectorAdded: '仅在第二个中',
  inspectorRemoved: '仅在第一个中',
  inspectorPairs: '尝试过的候选对',
  inspectorLocal: '本方候选',
  inspectorRemote: '对方候选',
  inspectorServers: 'ICE 服务器',
  inspectorConfiguration: '配置',
  inspectorType: (type) => TYPES_ZH[type],
  inspectorPriority: (type, local, component) =>
    `类型 ${String(type)} × 2²⁴ + 本地 ${String(local)} × 2⁸ +（256 − 组件 ${String(component)}）`,
  inspectorBehind: (address) => `其后：${address}`,
  inspectorRelayBy: (protocol) => `经 ${protocol} 到达`,
  inspectorNoAddress: '地址被浏览器隐藏',
  inspectorReason: (reason) => REASONS_ZH[reason],
  inspectorBytes: (sent, received) => `发送 ${sent}，接收 ${received}`,
  inspectorNoServers: '未配置：只能找到可直达的路径。',
  inspectorFound: (types) => `找到：${types}`,
  inspectorFoundNothing: '未知有候选由它找到',
  inspectorWithCredential: '带凭据（不显示）',
  inspectorTransportPolicy: '路径',
  inspectorBundlePolicy: '捆绑',
};

addWords({ en, zh });
