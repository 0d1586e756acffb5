import type { LinkRecord } from '../../peer/history.js';
import type { CallSession } from '../../call/call-session.js';
import type { Participant } from '../../types.js';
import { Cleaner } from './clean.js';
import { AddressHider } from './hide.js';
import type { InspectedConfiguration, InspectedParticipant, Inspection } from './inspection.js';
import { readPaths } from './paths.js';
import { Sampler } from './sampler.js';

export interface InspectOptions {
  /** Whether IP addresses are shown. Default: names stand in their place. */
  readonly addresses?: boolean;
  /** Stands in the place of ICE passwords in descriptions. Default: their lines are left out. */
  readonly inPlaceOfKeys?: string;
}

/**
 * Looks at the connections of a call again and again; the same address has the same name each time. Passwords of ICE and
 * of ICE servers are never part of what it tells.
 */
export class Inspector {
  readonly #cleaner: Cleaner;
  readonly #addresses: boolean;

  constructor({ addresses = false, inPlaceOfKeys }: InspectOptions = {}) {
    this.#addresses = addresses;
    this.#cleaner = new Cleaner({ hider: addresses ? undefined : new AddressHider(), inPlaceOfKeys });
  }

  /**
   * Describes the connections of a call as they are now. Reads no statistics: candidates, pairs and samples are there once a
   * `Sampler` of the call watches.
   */
  inspect(session: CallSession): Inspection {
    return this.show({
      createdAt: Date.now(),
      userAgent: navigator.userAgent,
      addresses: true,
      participants: session.participants.map((participant) => describe(session, participant)),
    });
  }

  /** The same for an inspection from a file. */
  show(inspection: Inspection): Inspection {
    return {
      ...inspection,
      addresses: this.#addresses && inspection.addresses,
      participants: inspection.participants.map((participant) => this.#cleaner.participant(participant)),
    };
  }
}

/** Inspects the connections of a call once, as they are now. */
export const inspectCall = (session: CallSession, options?: InspectOptions): Inspection =>
  new Inspector(options).inspect(session);

/** Holds addresses and passwords of ICE. */
function describe(session: CallSession, { id, name, connectionState }: Participant): InspectedParticipant {
  const link = session.getPeer(id);
  const sampler = Sampler.of(session);
  const records = link?.history.records ?? [];
  const configuration = describeConfiguration(link?.connection?.getConfiguration() ?? {});
  const urls = configuration.iceServers.flatMap((server) => server.urls);
  return {
    id,
    name,
    state: connectionState,
    records,
    configuration,
    ...readPaths(sampler.entries(id) ?? new Map(), urls, newest(records)),
    samples: sampler.samples(id),
  };
}

/** Those of the present connection. */
function newest(records: readonly LinkRecord[]): LinkRecord[] {
  const epoch = records.at(-1)?.epoch;
  return records.filter((record) => record.epoch === epoch);
}

function describeConfiguration(configuration: RTCConfiguration): InspectedConfiguration {
  const { iceServers = [], iceTransportPolicy = 'all', bundlePolicy = 'balanced' } = configuration;
  return {
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls: [urls].flat(),
      hasCredential: Boolean(username) || Boolean(credential),
    })),
    iceTransportPolicy,
    bundlePolicy,
  };
}
