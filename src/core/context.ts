import { createContext } from '@lit/context';
import type { CallSession } from './call/call-session.js';

/** The call that an element belongs to; `<rtc-call>` provides it. Its value never changes: the session itself does. */
export const callContext = createContext<CallSession>(Symbol.for('rtc-elements.call'));
