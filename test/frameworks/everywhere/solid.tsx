/** @jsxImportSource solid-js */
import { Show, createSignal } from 'solid-js';
import 'rtc-elements';

const ICE_SERVERS = [{ urls: 'stun:127.0.0.1' }];
const CONSTRAINTS = { audio: { channelCount: 1 } };
const TOKEN = () => 'token';

export function Call(props: { room: string }) {
  const [changed, setChanged] = createSignal(false);
  const [types, setTypes] = createSignal<readonly string[]>([]);
  const note = ({ type }: Event) => setTypes((before) => [...before, type]);

  return (
    <>
      <rtc-call
        room={props.room}
        prop:noCamera={!changed()}
        bool:no-microphone={!changed()}
        prop:iceServers={ICE_SERVERS}
        prop:constraints={CONSTRAINTS}
        token={TOKEN}
        on:lowercase={note}
        on:kebab-event={note}
        on:camelEvent={note}
        on:PascalEvent={note}
        on:CAPSEVENT={note}
      >
        <rtc-remote-video
          volume={changed() ? 0.25 : 0.5}
          muted={!changed()}
          participant={changed() ? 'second' : 'first'}
        />
        one
        <Show when={changed()}>
          <span>two</span>
        </Show>
      </rtc-call>
      <button onClick={() => setChanged(true)}>Change</button>
      <output>{types().join(' ')}</output>
    </>
  );
}
