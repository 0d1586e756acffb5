import type { QualityPreset } from '../../core/features/quality/index.js';
import { addWords } from '../words/localize.js';

type BackgroundChoice = 'none' | 'blur' | 'picture';

interface SettingsTerms {
  settingsOfCall: string;
  closeSettings: string;
  automatic: string;
  mirrorSetting: string;
  mirrorHelp: string;
  mirrored: string;
  notMirrored: string;
  backgroundSetting: string;
  backgroundChoice: (choice: BackgroundChoice) => string;
  chooseBackground: string;
  noiseSetting: string;
  noiseHelp: string;
  effectStarting: string;
  qualitySetting: string;
  qualityPreset: (preset: QualityPreset) => string;
  lowDataSetting: string;
  lowDataHelp: string;
  holdToTalkSetting: string;
  holdToTalkHelp: string;
  mutedNoticeSetting: string;
  mutedNoticeHelp: string;
  smallWindowSetting: string;
  smallWindowHelp: string;
  smallWindowImpossible: string;
  languageSetting: string;
  languageOfPage: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends SettingsTerms {}
}

const EN_BACKGROUND = { none: 'As it is', blur: 'Blurred', picture: 'A picture' } as const;
const ZH_BACKGROUND = { none: '原样', blur: '模糊', picture: '图片' } as const;
const EN = { low: 'Low', standard: 'Standard', high: 'High', auto: 'Automatic' } as const;
const ZH = { low: '低', standard: '标准', high: '高', auto: '自动' } as const;

addWords<SettingsTerms>({
  en: {
    settingsOfCall: 'Settings',
    closeSettings: 'Close',
    automatic: 'Automatic',
    mirrorSetting: 'My own picture',
    mirrorHelp: 'The others never see it mirrored.',
    mirrored: 'Mirrored',
    notMirrored: 'Not mirrored',
    backgroundSetting: 'Background',
    backgroundChoice: (choice) => EN_BACKGROUND[choice],
    chooseBackground: 'Choose a picture…',
    noiseSetting: 'Suppress noise',
    noiseHelp: 'Takes everything but voices out of your sound. Music suffers from it.',
    effectStarting: 'Starting…',
    qualitySetting: 'Quality of my video',
    qualityPreset: (preset) => EN[preset],
    lowDataSetting: 'Save data: sound only',
    lowDataHelp: 'For this call. Turns your camera off, and asks the others not to send you theirs.',
    holdToTalkSetting: 'Hold the space bar to talk',
    holdToTalkHelp:
      'While you are muted. Click a picture first: on a button or in a field the space bar does what it always does.',
    mutedNoticeSetting: 'Tell me when I speak while muted',
    mutedNoticeHelp: 'Listens to how loud it is here for ten minutes after you mute. Nothing is sent.',
    smallWindowSetting: 'Small window when I leave the tab',
    smallWindowHelp: 'Your browser may ask you the first time.',
    smallWindowImpossible: 'This browser cannot open it by itself.',
    languageSetting: 'Language',
    languageOfPage: 'As the page',
  },
  zh: {
    settingsOfCall: '设置',
    closeSettings: '关闭',
    automatic: '自动',
    mirrorSetting: '我自己的画面',
    mirrorHelp: '其他人看到的画面不会镜像。',
    mirrored: '镜像',
    notMirrored: '不镜像',
    backgroundSetting: '背景',
    backgroundChoice: (choice) => ZH_BACKGROUND[choice],
    chooseBackground: '选择图片…',
    noiseSetting: '降噪',
    noiseHelp: '只保留人声，去除其他声音。不适合音乐。',
    effectStarting: '正在启动…',
    qualitySetting: '我的视频质量',
    qualityPreset: (preset) => ZH[preset],
    lowDataSetting: '省流量：仅语音',
    lowDataHelp: '仅限本次通话。关闭你的摄像头，并请其他人不向你发送画面。',
    holdToTalkSetting: '按住空格键说话',
    holdToTalkHelp: '静音时有效。请先点击画面：焦点在按钮或输入框时，空格键保持原有作用。',
    mutedNoticeSetting: '静音时说话提醒我',
    mutedNoticeHelp: '静音后十分钟内，本页面会检测麦克风的音量，不会发送任何声音。',
    smallWindowSetting: '离开标签页时打开小窗口',
    smallWindowHelp: '首次使用时，浏览器可能会询问你。',
    smallWindowImpossible: '此浏览器无法自动打开小窗口。',
    languageSetting: '语言',
    languageOfPage: '与页面相同',
  },
});
