import type { Logger } from '../log/log.js';
import { refuseProbeAddresses, refuseProbeNames } from '../probe/probe-urls.js';
import type { NamedServers } from '../probe/probe-urls.js';
import { Prober } from '../probe/prober.js';
import type { ProberOptions } from '../probe/prober.js';
import { endpointText } from '../stun/endpoint.js';
import { StunService } from '../stun/stun-service.js';
import type { StunServiceOptions } from '../stun/stun-service.js';

export interface UdpOptions extends NamedServers {
  /** `undefined` where no NATs are measured. */
  readonly probe: ProberOptions | undefined;
  /** `undefined` where there is no STUN server. */
  readonly stun: StunServiceOptions | undefined;
}

/** The probe and the STUN server, where there are any. */
export class UdpServices {
  readonly #options: UdpOptions;
  readonly #log: Logger;
  #prober: Prober | undefined;
  #stun: StunService | undefined;

  constructor(options: UdpOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
  }

  /** Undefined where no NATs are measured. */
  get prober(): Prober | undefined {
    return this.#prober;
  }

  /**
   * Opens all sockets.
   *
   * @throws RangeError where an ICE server is a socket of the probe; the system's error where a socket cannot be opened.
   */
  async open(): Promise<void> {
    const { probe, stun } = this.#options;
    if (probe) {
      this.#prober = await Prober.open(probe);
      const { addresses, ports } = this.#prober;
      // Free ports are known only now.
      const opened = { addresses: probe.addresses, ports };
      refuseProbeAddresses(opened, this.#options);
      await refuseProbeNames(opened, this.#options);
      this.#log('info', 'probe', { addresses, ports });
    }
    if (stun) {
      this.#stun = await StunService.open(stun);
      const { endpoint } = this.#stun;
      this.#log('info', 'stun', { at: endpoint && endpointText(endpoint) });
    }
  }

  /** Closes all sockets, also after an `open` that failed. */
  async close(): Promise<void> {
    await Promise.all([this.#prober?.close(), this.#stun?.close()]);
  }
}
