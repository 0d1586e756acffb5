import type { Client, Seat } from './client.js';
import { BareClient } from './clients/bare-ws.js';
import { PeerJsClient } from './clients/peerjs.js';
import { RtcElementsClient } from './clients/rtc-elements.js';
import { SocketIoClient } from './clients/socket-io.js';
import { YWebrtcClient } from './clients/y-webrtc.js';

/** The clients by the server that they speak with. */
export const DIALECTS = {
  'rtc-elements': RtcElementsClient,
  'bare-ws': BareClient,
  'socket-io': SocketIoClient,
  peerjs: PeerJsClient,
  'y-webrtc': YWebrtcClient,
} as const satisfies Readonly<Record<string, new (url: string, seat: Seat) => Client>>;

export type Dialect = keyof typeof DIALECTS;
