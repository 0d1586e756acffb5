import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import 'rtc-elements';

const room = new URLSearchParams(location.search).get('room') ?? '';

const ICE_SERVERS = [{ urls: 'stun:127.0.0.1' }];
const CONSTRAINTS = { audio: { channelCount: 1 } };
const TOKEN = () => 'token';

@customElement('app-call')
export class AppCall extends LitElement {
  @state() private changed = false;
  @state() private types: readonly string[] = [];

  override render() {
    const { changed } = this;
    return html`
      <rtc-call
        room=${room}
        .noCamera=${!changed}
        ?no-microphone=${!changed}
        .iceServers=${ICE_SERVERS}
        .constraints=${CONSTRAINTS}
        .token=${TOKEN}
        @lowercase=${this.note}
        @kebab-event=${this.note}
        @camelEvent=${this.note}
        @PascalEvent=${this.note}
        @CAPSEVENT=${this.note}
      >
        <rtc-remote-video
          .volume=${changed ? 0.25 : 0.5}
          ?muted=${!changed}
          participant=${changed ? 'second' : 'first'}
        ></rtc-remote-video>
        one ${changed ? html`<span>two</span>` : nothing}
      </rtc-call>
      <button @click=${() => (this.changed = true)}>Change</button>
      <output>${this.types.join(' ')}</output>
    `;
  }

  private note({ type }: Event) {
    this.types = [...this.types, type];
  }
}
