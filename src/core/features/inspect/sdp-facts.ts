import type { SdpTopic } from './sdp.js';

/** The parts of a line that an explanation may need. */
export interface SdpFacts {
  /** The text behind `=`, or behind the `:` of an attribute. */
  readonly value: string;
  /** The words of the value. */
  readonly words: readonly string[];
  /** Name of the codec with this number; the number itself where the section names none. */
  readonly codec: (number: string | undefined) => string;
}

type Explanation = string | ((facts: SdpFacts) => string);

/** The words of a language about descriptions. */
export interface SdpWords {
  readonly topics: Readonly<Record<SdpTopic, string>>;
  /** About an attribute that has no words, and about what is no line of SDP. */
  readonly unknown: string;
  readonly notSdp: string;
  /** By the key of the line. */
  readonly lines: Readonly<Record<string, Explanation>>;
  /** By the name of the codec in small letters. */
  readonly codecs: Readonly<Record<string, string>>;
  /** Parameters of codecs (`a=fmtp`), by their name in small letters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Messages of RTCP (`a=rtcp-fb`). */
  readonly feedback: Readonly<Record<string, string>>;
  /** Header extensions (`a=extmap`), by the end of their URI. */
  readonly extensions: Readonly<Record<string, string>>;
  /** `text` with what is known about it. */
  readonly about: (text: string, known: string | undefined) => string;
  readonly listed: (parts: readonly string[]) => string;
}
