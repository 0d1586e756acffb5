import { createContext } from '@lit/context';
import type { CallSession, CallSessionOptions } from '../../core/index.js';
import type { CallSnapshotOptions } from './photo.js';
import type { Toolbar } from './toolbars.js';

/** An `<rtc-call>`, as far as the elements of its call need it. */
export interface CallProvider
  extends HTMLElement, Pick<CallSessionOptions, 'signaling' | 'room' | 'token' | 'iceServers'> {
  readonly session: CallSession;
  readonly renderRoot: ParentNode & Node;
  /** Toolbars inside of the call; each adds and removes itself. */
  readonly toolbars: Set<Toolbar>;
  takeSnapshot(options: CallSnapshotOptions): Promise<Blob>;
  requestUpdate(): void;
}

/** Gives an element the `<rtc-call>` around it. Its session comes by `callContext`, which others can provide as well. */
export const providerContext = createContext<CallProvider>('rtc-elements.provider');
