import { addWords } from '../words/dictionary.js';

export interface MicrophoneNoticeTerms {
  youAreMuted: string;
  unmute: string;
  microphoneIsSilent: string;
  chooseMicrophone: string;
}

addWords({
  youAreMuted: 'You are muted',
  unmute: 'Unmute',
  microphoneIsSilent: 'Your microphone is silent',
  chooseMicrophone: 'Choose another one',
} satisfies MicrophoneNoticeTerms);
