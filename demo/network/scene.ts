import { byId, make } from './dom.js';
import type { StepName } from './step-names.js';
import type { Words } from './terms.js';

export type End = 'caller' | 'callee';

const STATES = ['signalingState', 'iceGatheringState', 'iceConnectionState', 'connectionState'] as const;
const LANES = { offer: 'offer', answer: 'answer', candidates: 'candidates', media: 'connected' } as const;
const EVENTS = {
  signalingstatechange: 'signalingState',
  icegatheringstatechange: 'iceGatheringState',
  iceconnectionstatechange: 'iceConnectionState',
  connectionstatechange: 'connectionState',
} as const;

type Found = Pick<RTCIceCandidate, 'type' | 'address' | 'port'> & { readonly protocol: string | null };

/** Shows both connections beside the steps: their states, the messages between them, the candidates found. */
export class Scene {
  readonly #words: Words;
  readonly #say: (end: End, text: string) => void;
  readonly #exchange = byId('div', 'exchange');
  readonly #states = bodyOf(byId('table', 'states'));
  readonly #found = bodyOf(byId('table', 'found'));

  /** @param say - Hears of everything that happens to a connection. */
  constructor(words: Words, say: (end: End, text: string) => void) {
    this.#words = words;
    this.#say = say;
    const names = { offer: 'offer', answer: 'answer', candidates: words.candidates, media: words.media };
    for (const lane of Object.keys(LANES) as (keyof typeof LANES)[]) {
      this.#exchange.append(make('p', `lane ${lane}`, make('span', '', names[lane])));
    }
    this.clear();
  }

  /** Forgets the call that was shown. */
  clear(): void {
    for (const lane of this.#exchange.children) lane.classList.remove('done');
    this.#states.replaceChildren(
      ...STATES.map((name) => make('tr', '', rowHeader(name), make('td', '', '–'), make('td', '', '–'))),
    );
    this.#found.replaceChildren();
    this.#count();
  }

  showStep(step: StepName): void {
    for (const [lane, after] of Object.entries(LANES)) {
      if (after === step) this.#exchange.querySelector(`.${lane}`)?.classList.add('done');
    }
    if (step === 'close') this.#exchange.querySelector('.media')?.classList.remove('done');
  }

  /** Follows a connection from now on. */
  watch(end: End, connection: RTCPeerConnection): void {
    for (const [type, state] of Object.entries(EVENTS)) {
      connection.addEventListener(type, () => {
        this.#say(end, `${state}: ${connection[state]}`);
        this.showStates(end, connection);
      });
    }
    connection.addEventListener('track', ({ track }) => {
      this.#say(end, `track: ${track.kind}`);
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      this.#say(end, `icecandidate: ${candidate.type ?? ''}`);
      this.#add(end, candidate);
    });
    connection.addEventListener('icecandidateerror', ({ errorCode, errorText, url }) => {
      this.#say(end, `icecandidateerror: ${url} ${errorCode} ${errorText}`);
    });
    this.showStates(end, connection);
  }

  showStates(end: End, connection: RTCPeerConnection): void {
    const column = end === 'caller' ? 1 : 2;
    for (const [index, name] of STATES.entries()) {
      const cell = this.#states.children[index]?.children[column];
      if (!cell) continue;
      cell.textContent = connection[name];
      cell.className = connection[name];
    }
  }

  /** Adds the candidates that nobody announced: only the statistics know them. */
  showStats(stats: RTCStatsReport): void {
    for (const entry of stats.values() as Iterable<RTCStats & Record<string, string | number>>) {
      if (entry.type !== 'remote-candidate' || entry['candidateType'] !== 'prflx') continue;
      const { address = '', port = 0, protocol = '' } = entry;
      this.#add('caller', {
        type: 'prflx',
        address: String(address),
        port: Number(port),
        protocol: String(protocol),
      });
    }
  }

  #add(end: End, { type, address, port, protocol }: Found): void {
    const where = `${address ?? ''}:${port ?? ''}`;
    this.#found.append(
      make(
        'tr',
        '',
        make('td', '', this.#words[end]),
        make('td', 'type', type ?? ''),
        make('td', '', where),
        make('td', '', (protocol ?? '').toUpperCase()),
      ),
    );
    this.#count();
  }

  #count(): void {
    const types = Array.from(this.#found.querySelectorAll('.type'), ({ textContent }) => textContent);
    byId('p', 'none-found').hidden = types.length > 0;
    byId('table', 'found').hidden = types.length === 0;
    for (const card of document.querySelectorAll<HTMLElement>('[data-kind]')) {
      const count = types.filter((type) => type === card.dataset['kind']).length;
      const seen = card.querySelector('.seen');
      if (seen) seen.textContent = count > 0 ? this.#words.seen(count) : '';
    }
  }
}

function rowHeader(name: string): HTMLElement {
  const header = make('th', '', name);
  header.scope = 'row';
  return header;
}

/** The rows of a table below its head, which the page's HTML leaves empty. */
function bodyOf(table: HTMLTableElement): HTMLTableSectionElement {
  return table.tBodies[0] ?? table.createTBody();
}
