import { BARE, CONTENDERS, OURS, type Contender } from './contenders.js';
import { buildElements } from './lib/elements.js';

/** A library in the page and the server that it is used with. */
export interface Library {
  readonly name: string;
  /** File in pages/, without its ending. */
  readonly page: string;
  readonly contender: Contender;
  /** Builds what the page loads besides its own script. */
  readonly prepare?: () => Promise<void>;
}

const PEERJS_SERVER = CONTENDERS.find(({ dialect }) => dialect === 'peerjs') ?? BARE;

/** The pages that set up a call of two within them. */
export const CORE: Library = { name: 'rtc-elements', page: 'rtc-elements', contender: OURS };
export const HAND_WRITTEN: Library = { name: 'hand-written', page: 'bare', contender: BARE };
export const PEERJS: Library = { name: 'PeerJS', page: 'peerjs', contender: PEERJS_SERVER };
/** The newcomer has an id of its own, so the server need not draw one first. */
export const PEERJS_OWN_ID: Library = {
  name: 'PeerJS, id chosen by the page',
  page: 'peerjs-own-id',
  contender: PEERJS_SERVER,
};
export const SIMPLE_PEER: Library = { name: 'simple-peer', page: 'simple-peer', contender: BARE };

/** Order of the tables. */
export const LIBRARIES: readonly Library[] = [CORE, HAND_WRITTEN, PEERJS, PEERJS_OWN_ID, SIMPLE_PEER];

/** The pages of one person each in a call of several. Ours is the element with its interface. */
export const ELEMENTS: Library = {
  name: 'rtc-elements',
  page: 'mesh-rtc-elements',
  contender: OURS,
  prepare: buildElements,
};
export const BARE_MESH: Library = { name: 'hand-written', page: 'mesh-bare', contender: BARE };
export const PEERJS_MESH: Library = { name: 'PeerJS', page: 'mesh-peerjs', contender: PEERJS_SERVER };
export const SIMPLE_PEER_MESH: Library = { name: 'simple-peer', page: 'mesh-simple-peer', contender: BARE };
