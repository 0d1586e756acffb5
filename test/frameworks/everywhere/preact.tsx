/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import 'rtc-elements';

const ICE_SERVERS = [{ urls: 'stun:127.0.0.1' }];
const CONSTRAINTS = { audio: { channelCount: 1 } };
const TOKEN = () => 'token';

export function Call({ room }: { room: string }) {
  const [changed, setChanged] = useState(false);
  const [types, setTypes] = useState<readonly string[]>([]);
  const note = ({ type }: Event) => setTypes((before) => [...before, type]);
  const listeners = {
    onlowercase: note,
    'onkebab-event': note,
    oncamelEvent: note,
    onPascalEvent: note,
    onCAPSEVENT: note,
  };

  return (
    <>
      <rtc-call
        room={room}
        noCamera={!changed}
        no-microphone={!changed}
        iceServers={ICE_SERVERS}
        constraints={CONSTRAINTS}
        token={TOKEN}
        {...listeners}
      >
        <rtc-remote-video
          volume={changed ? 0.25 : 0.5}
          muted={!changed}
          participant={changed ? 'second' : 'first'}
        />
        one
        {changed && <span>two</span>}
      </rtc-call>
      <button onClick={() => setChanged(true)}>Change</button>
      <output>{types.join(' ')}</output>
    </>
  );
}
