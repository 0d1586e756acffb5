import { RtcSnapshot } from './rtc-snapshot.js';

RtcSnapshot.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-snapshot': RtcSnapshot;
  }
}
