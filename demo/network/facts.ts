import { describe, firstCodec } from './description.js';
import { make } from './dom.js';
import type { Made } from './lesson.js';
import type { StepName } from './step-names.js';
import type { Words } from './terms.js';

/**
 * The results of a step, as items of a list.
 *
 * @param signal - Aborts when they are taken away.
 */
export function factsOf(step: StepName, made: Made, words: Words, signal: AbortSignal): (Node | string)[] {
  const { stream, caller, offer, answer, fromCaller = [], fromCallee = [], stats, photo } = made;
  switch (step) {
    case 'capture':
      return (stream?.getTracks() ?? []).map((track) => picture(track, words));
    case 'create':
      return [words.created];
    case 'tracks':
      return (caller?.getTransceivers() ?? []).map(({ sender, direction }) =>
        words.transceiver(sender.track?.kind ?? '', direction),
      );
    case 'offer':
      return offer ? [describe(offer, words)] : [];
    case 'answer':
      return answer ? [describe(answer, words)] : [];
    case 'accept':
      return answer ? [words.agreed(firstCodec(answer.sdp))] : [];
    case 'candidates':
      return [words.handedOver(fromCaller.length, fromCallee.length)];
    case 'connected':
      return stats ? connection(stats, words) : [];
    case 'photo':
      return photo ? [photograph(photo, words, signal)] : [];
    case 'close':
      return [words.closed];
  }
}

function picture(track: MediaStreamTrack, words: Words): string {
  const { width = 0, height = 0, frameRate = 0 } = track.getSettings();
  return words.picture(track.label || track.kind, width, height, Math.round(frameRate));
}

/** An entry of the statistics, with the members that this page reads. */
interface Entry extends RTCStats {
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly dtlsState?: string;
  readonly dtlsCipher?: string;
}

function connection(stats: RTCStatsReport, words: Words): string[] {
  const entries = [...stats.values()] as Entry[];
  const entry = (id?: string): Entry | undefined => entries.find((candidate) => candidate.id === id);
  const transport = entries.find(({ type }) => type === 'transport');
  const pair =
    entry(transport?.selectedCandidatePairId) ??
    // Firefox marks the pair itself.
    entries.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  const [local, remote] = [entry(pair?.localCandidateId), entry(pair?.remoteCandidateId)];
  const facts: string[] = [];
  if (local && remote) {
    const protocol = (local.protocol ?? '').toUpperCase();
    facts.push(words.pair(local.candidateType ?? '', remote.candidateType ?? '', protocol));
  }
  if (transport?.dtlsState !== undefined) {
    facts.push(words.secured(`${transport.dtlsState} ${transport.dtlsCipher ?? ''}`.trim()));
  }
  return facts;
}

function photograph(photo: Blob, words: Words, signal: AbortSignal): HTMLElement {
  const image = make('img');
  image.src = URL.createObjectURL(photo);
  // Otherwise every photo stays in memory until the page is closed.
  signal.addEventListener('abort', () => URL.revokeObjectURL(image.src));
  image.alt = words.photoAlt;
  const link = make('a', 'photo', image, words.savePhoto);
  link.href = image.src;
  link.download = 'photo.png';
  return link;
}
