import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from '@angular/core';
import 'rtc-elements';

@Component({
  selector: 'app-call',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <rtc-call
      [room]="room"
      [noCamera]="!changed()"
      [attr.no-microphone]="changed() ? null : ''"
      [iceServers]="iceServers"
      [constraints]="constraints"
      [token]="token"
      (lowercase)="note($event)"
      (kebab-event)="note($event)"
      (camelEvent)="note($event)"
      (PascalEvent)="note($event)"
      (CAPSEVENT)="note($event)"
    >
      <rtc-remote-video
        [volume]="changed() ? 0.25 : 0.5"
        [muted]="!changed()"
        [participant]="changed() ? 'second' : 'first'"
      />
      one
      @if (changed()) {
        <span>two</span>
      }
    </rtc-call>
    <button (click)="changed.set(true)">Change</button>
    <output>{{ types().join(' ') }}</output>
  `,
})
export class Call {
  readonly room = new URLSearchParams(location.search).get('room') ?? '';
  readonly iceServers = [{ urls: 'stun:127.0.0.1' }];
  readonly constraints = { audio: { channelCount: 1 } };
  readonly token = () => 'token';
  readonly changed = signal(false);
  readonly types = signal<readonly string[]>([]);

  note({ type }: Event) {
    this.types.update((before) => [...before, type]);
  }
}
