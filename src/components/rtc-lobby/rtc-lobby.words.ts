import { addWords } from '../words/dictionary.js';

export interface LobbyTerms {
  ready: string;
  room: string;
  yourName: string;
  allow: string;
  allowHelp: string;
}

addWords({
  ready: 'Ready to join?',
  room: 'Room',
  yourName: 'Your name',
  allow: 'Allow camera and microphone',
  allowHelp: 'The others see and hear you once you join.',
} satisfies LobbyTerms);
