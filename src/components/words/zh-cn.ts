import { registerTranslation } from '@shoelace-style/localize';
import { errorTerms, type Terms } from './terms.js';

/** Simplified Chinese, for every `zh` that has no words of its own. */
export const zhCn: Terms = {
  $code: 'zh',
  $name: '简体中文',
  $dir: 'ltr',

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

registerTranslation(zhCn);
