/** Whether the browser has WebRTC: some are built without it, and an extension or a policy may remove it. */
export const hasWebRtc = (): boolean => typeof RTCPeerConnection === 'function';
