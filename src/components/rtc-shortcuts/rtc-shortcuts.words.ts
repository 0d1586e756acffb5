import { addWords } from '../words/dictionary.js';
import { choose } from '../words/forms.js';
import type { ShortcutAction } from './shortcut-keys.js';

export interface ShortcutTerms {
  shortcuts: string;
  shortcutsHelp: string;
  shortcut: (action: ShortcutAction) => string;
  spaceBar: string;
  talkWhileHeld: string;
  close: string;
}

addWords({
  shortcuts: 'Keyboard shortcuts',
  shortcutsHelp: 'They work while the focus is in the call.',
  shortcut: choose({
    microphone: 'Mute or unmute the microphone',
    camera: 'Turn the camera off or on',
    screen: 'Share the screen, or stop',
    chat: 'Show or hide the chat',
    snapshot: 'Take a photo',
    record: 'Record the call, or stop',
    inspect: 'Show or hide the connections in detail',
    fullscreen: 'Full screen',
    help: 'Show this list',
  }),
  spaceBar: 'Space',
  talkWhileHeld: 'Talk as long as it is held',
  close: 'Close',
} satisfies ShortcutTerms);
