/** WebSocket subprotocol; it names the version of everything in this folder. */
export const SUBPROTOCOL = 'rtc-elements.v1';

/** Largest frame in bytes that a client may send. A description with every codec takes about 12 KiB. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Longest frame in UTF-16 code units that a client reads: `joined` lists up to 100 members. */
export const MAX_SERVER_FRAME = 1024 * 1024;

/** Most participants that one room can ever be configured for. */
export const MAX_PARTICIPANTS = 100;

/** Longest time that a timer can wait, in ms (HTML §8.6): it uses only the lowest 32 bits of a longer one. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Time in ms for which a server holds the place of a lost member, unless it says otherwise. */
export const GRACE_MS = 20_000;

/** Lengths of strings, in UTF-16 code units. */
export const MAX_LENGTH = {
  id: 64,
  room: 128,
  name: 64,
  token: 4096,
  url: 1024,
  credential: 1024,
  text: 500,
  sdp: 48 * 1024,
  candidate: 1024,
  ufrag: 256,
} as const;

/** Most ICE servers in one list, and most URLs of one of them. */
export const MAX_ICE_SERVERS = 16;
