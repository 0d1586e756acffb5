/** Every connection that is made until `restore` is called. */
export function countConnections(): { made: RTCPeerConnection[]; restore(): void } {
  const made: RTCPeerConnection[] = [];
  const { RTCPeerConnection } = globalThis;
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
  return {
    made,
    restore() {
      globalThis.RTCPeerConnection = RTCPeerConnection;
    },
  };
}
