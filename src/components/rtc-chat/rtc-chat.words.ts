import type { Transfer } from '../../core/features/files/index.js';
import { addWords } from '../words/localize.js';

/** Why a transfer ended before it was complete. */
type Reason = Exclude<Transfer['reason'], undefined>;

/** Texts and labels of `<rtc-chat>`. Names of people and files come isolated. */
export interface ChatTerms {
  chat: string;
  chatMessages: string;
  chatEmpty: string;
  /** Announcement of a new message or file. */
  chatSays: (name: string, text: string) => string;
  chatOffers: (name: string, file: string) => string;
  chatWrite: string;
  chatSend: string;
  chatAttach: string;
  chatDrop: string;
  chatNotJoined: string;
  chatAlone: string;
  chatTooLong: (characters: number) => string;
  chatTooFast: string;
  chatNewest: string;
  chatSending: string;
  chatUndelivered: (names: string) => string;
  fileTo: (name: string) => string;
  fileWaiting: (name: string) => string;
  fileProgress: (file: string) => string;
  fileSent: string;
  fileReceived: string;
  fileDeclined: string;
  fileDeclinedBy: (name: string) => string;
  fileCancelled: string;
  fileFailed: (reason: Reason) => string;
  fileAccept: string;
  fileDecline: string;
  fileCancel: string;
  fileSave: string;
  /** Label of a button, of which there may be one for each file. */
  fileAction: (action: string, file: string) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends ChatTerms {}
}

const FAILED_EN: Readonly<Record<Reason, string>> = {
  disconnected: 'Failed: the connection ended',
  interrupted: 'Failed: the connection keeps breaking',
  corrupted: 'Failed: the file arrived damaged',
  unreadable: 'Failed: the file could not be read',
  'not-stored': 'Failed: the file could not be saved',
  'too-many': 'Not sent: too many files at once',
  refused: 'Failed: unexpected data',
};

const FAILED_ZH: Readonly<Record<Reason, string>> = {
  disconnected: '失败：连接已结束',
  interrupted: '失败：连接反复中断',
  corrupted: '失败：收到的文件已损坏',
  unreadable: '失败：无法读取文件',
  'not-stored': '失败：无法保存文件',
  'too-many': '未发送：同时发送的文件过多',
  refused: '失败：收到意外数据',
};

const en: ChatTerms = {
  chat: 'Chat',
  chatMessages: 'Messages',
  chatEmpty:
    'Messages and files go directly to the people in the call. Whoever joins later does not get them.',
  chatSays: (name, text) => `${name}: ${text}`,
  chatOffers: (name, file) => `${name} wants to send you ${file}`,
  chatWrite: 'Write a message',
  chatSend: 'Send',
  chatAttach: 'Attach files',
  chatDrop: 'Drop files to send them',
  chatNotJoined: 'Join the call to chat.',
  chatAlone: 'Nobody else is here yet.',
  chatTooLong: (characters) =>
    `Too long by ${String(characters)} ${characters === 1 ? 'character' : 'characters'}.`,
  chatTooFast: 'Too many messages at once. Wait a moment.',
  chatNewest: 'New messages',
  chatSending: 'Sending…',
  chatUndelivered: (names) => `Not delivered to ${names}`,
  fileTo: (name) => `To ${name}`,
  fileWaiting: (name) => `Waiting for ${name} to accept`,
  fileProgress: (file) => `Progress of ${file}`,
  fileSent: 'Sent',
  fileReceived: 'Received',
  fileDeclined: 'Declined',
  fileDeclinedBy: (name) => `Declined by ${name}`,
  fileCancelled: 'Cancelled',
  fileFailed: (reason) => FAILED_EN[reason],
  fileAccept: 'Accept',
  fileDecline: 'Decline',
  fileCancel: 'Cancel',
  fileSave: 'Save',
  fileAction: (action, file) => `${action} ${file}`,
};

const zh: ChatTerms = {
  chat: '聊天',
  chatMessages: '消息',
  chatEmpty: '消息和文件会直接发送给通话中的人，之后加入的人不会收到。',
  chatSays: (name, text) => `${name}：${text}`,
  chatOffers: (name, file) => `${name} 想向你发送 ${file}`,
  chatWrite: '输入消息',
  chatSend: '发送',
  chatAttach: '添加文件',
  chatDrop: '松开即可发送文件',
  chatNotJoined: '加入通话后即可聊天。',
  chatAlone: '还没有其他人加入。',
  chatTooLong: (characters) => `超出 ${String(characters)} 个字符。`,
  chatTooFast: '发送过于频繁，请稍候。',
  chatNewest: '新消息',
  chatSending: '正在发送…',
  chatUndelivered: (names) => `未送达 ${names}`,
  fileTo: (name) => `发送给 ${name}`,
  fileWaiting: (name) => `正在等待 ${name} 接收`,
  fileProgress: (file) => `${file} 的传输进度`,
  fileSent: '已发送',
  fileReceived: '已接收',
  fileDeclined: '已拒绝',
  fileDeclinedBy: (name) => `${name} 已拒绝`,
  fileCancelled: '已取消',
  fileFailed: (reason) => FAILED_ZH[reason],
  fileAccept: '接收',
  fileDecline: '拒绝',
  fileCancel: '取消',
  fileSave: '保存',
  fileAction: (action, file) => `${action} ${file}`,
};

addWords({ en, zh });
