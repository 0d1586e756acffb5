import { RtcShortcuts } from './rtc-shortcuts.js';

RtcShortcuts.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-shortcuts': RtcShortcuts;
  }
}
