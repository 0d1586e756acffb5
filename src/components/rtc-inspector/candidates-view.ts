import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  priorityParts,
  type CandidatePair,
  type IceServerResult,
  type InspectedParticipant,
  type SideCandidate,
} from '../../core/features/inspect/index.js';
import { RtcElement } from '../kit/rtc-element.js';
import { base } from '../styles/base.styles.js';
import { listOf } from '../words/forms.js';
import type { Localize } from '../words/localize.js';
import { styles } from './candidates-view.styles.js';
import { withPort } from './record-text.js';
import './rtc-inspector.words.js';

const MS = { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 } as const;

/**
 * The candidates of a connection, the pairs that were tried, what the ICE servers said, and the configuration. A piece of
 * `<rtc-inspector>`.
 *
 * @internal
 */
export class RtcInspectorCandidates extends RtcElement {
  static override readonly tag: string = 'rtc-inspector-candidates';
  static override styles = [base, styles];

  @property({ attribute: false }) connection: InspectedParticipant | undefined;

  protected override render(): TemplateResult {
    const { connection, words } = this;
    if (!connection) return html`<p>${words.term('inspectorNothing')}</p>`;
    const { candidates, pairs, configuration } = connection;
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    return html`${this.#renderList(
        'inspectorPairs',
        pairs.map((pair) => this.#renderPair(pair, byId)),
      )}
      ${this.#renderSide('local', candidates)} ${this.#renderSide('remote', candidates)}
      ${this.#renderServers(connection)}
      <h3>${words.term('inspectorConfiguration')}</h3>
      <dl>
        <dt>${words.term('inspectorTransportPolicy')}</dt>
        <dd><code>${configuration.iceTransportPolicy}</code></dd>
        <dt>${words.term('inspectorBundlePolicy')}</dt>
        <dd><code>${configuration.bundlePolicy}</code></dd>
      </dl>`;
  }

  #renderList(
    heading: 'inspectorPairs' | 'inspectorLocal' | 'inspectorRemote',
    rows: readonly TemplateResult[],
  ): TemplateResult {
    return html`<h3>${this.words.term(heading)} <span class="count">${rows.length}</span></h3>
      ${
        rows.length === 0
          ? html`<p>${this.words.term('inspectorNothing')}</p>`
          : html`<ul>
              ${rows}
            </ul>`
      }`;
  }

  #renderPair(pair: CandidatePair, byId: ReadonlyMap<string, SideCandidate>): TemplateResult {
    const { words } = this;
    const { reason, roundTripTime, bytesSent = 0, bytesReceived = 0 } = pair;
    return html`<li class="pair ${reason}">
      <div class="reason">${words.term('inspectorReason', reason)}</div>
      <div class="ends">
        ${this.#renderEnd(byId.get(pair.localId))}<span aria-hidden="true">⇄</span
        >${this.#renderEnd(byId.get(pair.remoteId))}
      </div>
      <div class="facts">
        <code>${pair.state}</code>
        ${roundTripTime === undefined ? nothing : html`<span>${words.number(roundTripTime, MS)}</span>`}
        ${
          bytesSent + bytesReceived > 0
            ? html`<span
                >${words.term('inspectorBytes', inBytes(words, bytesSent), inBytes(words, bytesReceived))}</span
              >`
            : nothing
        }
      </div>
    </li>`;
  }

  #renderEnd(candidate: SideCandidate | undefined): TemplateResult {
    if (!candidate) return html`<span>?</span>`;
    return html`<span
      ><b>${candidate.type}</b> ${candidate.protocol} ${this.#renderAddress(candidate)}</span
    >`;
  }

  #renderAddress({ address, port }: SideCandidate): TemplateResult {
    if (address === '') {
      return html`<i>${this.words.term('inspectorNoAddress')}</i> <code dir="ltr">:${port}</code>`;
    }
    return html`<code dir="ltr">${withPort(address, port)}</code>`;
  }

  #renderSide(side: 'local' | 'remote', candidates: readonly SideCandidate[]): TemplateResult {
    return this.#renderList(
      side === 'local' ? 'inspectorLocal' : 'inspectorRemote',
      candidates.filter((one) => one.side === side).map((one) => this.#renderCandidate(one)),
    );
  }

  #renderCandidate(candidate: SideCandidate): TemplateResult {
    const { words } = this;
    const { type, protocol, tcpType, priority, relatedAddress, relatedPort, relayProtocol, url } = candidate;
    const { typePreference, localPreference, component } = priorityParts(priority);
    return html`<li>
      <div class="reason">${words.term('inspectorType', type)}</div>
      <div class="ends">
        <span>${[protocol, tcpType].filter(Boolean).join(' ')} ${this.#renderAddress(candidate)}</span>
      </div>
      <div class="facts">
        <span
          ><code>${priority}</code> =
          ${words.term('inspectorPriority', typePreference, localPreference, component)}</span
        >
        ${
          relatedAddress === undefined
            ? nothing
            : html`<span>${words.term('inspectorBehind', withPort(relatedAddress, relatedPort))}</span>`
        }
        ${
          relayProtocol === undefined
            ? nothing
            : html`<span>${words.term('inspectorRelayBy', relayProtocol)}</span>`
        }
        ${url === undefined ? nothing : html`<code>${url}</code>`}
      </div>
    </li>`;
  }

  #renderServers({ servers, configuration }: InspectedParticipant): TemplateResult {
    const { words } = this;
    const withCredential = new Set(
      configuration.iceServers.flatMap(({ urls, hasCredential }) => (hasCredential ? urls : [])),
    );
    return html`<h3>${words.term('inspectorServers')} <span class="count">${servers.length}</span></h3>
      ${
        servers.length === 0
          ? html`<p>${words.term('inspectorNoServers')}</p>`
          : html`<ul>
              ${servers.map((server) => this.#renderServer(server, withCredential.has(server.url)))}
            </ul>`
      }`;
  }

  #renderServer({ url, found, errors }: IceServerResult, hasCredential: boolean): TemplateResult {
    const { words } = this;
    const unknown = errors.length > 0 ? '' : words.term('inspectorFoundNothing');
    const outcome = found.length > 0 ? words.term('inspectorFound', listOf(words, found)) : unknown;
    return html`<li>
      <div class="ends"><code dir="ltr">${url}</code></div>
      <div class="facts">
        ${hasCredential ? html`<span>${words.term('inspectorWithCredential')}</span>` : nothing}
        ${outcome === '' ? nothing : html`<span>${outcome}</span>`}
      </div>
      ${errors.map(
        ({ code, text }) =>
          html`<div class="error">${words.term('inspectorServerError', url, code)} ${text}</div>`,
      )}
    </li>`;
  }
}

/** `1.2 MB`: an amount of bytes for people. */
function inBytes(words: Localize, bytes: number): string {
  const [unit, size] =
    bytes < 1000 ? ['byte', 1] : bytes < 1e6 ? ['kilobyte', 1000] : (['megabyte', 1e6] as const);
  return words.number(bytes / size, { style: 'unit', unit, maximumFractionDigits: 1 });
}
