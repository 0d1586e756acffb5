import type { QualityPreset } from '../../core/features/quality/index.js';
import { addWords } from '../words/dictionary.js';
import { choose } from '../words/forms.js';

type BackgroundChoice = 'none' | 'blur' | 'picture';

export interface SettingsTerms {
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

addWords({
  settingsOfCall: 'Settings',
  closeSettings: 'Close',
  automatic: 'Automatic',
  mirrorSetting: 'My own picture',
  mirrorHelp: 'The others never see it mirrored.',
  mirrored: 'Mirrored',
  notMirrored: 'Not mirrored',
  backgroundSetting: 'Background',
  backgroundChoice: choose({ none: 'As it is', blur: 'Blurred', picture: 'A picture' }),
  chooseBackground: 'Choose a picture…',
  noiseSetting: 'Suppress noise',
  noiseHelp: 'Takes everything but voices out of your sound. Music suffers from it.',
  effectStarting: 'Starting…',
  qualitySetting: 'Quality of my video',
  qualityPreset: choose({ low: 'Low', standard: 'Standard', high: 'High', auto: 'Automatic' }),
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
} satisfies SettingsTerms);
