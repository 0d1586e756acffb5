import type { Source } from '../../core/index.js';
import type { CandidateType, ImportProblem, PairReason } from '../../core/features/inspect/index.js';
import type { InspectorTab, RecordGroup, StateName } from './names.js';
import type { ConnectionSeries, Limitation, PlotName, Way } from './plot-data.js';

/** Texts and labels of `<rtc-inspector>`. Names of people come isolated. */
export interface InspectorTerms {
  inspector: string;
  inspectorClose: string;
  inspectorParticipant: string;
  inspectorAlone: string;
  inspectorExport: string;
  inspectorImport: string;
  inspectorAddresses: string;
  inspectorFile: (date: string) => string;
  inspectorLive: string;
  inspectorImportProblem: (problem: ImportProblem) => string;
  inspectorTab: (tab: InspectorTab) => string;
  inspectorNothing: string;
  // Timeline
  inspectorOverview: (records: number, seconds: string) => string;
  inspectorFilter: string;
  inspectorGroup: (group: RecordGroup) => string;
  inspectorSides: string;
  inspectorSent: (what: string) => string;
  inspectorReceived: (what: string) => string;
  inspectorDescription: (type: 'offer' | 'answer') => string;
  inspectorCandidate: string;
  inspectorLastCandidate: string;
  inspectorAskRestart: string;
  inspectorAskRenew: string;
  inspectorState: (what: string, state: string) => string;
  inspectorStateName: (what: StateName) => string;
  inspectorServerError: (url: string, code: number) => string;
  inspectorRestart: string;
  inspectorRenew: string;
  inspectorSending: (source: Source, on: boolean) => string;
  inspectorReceiving: (source: Source) => string;
  inspectorQuality: (grade: string) => string;
  inspectorNewConnection: string;
  // Descriptions
  inspectorShow: string;
  inspectorCompare: string;
  inspectorCompareNothing: string;
  inspectorCopy: string;
  inspectorCopied: string;
  inspectorNotCopied: string;
  inspectorLines: (lines: number) => string;
  inspectorSame: string;
  inspectorAdded: string;
  inspectorRemoved: string;
  // Candidates
  inspectorPairs: string;
  inspectorLocal: string;
  inspectorRemote: string;
  inspectorServers: string;
  inspectorConfiguration: string;
  inspectorType: (type: CandidateType) => string;
  inspectorPriority: (type: number, local: number, component: number) => string;
  inspectorBehind: (address: string) => string;
  inspectorRelayBy: (protocol: string) => string;
  inspectorNoAddress: string;
  inspectorReason: (reason: PairReason) => string;
  inspectorBytes: (sent: string, received: string) => string;
  inspectorNoServers: string;
  inspectorFound: (types: string) => string;
  inspectorFoundNothing: string;
  inspectorWithCredential: string;
  inspectorTransportPolicy: string;
  inspectorBundlePolicy: string;
}

/** Texts and labels of the plots. */
export interface PlotTerms {
  inspectorPlot: (plot: PlotName) => string;
  inspectorConnectionSeries: (name: ConnectionSeries) => string;
  inspectorStreamSeries: (source: Source, way: Way) => string;
  inspectorNoNumbers: string;
  /** Heading above the codec, size and limit of each stream. */
  inspectorCodecs: string;
  /** Within a sentence, as all that may limit a picture. */
  inspectorLimitation: (limitation: Limitation) => string;
  inspectorLimited: (limitation: Limitation) => string;
  inspectorMoment: string;
  inspectorNow: string;
  inspectorLowest: string;
  inspectorMean: string;
  inspectorHighest: string;
}

/** Texts and labels of the verification of a connection. Names of people come isolated. */
export interface VerificationTerms {
  inspectorVerifyHelp: string;
  inspectorVerify: string;
  inspectorVerifyAgain: string;
  inspectorVerifyPending: string;
  inspectorVerifyReady: (name: string) => string;
  inspectorVerifyChanged: string;
  /** The same about somebody whose connection is not being looked at. */
  inspectorVerifyChangedOf: (name: string) => string;
  inspectorVerifyUnsupported: string;
  inspectorVerifyLive: string;
}
