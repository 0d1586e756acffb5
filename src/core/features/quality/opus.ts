import { SOURCES, type Source } from '../../types.js';

/** Switch of Opus (RFC 7587 §6.1) that is turned on in one's own encoder, by what is encoded. */
const SWITCHES: Readonly<Partial<Record<Source, string>>> = {
  // A microphone that is muted or hears nothing takes four or five packets a second instead of 50.
  microphone: 'usedtx',
  // It may be music, whose quiet passages `usedtx` might cut off.
  'screen-audio': 'stereo',
};

/**
 * A description of the other side in which the `a=fmtp` of Opus also asks for DTX in speech, and for stereo
 * in the sound of a screen. An encoder does what these lines say, and no API sets it. A parameter that the
 * other side sets itself stays as it is, as does everything else in the description.
 *
 * @param sdp - A session description with the m-lines of `SOURCES`; anything else comes back as it is.
 */
export function askOfOpus(sdp: string): string {
  // Before the first m-line stands what concerns the whole session.
  const [session, ...sections] = sdp.split('\nm=');
  const edited = sections.map((section, i) => {
    const source = SOURCES[i];
    const name = source && SWITCHES[source];
    return name ? turnOn(name, section) : section;
  });
  return [session, ...edited].join('\nm=');
}

function turnOn(name: string, section: string): string {
  const opus = payloadTypes(section, /\na=rtpmap:(\d+) opus\//gi);
  const configured = payloadTypes(section, /\na=fmtp:(\d+) /g);
  const isSaid = new RegExp(`[ ;]${name}=`, 'i');
  return section.replace(
    /\na=(fmtp|rtpmap):(\d+) [^\r\n]*/g,
    (line: string, attribute: string, payloadType: string) => {
      if (!opus.has(payloadType)) return line;
      if (attribute === 'fmtp') return isSaid.test(line) ? line : `${line};${name}=1`;
      return configured.has(payloadType) ? line : `${line}\r\na=fmtp:${payloadType} ${name}=1`;
    },
  );
}

const payloadTypes = (section: string, pattern: RegExp): ReadonlySet<string | undefined> =>
  new Set(Array.from(section.matchAll(pattern), ([, payloadType]) => payloadType));
