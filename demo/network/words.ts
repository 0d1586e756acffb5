import type { StepName } from './step-names.js';
import type { NatType } from './nat-types.js';

/** A line of a description, recognised by its beginning. */
export type DescriptionLine =
  | 'o='
  | 'm='
  | 'a=ice-ufrag'
  | 'a=fingerprint'
  | 'a=setup'
  | 'a=mid'
  | 'a=sendrecv'
  | 'a=recvonly'
  | 'a=rtpmap';

/** Texts of the page's script. Those of the HTML itself are English there, and Chinese in page-zh.ts. */
export interface Words {
  readonly steps: Readonly<Record<StepName, { readonly title: string; readonly text: string }>>;
  readonly run: (title: string) => string;
  readonly runShort: string;
  readonly code: string;
  readonly happened: string;
  readonly play: string;
  readonly pause: string;
  readonly startOver: string;
  readonly progress: (done: number, of: number, title: string) => string;
  readonly failed: (message: string) => string;
  readonly insecure: string;
  readonly drawInstead: string;
  readonly caller: string;
  readonly callee: string;
  readonly media: string;
  readonly candidates: string;
  readonly descriptionLines: Readonly<Record<DescriptionLine, string>>;
  readonly wholeDescription: (type: string) => string;
  readonly hiddenPassword: string;
  readonly picture: (label: string, width: number, height: number, rate: number) => string;
  readonly created: string;
  readonly transceiver: (kind: string, direction: string) => string;
  readonly agreed: (codec: string) => string;
  readonly handedOver: (fromCaller: number, fromCallee: number) => string;
  readonly pair: (local: string, remote: string, protocol: string) => string;
  readonly secured: (state: string) => string;
  readonly savePhoto: string;
  readonly photoAlt: string;
  readonly closed: string;
  readonly seen: (count: number) => string;
  readonly nat: Readonly<
    Record<
      NatType,
      { readonly name: string; readonly rfc4787: string; readonly text: string; readonly drawing: string }
    >
  >;
  readonly direct: (types: string) => string;
  readonly directWithNobody: string;
  readonly listJoin: string;
  readonly yours: string;
  readonly you: string;
  readonly other: string;
  readonly firewall: string;
  readonly candidateDrawing: { readonly title: string; readonly description: string };
  readonly connect: string;
  readonly connectAgain: string;
  /** Texts for a failed call in one tag, by `RtcError` code; `other` for codes without words of their own. */
  readonly problems: Readonly<Record<string, string>> & { readonly other: string };
}
