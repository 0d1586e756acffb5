import { choose, formatsOf } from '../forms.js';
import { errorTerms } from '../terms.js';
import type { CallWords } from '../words.js';

const { number } = formatsOf('zh');

const DEVICES = { videoinput: '摄像头', audioinput: '麦克风', audiooutput: '扬声器' };

const CHANGES = {
  unplugged: '已拔出',
  returned: '已重新连接',
  default: '已被系统更改',
  selected: '已更改',
};

export const call: CallWords = {
  direction: 'ltr',

  join: '加入通话',
  joinWithout: '不使用摄像头和麦克风加入',

  joining: '正在建立远程连接…',
  waitingForPermission: '正在等待授权…',
  permissionHelp: '请在浏览器的提示中允许使用摄像头和麦克风。',
  cancel: '取消',
  youLeft: '你已离开通话',
  rejoin: '重新加入',
  tryAgain: '重试',

  participants: '参与者',
  waitingForOthers: '正在等待其他人加入',
  you: '你',
  guest: '访客',
  turnOnSound: '打开声音',
  connecting: '正在连接…',
  reconnecting: '正在重新连接…',
  away: '连接中断',
  microphoneIsOff: '麦克风已关闭',
  screenOf: (name) => `${name} 的屏幕`,
  yourScreen: '你的屏幕',
  youShare: '你正在共享屏幕',

  controls: '通话控制',
  muteMicrophone: '静音',
  unmuteMicrophone: '取消静音',
  turnCameraOff: '关闭摄像头',
  turnCameraOn: '打开摄像头',
  shareScreen: '共享屏幕',
  stopSharing: '停止共享',
  leave: '断开远程连接',
  heldBack: (source) => (source === 'camera' ? '摄像头已被系统停用' : '麦克风已被系统静音'),

  joined: '你已加入通话',
  connectedAgain: '已重新连接',
  connectionLost: '连接已断开，正在重新连接…',

  ready: '准备好加入了吗？',
  room: '房间',
  yourName: '你的名字',
  allow: '允许使用摄像头和麦克风',
  allowHelp: '加入后，其他人才能看到和听到你。',

  checkConnection: '检查你的连接',

  takePhoto: '拍照',
  openChat: (unread) => (unread > 0 ? `聊天，${number(unread)} 条新消息` : '聊天'),
  record: '录制',
  stopRecording: '停止录制',
  saveData: '省流量：仅语音',
  stopSavingData: '恢复画面',
  inspect: '连接详情',
  settings: '设置',

  device: choose({ videoinput: '摄像头', audioinput: '麦克风', audiooutput: '扬声器' }),
  deviceNumber: (kind, index) => `${DEVICES[kind]} ${String(index)}`,
  noDevice: (kind) => `未找到${DEVICES[kind]}`,
  testSpeaker: '测试扬声器',
  stopTest: '停止测试',
  speakerFailed: '此扬声器无法播放声音，请选择其他扬声器。',
  flipCamera: '切换摄像头',

  speaking: '正在说话',
  silenced: '已对你静音',
  grade: choose({ good: '连接良好', fair: '连接不稳定', poor: '连接很差' }),

  optionsOf: (name) => `选项：${name}`,
  pin: '固定大图',
  silence: '对我静音',
  volume: '音量',
  mirror: '镜像',
  fillTile: '填满窗格',
  showWhole: '显示完整画面',
  moveOn: '移到下一个角',
  otherCamera: '切换摄像头',
  smallWindow: '小窗口',
  fullscreen: '全屏',
  inspectConnection: '连接详情',
  roundTrip: (ms) => `${number(ms)} 毫秒`,
  standing: '已暂停：本设备繁忙',

  pageOf: (page, pages) => `第 ${number(page)} 页，共 ${number(pages)} 页`,
  previousPage: '上一页',
  nextPage: '下一页',
  moveSelf: '移动自己的画面',
  moveSelfHelp: '用方向键移到一侧，点击移到下一个角。',

  participantJoined: (name) => `${name} 已加入`,
  participantInterrupted: (name) => `${name} 的连接已中断`,
  participantBack: (name) => `${name} 已恢复连接`,
  participantLeft: (name) => `${name} 已离开`,
  microphoneMuted: '麦克风已静音',
  microphoneUnmuted: '麦克风已打开',
  cameraTurnedOff: '摄像头已关闭',
  cameraTurnedOn: '摄像头已打开',
  givenBack: (source) => (source === 'camera' ? '摄像头已恢复' : '麦克风已恢复'),
  participantShares: (name) => `${name} 正在共享屏幕`,
  verificationChanged: (name) => `与 ${name} 的连接的验证词已改变，请重新核对。`,
  youShareSilently: '你正在共享屏幕，没有声音',
  sharingEnded: '你已停止共享屏幕',
  screenFailed: '无法共享屏幕',
  screenHelp(code) {
    if (code === 'system-denied') return '请在系统的隐私设置中允许浏览器录制屏幕。';
    if (code !== 'permission-dismissed') return '请稍后再试。';
    return '如果不是你取消的：请在系统的隐私设置中允许浏览器录制屏幕。';
  },

  deviceChanged: (kind, reason, label) =>
    `${DEVICES[kind]}${CHANGES[reason]}${label ? `，正在使用 ${label}` : '。'}`,

  deviceBusy: '本设备繁忙：画面暂时缩小',

  youAreMuted: '你已静音',
  unmute: '取消静音',
  microphoneIsSilent: '你的麦克风没有声音',
  chooseMicrophone: '选择其他麦克风',

  pathProblem: choose({
    unknown: '没有连接',
    missing: '无法直连，且未设置中继服务器（TURN）',
    unreachable: '无法直连，且连不上中继服务器',
    available: '无法直连，经中继也不通：可能是对方连不上中继服务器',
    unauthorized: '无法直连，且中继服务器拒绝了凭据',
    refused: '无法直连，且中继服务器拒绝提供服务',
  }),
  pathProblemOf: (problem, relay, answer) => `${problem}（${relay}: ${answer}）`,
  relaySilent: '无应答',

  ...errorTerms(
    {
      'permission-denied': (device) => [`${device}被阻止`, '请点击地址栏中的图标允许访问，然后重试。'],
      'permission-dismissed': (device) => [`${device}尚未获得授权`, '请重试，并在浏览器询问时选择“允许”。'],
      'system-denied': (device) => [
        `${device}被系统阻止`,
        '请在系统的隐私设置中允许浏览器使用它，然后重试。',
      ],
      'device-not-found': (device) => [`未找到${device}`, '请连接设备，然后重试。'],
      'device-in-use': (device) => [
        `${device}正被占用`,
        '请关闭正在使用它的其他应用，检查系统的隐私设置，然后重试。',
      ],
      'device-unavailable': (device) => [`${device}已断开`, '请重新连接，或选择其他设备。'],
      'device-failed': (device) => [`${device}无法启动`, '请拔下设备并重新插入，然后重试。'],
      'media-disabled': (device) => [`此页面不允许使用${device}`, '页面需要开放摄像头和麦克风权限。'],
      'insecure-context': [
        '此页面不安全',
        '浏览器只允许在 HTTPS 或 localhost 下使用摄像头和麦克风。请用 https:// 打开。',
      ],
      'unsupported-browser': [
        '此浏览器无法通话',
        '请使用最新版 Chrome、Edge、Firefox 或 Safari。扩展程序或浏览器设置也可能关闭了 WebRTC。',
      ],
      'room-full': ['房间已满', '请等有人离开后再试。'],
      unauthorized: ['你无权加入此通话', '请索取新的邀请。'],
      'rate-limited': ['尝试次数过多', '请稍候再试。'],
      'server-busy': ['服务器繁忙', '请稍候再试。'],
      'server-unreachable': ['无法连接服务器', '请检查网络，然后重试。'],
      'server-lost': ['连接已断开', '请检查网络，然后重试。'],
      replaced: ['通话已在别处继续', '你已在另一个标签页或设备上重新加入。'],
      removed: ['你已被移出通话', '请让其他人重新邀请你。'],
      'bad-message': ['页面与服务器不匹配', '请刷新页面，然后重试。'],
      'unsupported-version': ['此页面已过期', '请刷新页面，然后重试。'],
      'load-failed': ['通话的部分功能未能加载', '请检查网络后重试，或刷新页面。'],
      'no-picture': ['未能拍照', '请打开摄像头，然后重试。'],
      'no-sound': ['部分声音未被录制', '此浏览器无法录制全部声音，请换用其他浏览器。'],
      'connection-failed': ['无法连接某位参与者', '可能被防火墙阻挡，请换一个网络。'],
      'negotiation-failed': ['无法连接某位参与者', '请离开通话后重新加入。'],
      'invalid-options': ['此通话尚未设置', '需要服务器地址和房间名称。'],
      fromServer: ['服务器出现问题', '请稍候再试，或刷新页面。'],
      other: ['出错了', '请稍后重试。'],
    },
    { microphone: '麦克风', camera: '摄像头', both: '摄像头和麦克风' },
  ),
};
