import { addWords } from '../words/dictionary.js';
import { formatsOf } from '../words/forms.js';

const { plural } = formatsOf('en');

export interface ControlsTerms {
  takePhoto: string;
  /** With the number of messages that are new; 0 for none. */
  openChat: (unread: number) => string;
  record: string;
  stopRecording: string;
  saveData: string;
  stopSavingData: string;
  inspect: string;
  settings: string;
}

addWords({
  takePhoto: 'Take photo',
  openChat: (unread) =>
    unread > 0 ? plural(unread, { one: 'Chat, # new message', other: 'Chat, # new messages' }) : 'Chat',
  record: 'Record',
  stopRecording: 'Stop recording',
  saveData: 'Save data: sound only',
  stopSavingData: 'Show pictures again',
  inspect: 'Connections in detail',
  settings: 'Settings',
} satisfies ControlsTerms);
