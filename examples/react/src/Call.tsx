import { useRef, useState } from 'react';
import type { CallState, RtcCall } from 'rtc-elements';
import type {} from 'rtc-elements/react';
import 'rtc-elements';

const CAMERA = { video: { width: { ideal: 640 }, height: { ideal: 360 } } };

export function Call({ room, name }: { room: string; name: string }) {
  const call = useRef<RtcCall>(null);
  const [state, setState] = useState<CallState>('idle');
  const [chatting, setChatting] = useState(false);

  return (
    <>
      <rtc-call
        ref={call}
        signaling="/signal"
        room={room}
        name={name}
        autojoin
        no-microphone
        constraints={CAMERA}
        onrtc-state-change={(event) => setState(event.state)}
        onrtc-chat-toggle={() => setChatting(!chatting)}
      >
        <rtc-lobby />
        <rtc-stage />
        {chatting && <rtc-chat />}
        <rtc-controls controls="microphone camera chat leave" chatOpen={chatting} />
      </rtc-call>
      <p>
        State: <output>{state}</output> <button onClick={() => call.current?.leave()}>Leave</button>
      </p>
    </>
  );
}
