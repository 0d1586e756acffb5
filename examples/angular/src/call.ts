import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from '@angular/core';
import type { CallState } from 'rtc-elements';
import 'rtc-elements';

const params = new URLSearchParams(location.search);

@Component({
  selector: 'app-call',
  // Angular then takes tags with a dash for custom elements.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <rtc-call
      #call
      signaling="/signal"
      [room]="room"
      [name]="name"
      autojoin
      no-microphone
      [constraints]="constraints"
      (rtc-state-change)="state.set($event.state)"
      (rtc-chat-toggle)="chatting.set(!chatting())"
    >
      <rtc-lobby />
      <rtc-stage />
      @if (chatting()) {
        <rtc-chat />
      }
      <rtc-controls controls="microphone camera chat leave" [chatOpen]="chatting()" />
    </rtc-call>
    <p>
      State: <output>{{ state() }}</output> <button (click)="call.leave()">Leave</button>
    </p>
  `,
})
export class Call {
  readonly room = params.get('room') ?? 'standup';
  readonly name = params.get('name') ?? '';
  readonly constraints = { video: { width: { ideal: 640 }, height: { ideal: 360 } } };
  readonly state = signal<CallState>('idle');
  readonly chatting = signal(false);
}
