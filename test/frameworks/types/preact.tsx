/** @jsxImportSource preact */
import { createRef, type JSX } from 'preact';
import type { RtcCall, RtcError } from 'rtc-elements';
import type {} from 'rtc-elements/preact';

export function Call({ muted }: { muted: boolean }): JSX.Element {
  const call = createRef<RtcCall>();
  const problem = (error: RtcError): void => void error.code;
  return (
    <rtc-call
      ref={call}
      key="call"
      id="call"
      class="call"
      part="call"
      slot="main"
      style={{ height: '100%', '--rtc-accent': '#05f' }}
      signaling="/signal"
      room="standup"
      quality="auto"
      autojoin
      no-camera={muted}
      noMicrophone={muted}
      token={async () => Promise.resolve('token')}
      iceServers={[{ urls: 'stun:stun.example.com' }]}
      onClick={() => call.current?.leave()}
      onrtc-state-change={(event) => {
        const state: 'idle' | 'joining' | 'in-call' | 'reconnecting' | 'left' | 'failed' = event.state;
        const { room }: RtcCall = event.currentTarget;
        return [state, room];
      }}
      onrtc-error={(event) => problem(event.error)}
    >
      <rtc-stage layout="spotlight" />
      {muted && <rtc-remote-video participant="p1" volume={0.5} muted />}
      <rtc-controls for="call" controls="microphone leave" />
    </rtc-call>
  );
}
