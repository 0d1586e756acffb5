import { addWords } from '../words/dictionary.js';
import { formatsOf } from '../words/forms.js';

const { plural } = formatsOf('en');

export interface RecordingTerms {
  recordingRequest: (name: string) => string;
  recordingRequestHelp: string;
  recordingAccept: string;
  recordingDecline: string;
  recordingAsking: string;
  recordingAskingHelp: (count: number) => string;
  recordingCancel: string;
  recordingRuns: string;
  recordingStarted: string;
  recordingWithout: (names: string) => string;
  recordingEnd: string;
  recordingOfYou: (name: string) => string;
  recordingOfYouOver: (name: string) => string;
  recordingWithdraw: string;
  recordingFinishing: string;
  recordingFinished: string;
  recordingSaved: string;
  recordingLimit: string;
  recordingBroken: string;
  recordingSave: string;
  recordingDiscard: string;
  recordingDiscardSure: string;
  recordingKeep: string;
  recordingDismiss: string;
  recordingFailed: string;
  recordingDeclined: string;
  recordingUnsupported: string;
  recordingFailedHelp: string;
}

addWords({
  recordingRequest: (name) => `${name} wants to record this call`,
  recordingRequestHelp:
    'If you accept, your picture, sound and screen are recorded. You can withdraw at any time.',
  recordingAccept: 'Accept',
  recordingDecline: 'Decline',
  recordingAsking: 'Asking everybody…',
  recordingAskingHelp: (count) =>
    plural(count, {
      one: '# person has not answered yet. Recording starts when they have.',
      other: '# people have not answered yet. Recording starts when they have.',
    }),
  recordingCancel: 'Cancel',
  recordingRuns: 'Recording',
  recordingStarted: 'Recording started',
  recordingWithout: (names) => `Not in it: ${names}`,
  recordingEnd: 'Stop',
  recordingOfYou: (name) => `${name} is recording you`,
  recordingOfYouOver: (name) => `${name} is no longer recording you`,
  recordingWithdraw: 'Withdraw',
  recordingFinishing: 'Finishing the recording…',
  recordingFinished: 'Recording finished',
  recordingSaved: 'Recording saved',
  recordingLimit: 'It stopped because it became too large. Everything until then is in it.',
  recordingBroken: 'The browser could not go on. Everything until then is in it.',
  recordingSave: 'Save',
  recordingDiscard: 'Discard',
  recordingDiscardSure: 'Discard this recording for good?',
  recordingKeep: 'Keep',
  recordingDismiss: 'Close',
  recordingFailed: 'Nothing was recorded',
  recordingDeclined: 'The participant does not want to be recorded.',
  recordingUnsupported: 'This browser cannot record calls. Try a current Chrome, Edge, Firefox or Safari.',
  recordingFailedHelp: 'Try again in a moment.',
} satisfies RecordingTerms);
