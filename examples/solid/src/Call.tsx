import { Show, createSignal } from 'solid-js';
import type { CallState, RtcCall } from 'rtc-elements';
import type {} from 'rtc-elements/solid';
import 'rtc-elements';

const CAMERA = { video: { width: { ideal: 640 }, height: { ideal: 360 } } };

export function Call(props: { room: string; name: string }) {
  let call!: RtcCall;
  const [state, setState] = createSignal<CallState>('idle');
  const [chatting, setChatting] = createSignal(false);

  return (
    <>
      <rtc-call
        ref={call}
        signaling="/signal"
        room={props.room}
        name={props.name}
        autojoin
        no-microphone
        prop:constraints={CAMERA}
        on:rtc-state-change={(event) => setState(event.state)}
        on:rtc-chat-toggle={() => setChatting(!chatting())}
      >
        <rtc-lobby />
        <rtc-stage />
        <Show when={chatting()}>
          <rtc-chat />
        </Show>
        <rtc-controls controls="microphone camera chat leave" prop:chatOpen={chatting()} />
      </rtc-call>
      <p>
        State: <output>{state()}</output> <button onClick={() => call.leave()}>Leave</button>
      </p>
    </>
  );
}
