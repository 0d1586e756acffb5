import { measure } from './call.js';
import { peerJsSeat } from './peerjs-seat.js';

measure(peerJsSeat(() => undefined));
