import type { PeerSignal } from '../../../protocol/index.js';
import type { LinkRecord } from '../../peer/history.js';
import type { AddressHider } from './hide.js';
import type { InspectedParticipant } from './inspection.js';

/** Lines that hold keys: the password of ICE (RFC 8839 §5.4), and keys of SRTP outside of DTLS (RFC 4568). */
const SECRET_LINE = /^a=(ice-pwd|crypto):.*(\r\n|\r|\n)?/gim;

/** Browsers compute foundations from addresses, so that these could be found by trying. */
const FOUNDATION = /(candidate:)(\S+)/g;

export interface CleanerOptions {
  /** Hides addresses; left out where they may be seen. */
  readonly hider?: AddressHider | undefined;
  /** Stands in the place of ICE passwords in descriptions. Default: their lines are left out. */
  readonly inPlaceOfKeys?: string | undefined;
}

/** Takes out of an inspection what must not leave the page, or is not to be seen. */
export class Cleaner {
  readonly #hider: AddressHider | undefined;
  readonly #inPlaceOfKeys: string | undefined;
  readonly #foundations = new Map<string, string>();
  /** Records never change, and most are looked at again and again. */
  readonly #cleaned = new WeakMap<LinkRecord, LinkRecord>();

  constructor({ hider, inPlaceOfKeys }: CleanerOptions) {
    this.#hider = hider;
    this.#inPlaceOfKeys = inPlaceOfKeys;
  }

  /** All that is known about a connection, as it may be shown. */
  participant(participant: InspectedParticipant): InspectedParticipant {
    const { records, configuration, candidates, servers } = participant;
    return {
      ...participant,
      records: records.map((record) => this.#record(record)),
      configuration: {
        ...configuration,
        iceServers: configuration.iceServers.map((server) => ({
          ...server,
          urls: server.urls.map((url) => this.#text(url)),
        })),
      },
      candidates: candidates.map((candidate) => ({
        ...candidate,
        address: this.#text(candidate.address),
        ...(candidate.relatedAddress && { relatedAddress: this.#text(candidate.relatedAddress) }),
        ...(candidate.url && { url: this.#text(candidate.url) }),
      })),
      servers: servers.map(({ url, found, errors }) => ({
        url: this.#text(url),
        found,
        errors: errors.map(({ code, text }) => ({ code, text: this.#text(text) })),
      })),
    };
  }

  #record(record: LinkRecord): LinkRecord {
    const cleaned = this.#cleaned.get(record) ?? this.#clean(record);
    this.#cleaned.set(record, cleaned);
    return cleaned;
  }

  #clean(record: LinkRecord): LinkRecord {
    if (record.type === 'candidateError') {
      return { ...record, url: this.#text(record.url), text: this.#text(record.text) };
    }
    if (record.type === 'sent' || record.type === 'received') {
      return { ...record, signal: this.#signal(record.signal) };
    }
    return record;
  }

  #signal(signal: PeerSignal): PeerSignal {
    if (signal.kind === 'description') {
      const { type, sdp } = signal.description;
      return { ...signal, description: { type, sdp: this.#sdp(sdp) } };
    }
    if (signal.kind !== 'candidate' || !signal.candidate) return signal;
    const candidate = this.#candidate(signal.candidate.candidate);
    return { ...signal, candidate: { ...signal.candidate, candidate } };
  }

  #sdp(sdp: string): string {
    const inPlace = this.#inPlaceOfKeys;
    const withoutKeys = sdp.replace(SECRET_LINE, (_, name: string, end = '') =>
      inPlace === undefined ? '' : `a=${name}:${inPlace}${end as string}`,
    );
    return this.#candidate(withoutKeys);
  }

  /** A candidate, or a text with candidates. */
  #candidate(text: string): string {
    if (!this.#hider) return text;
    const numbered = text.replace(
      FOUNDATION,
      (_, before: string, foundation: string) => before + this.#number(foundation),
    );
    return this.#hider.hide(numbered);
  }

  #text(text: string): string {
    return this.#hider?.hide(text) ?? text;
  }

  #number(foundation: string): string {
    const number = this.#foundations.get(foundation) ?? String(this.#foundations.size + 1);
    this.#foundations.set(foundation, number);
    return number;
  }
}
