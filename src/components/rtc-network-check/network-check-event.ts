import type { NetworkCheckResult } from '../../core/network/index.js';

/** A check of the connection has ended, or was cancelled. */
export class RtcNetworkCheckEvent extends Event {
  /** The findings of the check. They hold addresses, and no secrets. */
  readonly result: NetworkCheckResult;

  constructor(result: NetworkCheckResult) {
    super('rtc-network-check', { bubbles: true, composed: true });
    this.result = result;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'rtc-network-check': RtcNetworkCheckEvent;
  }
}
