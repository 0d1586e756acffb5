const MARKS = ['speaking-icon', 'quality-icon', 'silenced-icon'];
const TOOLS = ['tools-button', 'menu', 'menu-item', 'connection', 'volume'];
const TILE = [
  'tile',
  'video',
  'avatar',
  'badge',
  'name',
  'muted-icon',
  'hint',
  'sound-button',
  'retry-button',
  ...MARKS,
  ...TOOLS,
];
const BUTTONS = ['button', 'microphone-button', 'camera-button'];
const DEVICES = ['field', 'label', 'select', 'meter', 'note', 'button', 'flip-button', 'speaker-test-button'];

const list = (...parts: readonly (readonly string[])[]): string => [...new Set(parts.flat())].join();

/** Values for `exportparts`: what a page can style from outside, written down once. */
export const PARTS = {
  tile: list(TILE),
  marks: list(MARKS),
  tools: list(TOOLS),
  devices: list(DEVICES),
  stage: list(TILE, ['stage', 'grid', 'self', 'waiting', 'sharing', 'stop-button']),
  controls: list(BUTTONS, [
    'toolbar',
    'screen-button',
    'snapshot-button',
    'record-button',
    'chat-button',
    'low-data-button',
    'leave-button',
    // A tile has a part `badge`, too.
    'badge:unread-badge',
  ]),
  chat: list(
    ['log', 'empty', 'message', 'own-message', 'sender', 'time', 'bubble', 'link', 'undelivered'],
    [
      'file',
      'file-name',
      'file-size',
      'file-status',
      'progress',
      'button',
      'accept-button',
      'decline-button',
    ],
    ['cancel-button', 'save-button', 'newest-button', 'composer', 'composer-hint', 'input', 'attach-button'],
    ['send-button', 'drop'],
  ),
  snapshot: 'photo,flash,image,button,save-button,copy-button,dismiss-button',
  recording: list(
    ['recording', 'consent', 'asking', 'mark', 'progress', 'result', 'button', 'accept-button'],
    ['decline-button', 'withdraw-button', 'cancel-button', 'stop-button', 'save-button', 'discard-button'],
    ['keep-button', 'dismiss-button'],
    // A lobby has a part `error`, too.
    ['error:recording-error'],
  ),
  lobby: list(TILE, BUTTONS, DEVICES, [
    'lobby',
    'preview',
    'form',
    'heading',
    'room',
    'devices',
    'error',
    'retry-button',
    'allow-button',
    'name-input',
    'join-button',
  ]),
} as const;
