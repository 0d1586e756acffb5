/** @jsxImportSource solid-js */
import type { JSX } from 'solid-js';
import type { RtcCall, RtcError } from 'rtc-elements';
import type {} from 'rtc-elements/solid';

export function Call(props: { muted: boolean }): JSX.Element {
  let call: RtcCall | undefined;
  const problem = (error: RtcError): void => void error.code;
  return (
    <rtc-call
      ref={call}
      id="call"
      class="call"
      part="call"
      slot="main"
      style={{ height: '100%', '--rtc-accent': '#05f' }}
      signaling="/signal"
      room="standup"
      quality="auto"
      autojoin
      bool:no-camera={props.muted}
      no-resume={props.muted}
      prop:noMicrophone={props.muted}
      token={async () => Promise.resolve('token')}
      prop:iceServers={[{ urls: 'stun:stun.example.com' }]}
      onClick={() => call?.leave()}
      on:rtc-state-change={(event) => {
        const state: 'idle' | 'joining' | 'in-call' | 'reconnecting' | 'left' | 'failed' = event.state;
        const { room }: RtcCall = event.currentTarget;
        return [state, room];
      }}
      on:rtc-error={(event) => problem(event.error)}
    >
      <rtc-stage layout="spotlight" />
      {props.muted && <rtc-remote-video participant="p1" volume={0.5} muted />}
      <rtc-controls for="call" controls="microphone leave" />
    </rtc-call>
  );
}
