import type { Words } from './terms.js';

export const en: Words = {
  steps: {
    capture: {
      title: 'Open the camera',
      text: 'The page asks for the camera. The browser asks you, and hands over a stream with one video track. Nothing leaves the page.',
    },
    create: {
      title: 'Create the connections',
      text: 'One RTCPeerConnection for each side. In a real call they are in two browsers; here both are in this page, and everything between them is as real.',
    },
    tracks: {
      title: 'Add the tracks',
      text: 'The caller says what it will send. The callee only listens for what comes.',
    },
    offer: {
      title: 'Make the offer',
      text: 'The caller describes itself in SDP: its media, codecs, certificate and ICE name. With setLocalDescription it begins to gather candidates.',
    },
    answer: {
      title: 'Answer',
      text: 'The offer reaches the callee by signaling, any way that carries text. The callee takes it, and describes itself in the same way.',
    },
    accept: {
      title: 'Accept the answer',
      text: 'The answer travels back. Both sides are stable again: they agree on what will be sent, and have no path yet.',
    },
    candidates: {
      title: 'Exchange candidates',
      text: 'Each candidate is one address where a side may be reached. As soon as a side knows both lists, ICE tries them pair by pair with STUN checks.',
    },
    connected: {
      title: 'Connected',
      text: 'A pair has answered. DTLS proves the certificates of the two descriptions and agrees on keys; then the picture flows, encrypted, from one connection to the other.',
    },
    photo: {
      title: 'Take a photo',
      text: 'A frame of the picture that arrived is drawn on a canvas, and the canvas becomes a file.',
    },
    close: {
      title: 'Hang up',
      text: 'Both connections close, and the camera stops: its light goes out only when every track has stopped.',
    },
  },
  run: (title) => `Run: ${title}`,
  runShort: 'Run',
  code: 'The code that runs',
  happened: 'What happened',
  play: 'Play all steps',
  pause: 'Pause',
  startOver: 'Start over',
  progress: (done, of, title) => `${done} of ${of} steps done: ${title}`,
  failed: (message) => `This step failed: ${message}`,
  insecure: 'this page is not secure. Browsers give the camera to https:// and localhost only.',
  drawInstead: 'Go on with a drawn picture',
  caller: 'Caller',
  callee: 'Callee',
  media: 'media',
  candidates: 'candidates',
  descriptionLines: {
    'o=': 'Number of this session, and its version. The address in it is a placeholder.',
    'm=': 'One section for each kind of media, with the numbers of the codecs in order of preference.',
    'a=ice-ufrag': 'The name of this side for ICE checks. A password belongs to it.',
    'a=fingerprint': 'Hash of the certificate. DTLS must show the same one, or the call ends.',
    'a=setup': 'The side that begins DTLS: actpass leaves the choice to the other side, active begins.',
    'a=mid': 'The number of the section, the same on both sides.',
    'a=sendrecv': 'This side sends and receives.',
    'a=recvonly': 'This side only receives.',
    'a=rtpmap': 'What one of the numbers stands for: the codec and its clock.',
  },
  wholeDescription: (type) => `The whole ${type}`,
  hiddenPassword: '(hidden)',
  picture: (label, width, height, rate) => `${label}: ${width} × ${height}, ${rate} frames a second`,
  created: 'Two connections exist. Neither has sent a packet.',
  transceiver: (kind, direction) =>
    `One transceiver for ${kind}, direction ${direction}, without a number yet`,
  agreed: (codec) => `Agreed on: ${codec}`,
  handedOver: (fromCaller, fromCallee) =>
    `Candidates of the caller: ${fromCaller}, of the callee: ${fromCallee}`,
  pair: (local, remote, protocol) => `The pair in use: ${local} to ${remote}, over ${protocol}`,
  secured: (state) => `DTLS: ${state}`,
  savePhoto: 'Save the photo',
  photoAlt: 'The photo',
  closed: 'Both connections are closed, the camera is off.',
  seen: (count) => `${count} seen in this call`,
  nat: {
    open: {
      name: 'Open',
      rfc4787: 'No translation, no filter',
      text: 'The device has a public address, and everybody reaches it.',
      drawing:
        'The packet goes straight to port 1 of A. Packets from A, from another port of A and from B all arrive.',
    },
    'full-cone': {
      name: 'Full cone',
      rfc4787: 'Endpoint-independent mapping, endpoint-independent filtering',
      text: 'One packet out opens a public port. From then on anybody may send to it.',
      drawing:
        'One packet to A has opened port 40001. Packets to it from A, from another port of A and from B all pass.',
    },
    'address-restricted': {
      name: 'Address-restricted',
      rfc4787: 'Endpoint-independent mapping, address-dependent filtering',
      text: 'The same port for all, but only machines that the device has sent to may answer, from any of their ports.',
      drawing: 'Packets to port 40001 from both ports of A pass. A packet from B is stopped.',
    },
    'port-restricted': {
      name: 'Port-restricted',
      rfc4787: 'Endpoint-independent mapping, address and port-dependent filtering',
      text: 'The same port for all, but only the very address and port that the device has sent to may answer.',
      drawing: 'The answer from port 1 of A passes. Packets from port 2 of A and from B are stopped.',
    },
    symmetric: {
      name: 'Symmetric',
      rfc4787: 'Address and port-dependent mapping, address and port-dependent filtering',
      text: 'Each destination sees another public port, and only that one may answer. The port that STUN has found is useless to others.',
      drawing:
        'The device has sent to A by port 40001 and to B by port 40002. The answer of A passes; B and the other port of A are stopped at 40001.',
    },
    firewall: {
      name: 'Firewall',
      rfc4787: 'No translation, address and port-dependent filtering',
      text: 'The address is public, but only answers come in.',
      drawing:
        'The answer from port 1 of A passes the firewall. Packets from port 2 of A and from B are stopped.',
    },
    'no-udp': {
      name: 'No UDP',
      rfc4787: 'No mapping for UDP',
      text: 'Some company networks let only TCP out. A call needs a relay that speaks TCP or TLS.',
      drawing: 'A UDP packet is stopped before the firewall. A TCP connection to a TURN server passes.',
    },
  },
  direct: (types) => `Direct with: ${types}`,
  directWithNobody: 'Direct with nobody: every call needs a relay',
  listJoin: ', ',
  yours: 'Your network',
  you: 'You',
  other: 'Other',
  firewall: 'Firewall',
  candidateDrawing: {
    title: 'Where the four kinds of candidates are found',
    description:
      'Point 1 is on your device. Point 2 is on the outside of the NAT, where a STUN server sees you. Point 3 is on the outside of the NAT, where the other side sees you. Point 4 is on a TURN server.',
  },
  connect: 'Connect',
  connectAgain: 'Connect again',
  problems: {
    'permission-denied': 'The camera is blocked. Allow it with the icon in the address bar, then try again.',
    'permission-dismissed': 'The camera is not allowed yet. Try again and choose “Allow”.',
    'system-denied': 'The system blocks the camera. Allow it in the privacy settings, then try again.',
    'device-not-found': 'There is no camera. Connect one, then try again.',
    'device-in-use': 'Another program uses the camera. Close it, then try again.',
    'insecure-context': 'This page is not secure. Open it with https://.',
    'load-failed': 'A part of the call could not be loaded. Reload the page.',
    other: 'The call failed. Wait a moment, then try again.',
  },
};
