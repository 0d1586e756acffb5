import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { CallState, RtcCall, RtcStateChangeEvent } from 'rtc-elements';
import 'rtc-elements';

const params = new URLSearchParams(location.search);
const room = params.get('room') ?? 'standup';
const name = params.get('name') ?? '';

const CAMERA = { video: { width: { ideal: 640 }, height: { ideal: 360 } } };

@customElement('app-call')
export class AppCall extends LitElement {
  static override styles = css`
    rtc-stage {
      block-size: 70vh;
    }
    rtc-controls {
      margin: 0.5rem auto;
    }
    rtc-call:not([state='in-call'], [state='reconnecting']) > :not(rtc-lobby) {
      display: none;
    }
  `;

  @query('rtc-call') private call!: RtcCall;
  @state() private callState: CallState = 'idle';
  @state() private chatting = false;

  override render() {
    return html`
      <rtc-call
        signaling="/signal"
        room=${room}
        name=${name}
        autojoin
        no-microphone
        .constraints=${CAMERA}
        @rtc-state-change=${(event: RtcStateChangeEvent) => (this.callState = event.state)}
        @rtc-chat-toggle=${() => (this.chatting = !this.chatting)}
      >
        <rtc-lobby></rtc-lobby>
        <rtc-stage></rtc-stage>
        ${this.chatting ? html`<rtc-chat></rtc-chat>` : nothing}
        <rtc-controls controls="microphone camera chat leave" .chatOpen=${this.chatting}></rtc-controls>
      </rtc-call>
      <p>
        State: <output>${this.callState}</output> <button @click=${() => this.call.leave()}>Leave</button>
      </p>
    `;
  }
}
