import type {
  Advice,
  CheckReason,
  CheckState,
  CheckStepName,
  NatBehaviour,
  NatType,
  Outlook,
  RelayState,
} from '../../core/network/index.js';

/** Texts and labels of `<rtc-network-check>`. Names of NAT types are those of RFC 3489 and of the classic tutorial. */
export interface NetworkCheckTerms {
  networkCheck: string;
  checkIntroduction: string;
  checkStart: string;
  checkAgain: string;
  checkCancelled: string;
  checkDuringCall: string;
  checkFailed: string;
  checkSteps: string;
  checkVerdict: string;
  copyResult: string;
  resultCopied: string;
  resultNotCopied: string;
  back: string;
  stepName: (name: CheckStepName) => string;
  stepState: (state: CheckState) => string;
  /** A request to the person, by a step that needs them. */
  stepHint: (name: CheckStepName) => string;
  stepReason: (reason: CheckReason, name: CheckStepName) => string;
  stepPassed: (name: CheckStepName) => string;
  thereAndBack: (ms: number) => string;
  serverAddress: (server: string, address: string) => string;
  serverSilent: (server: string) => string;
  serverError: (server: string, code: number, text: string) => string;
  relayMedia: (kbps: number, loss: number) => string;
  reflexive: (address: string) => string;
  natBehaviour: (mapping: NatBehaviour, filtering: NatBehaviour) => string;
  /** The server has one address only. */
  oneAddress: string;
  natName: (type: NatType | 'unknown') => string;
  natIs: (name: string) => string;
  /** For a narrow column. */
  natShort: (type: NatType) => string;
  natMeaning: (type: NatType | 'unknown') => string;
  outlook: (outlook: Outlook) => string;
  reachDirectly: (types: string) => string;
  reachByRelay: (types: string) => string;
  reachNobody: string;
  relayIs: (state: RelayState) => string;
  whatToChange: string;
  nothingToChange: string;
  advice: (advice: Advice) => string;
  matrix: string;
  matrixHelp: string;
  matrixYou: string;
  matrixDirect: string;
  matrixRelay: string;
}
