import { RtcError } from '../errors.js';
import { callBeginnings, ongoingCalls } from '../call/ongoing-calls.js';
import type { CheckSocket } from './check-socket.js';
import { checkDevices } from './devices.js';
import { probeNat } from './nat-probe.js';
import { natTypeOf, type NatType } from './nat-types.js';
import { checkRelay, type RelayStep } from './relay.js';
import { checkSignaling, type Admission } from './signaling-step.js';
import { StepList, type Outcome } from './step-list.js';
import { checkStun } from './stun.js';
import {
  CHECK_STEPS,
  type CheckStep,
  type CheckStepName,
  type NetworkCheckOptions,
  type NetworkCheckResult,
} from './types.js';
import { provesUdp, verdictOf } from './verdict.js';

const RELAY_STEPS: readonly RelayStep[] = ['turn-udp', 'turn-tcp', 'turn-tls'];
const ICE_STEPS: readonly CheckStepName[] = ['stun', ...RELAY_STEPS];
const DEVICE_STEPS: readonly CheckStepName[] = ['permissions', 'camera', 'microphone'];
const MEDIA_MS = 4000;
const MAX_MEDIA_MS = 6000;

/** Time for which the relays accept the credentials that the server gives for a check, in ms. */
const CREDENTIALS_MS = 60_000;

/**
 * Finds out before a call whether it will work: the page, the devices, the server, STUN, relays, and the type of the NAT.
 * Everything that it opens is closed when the promise settles. A step that fails ends nothing; a check that is given up
 * by `signal`, or because a call of this page begins, resolves with what it has found until then.
 *
 * @throws {RtcError} `call-in-progress` while a call of this page is going on: it would take its devices and its bandwidth.
 */
export async function checkNetwork(options: NetworkCheckOptions = {}): Promise<NetworkCheckResult> {
  if (ongoingCalls.size > 0) {
    throw new RtcError('call-in-progress', 'The network cannot be checked during a call.');
  }
  const ending = new AbortController();
  const giveUp = (): void => ending.abort(options.signal?.reason);
  if (options.signal?.aborted) giveUp();
  options.signal?.addEventListener('abort', giveUp, { signal: ending.signal });
  callBeginnings.addEventListener(
    'begin',
    () => ending.abort(new DOMException('A call began.', 'AbortError')),
    { signal: ending.signal },
  );
  try {
    return await new Check(options, ending.signal).run();
  } finally {
    // Ends what is left, and the listeners.
    ending.abort(new DOMException('The check is over.', 'AbortError'));
  }
}

/** One run of all steps: the devices and the network at the same time, since a person may take long to answer. */
class Check {
  readonly #options: NetworkCheckOptions;
  readonly #signal: AbortSignal;
  readonly #steps: StepList;
  #socket: CheckSocket | undefined;
  #admission: Admission | undefined;
  /** Time at which the server gave its ICE servers, on the clock of `performance.now`. */
  #admittedAt = 0;
  #nat: NatType | 'unknown' = 'unknown';

  constructor(options: NetworkCheckOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#steps = new StepList(options.onStep ?? (() => undefined), signal);
  }

  async run(): Promise<NetworkCheckResult> {
    const { state, reason } = await this.#steps.run('secure-context', () =>
      Promise.resolve(this.#lookAtPage()),
    );
    if (state === 'passed' || reason === 'insecure') {
      await Promise.all([this.#checkDevices(state === 'passed'), this.#checkNetwork()]);
    } else if (reason === 'unsupported') this.#leaveOut(CHECK_STEPS.slice(1), { state: 'skipped', reason });
    const cancelled = this.#signal.aborted;
    const steps = this.#steps.finish();
    const { mapping = 'unknown', filtering = 'unknown' } = steps.find(({ name }) => name === 'nat') ?? {};
    // The probe may be unreachable by itself: behind a firewall of its own, or on a server that is being changed.
    const nat = this.#nat === 'no-udp' && provesUdp(steps) ? 'unknown' : this.#nat;
    return Object.freeze({ steps, cancelled, nat, mapping, filtering, verdict: verdictOf(steps, nat) });
  }

  #lookAtPage(): Outcome {
    try {
      // Missing in old browsers; throws where a policy of the browser forbids WebRTC.
      new RTCPeerConnection().close();
    } catch {
      return { state: 'failed', reason: 'unsupported' };
    }
    return isSecureContext ? { state: 'passed' } : { state: 'failed', reason: 'insecure' };
  }

  async #checkDevices(secure: boolean): Promise<void> {
    if (secure) await checkDevices(this.#steps, this.#options.calls ?? [], this.#signal);
    else this.#leaveOut(DEVICE_STEPS, { state: 'skipped', reason: 'insecure' });
  }

  async #checkNetwork(): Promise<void> {
    const steps = this.#steps;
    let missing: Outcome;
    try {
      const signaling = await steps.run('signaling', () =>
        checkSignaling(
          this.#options,
          this.#signal,
          (socket) => (this.#socket = socket),
          (admission) => {
            this.#admission = admission;
            this.#admittedAt = performance.now();
          },
        ),
      );
      missing = withoutServer(signaling);
      // Before anything else is gathered, and before a server closes a socket that joins nothing.
      await this.#checkNat(missing);
    } finally {
      this.#socket?.close();
    }
    const iceServers = this.#options.iceServers ?? this.#admission?.iceServers;
    if (iceServers) {
      // The types of valibot say `undefined` where those of the DOM say nothing.
      await this.#checkIce(iceServers as RTCIceServer[]);
    } else this.#leaveOut(ICE_STEPS, missing);
  }

  async #checkNat(missing: Outcome): Promise<void> {
    const admission = this.#admission;
    if (!admission) {
      this.#leaveOut(['nat'], missing);
      return;
    }
    if (!admission.probe) {
      this.#leaveOut(['nat'], { state: 'not-measured', reason: 'no-probe' });
      return;
    }
    await this.#steps.run('nat', async () => {
      const measurement = await probeNat(admission.socket, this.#signal);
      const { mapping, filtering, addresses, reflexive } = measurement;
      this.#nat = natTypeOf(measurement);
      const found = { mapping, filtering, addresses, ...(reflexive !== undefined && { reflexive }) };
      return this.#nat === 'no-udp'
        ? { state: 'failed', reason: 'no-answer', ...found }
        : { state: 'passed', ...found };
    });
  }

  async #checkIce(servers: readonly RTCIceServer[]): Promise<void> {
    const mediaMs = Math.min(this.#options.mediaMs ?? MEDIA_MS, MAX_MEDIA_MS);
    await this.#steps.run('stun', () => checkStun(servers, this.#signal));
    for (const step of RELAY_STEPS) {
      await this.#steps.run(step, async () => {
        const outcome = await checkRelay(servers, step, mediaMs, this.#signal);
        if (outcome.reason !== 'credentials' || !this.#haveCredentialsExpired()) return outcome;
        return { state: 'not-measured', reason: 'expired' };
      });
    }
  }

  /** A relay that refuses expired credentials refuses nobody who calls: a member gets fresh ones. */
  #haveCredentialsExpired(): boolean {
    return !this.#options.iceServers && performance.now() - this.#admittedAt > CREDENTIALS_MS;
  }

  /**
   * Sets the outcome of steps that are not made. If the check was given up, they count as cancelled instead.
   */
  #leaveOut(names: readonly CheckStepName[], outcome: Outcome): void {
    if (this.#signal.aborted) return;
    for (const name of names) this.#steps.set(name, outcome);
  }
}

/** The outcome of the steps for which the server has given nothing. */
function withoutServer({ state, reason = 'no-server' }: CheckStep): Outcome {
  return { state: state === 'failed' ? 'skipped' : 'not-measured', reason };
}
