import type { Transfer } from '../../core/features/files/index.js';
import { addWords } from '../words/dictionary.js';
import { choose, formatsOf } from '../words/forms.js';

const { plural } = formatsOf('en');

/** Reason why a transfer ended before it was complete. */
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

addWords({
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
    plural(characters, { one: 'Too long by # character.', other: 'Too long by # characters.' }),
  chatTooFast: 'Too many messages at once. Wait a moment.',
  chatNewest: 'New messages',
  chatUndelivered: (names) => `Not delivered to ${names}`,
  fileTo: (name) => `To ${name}`,
  fileWaiting: (name) => `Waiting for ${name} to accept`,
  fileProgress: (file) => `Progress of ${file}`,
  fileSent: 'Sent',
  fileReceived: 'Received',
  fileDeclined: 'Declined',
  fileDeclinedBy: (name) => `Declined by ${name}`,
  fileCancelled: 'Cancelled',
  fileFailed: choose({
    disconnected: 'Failed: the connection ended',
    interrupted: 'Failed: the connection keeps breaking',
    corrupted: 'Failed: the file arrived damaged',
    unreadable: 'Failed: the file could not be read',
    'not-stored': 'Failed: the file could not be saved',
    'too-many': 'Not sent: too many files at once',
    refused: 'Failed: unexpected data',
  }),
  fileAccept: 'Accept',
  fileDecline: 'Decline',
  fileCancel: 'Cancel',
  fileSave: 'Save',
  fileAction: (action, file) => `${action} ${file}`,
} satisfies ChatTerms);
