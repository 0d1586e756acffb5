import { errorTerms, type Terms } from './terms.js';

export const en: Terms = {
  direction: 'ltr',

  join: 'Join call',
  joinWithout: 'Join without camera and microphone',

  joining: 'Joining…',
  waitingForPermission: 'Waiting for permission…',
  permissionHelp: 'Allow camera and microphone in the question that your browser shows.',
  cancel: 'Cancel',
  youLeft: 'You left the call',
  rejoin: 'Join again',
  tryAgain: 'Try again',

  participants: 'Participants',
  waitingForOthers: 'Waiting for others to join',
  you: 'You',
  guest: 'Guest',
  turnOnSound: 'Turn on sound',
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  away: 'Connection interrupted',
  microphoneIsOff: 'Microphone is off',
  screenOf: (name) => `${name}’s screen`,
  yourScreen: 'Your screen',
  youShare: 'You are sharing your screen',

  controls: 'Call controls',
  muteMicrophone: 'Mute microphone',
  unmuteMicrophone: 'Unmute microphone',
  turnCameraOff: 'Turn camera off',
  turnCameraOn: 'Turn camera on',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  leave: 'Leave call',
  heldBack: (source) =>
    source === 'camera' ? 'Camera stopped by the system' : 'Microphone muted by the system',

  joined: 'You joined the call',
  connectedAgain: 'Connected again',
  connectionLost: 'Connection lost. Reconnecting…',

  ...errorTerms(
    {
      'permission-denied': (device) => [
        `${device} blocked`,
        'Allow access with the icon in the browser’s address bar, then try again.',
      ],
      'permission-dismissed': (device) => [
        `${device} not allowed yet`,
        'Try again and choose “Allow” when your browser asks.',
      ],
      'system-denied': (device) => [
        `${device} blocked by the system`,
        'Allow the browser to use it in the system’s privacy settings, then try again.',
      ],
      'device-not-found': (device) => [`${device} not found`, 'Connect one, then try again.'],
      'device-in-use': (device) => [
        `${device} in use`,
        'Close other apps that use it, check the system’s privacy settings, then try again.',
      ],
      'device-unavailable': (device) => [`${device} disconnected`, 'Connect it again or choose another one.'],
      'device-failed': (device) => [`${device} did not start`, 'Plug it in again, then try again.'],
      'media-disabled': (device) => [
        `${device} not allowed on this page`,
        'The page has to permit camera and microphone.',
      ],
      'insecure-context': [
        'This page is not secure',
        'Camera and microphone need HTTPS. Open it with https://.',
      ],
      'unsupported-browser': [
        'This browser cannot make calls',
        'Open the page in a current Chrome, Edge, Firefox or Safari. An extension or a setting may forbid calls.',
      ],
      'room-full': ['The call is full', 'Try again when somebody has left.'],
      unauthorized: ['You may not join this call', 'Ask for a new invitation.'],
      'rate-limited': ['Too many attempts', 'Wait a moment, then try again.'],
      'server-busy': ['The server is busy', 'Wait a moment, then try again.'],
      'server-unreachable': ['The server cannot be reached', 'Check your connection, then try again.'],
      'server-lost': ['The connection was lost', 'Check your connection, then try again.'],
      replaced: ['The call goes on elsewhere', 'You joined again in another tab or on another device.'],
      removed: ['You were removed from the call', 'Ask the others to let you in again.'],
      'bad-message': ['Page and server do not fit together', 'Reload the page, then try again.'],
      'unsupported-version': ['This page is out of date', 'Reload it, then try again.'],
      'load-failed': ['A part of the call could not be loaded', 'Check your connection, then try again.'],
      'no-picture': ['No photo taken', 'Turn the camera on, then try again.'],
      'no-sound': [
        'Some sound is not in the recording',
        'This browser cannot record all of it. Try another one.',
      ],
      'connection-failed': [
        'No connection to a participant',
        'A firewall may be in the way. Try another network.',
      ],
      'negotiation-failed': ['No connection to a participant', 'Leave, then join again.'],
      'invalid-options': [
        'This call is not set up',
        'It needs the address of a server and the name of a room.',
      ],
      fromServer: ['The server reports a problem', 'Wait a moment, then try again.'],
      other: ['Something went wrong', 'Wait a moment, then try again.'],
    },
    { microphone: 'Microphone', camera: 'Camera', both: 'Camera and microphone' },
  ),
};
