export { readIceServers } from './read-ice-servers.js';
export { checkNetwork } from './network-check.js';
export { connectsDirectly, NAT_TYPES, type NatBehaviour, type NatType } from './nat-types.js';
export {
  ADVICE,
  CHECK_STEPS,
  type Advice,
  type CheckReason,
  type CheckState,
  type CheckStep,
  type CheckStepName,
  type IceServerAnswer,
  type NetworkCheckOptions,
  type NetworkCheckResult,
  type NetworkVerdict,
  type Outlook,
  type RelayState,
} from './types.js';
