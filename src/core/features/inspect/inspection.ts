import type { LinkRecord } from '../../peer/history.js';
import type { Paths } from './paths.js';
import type { Sample } from './sample.js';

/** Configuration of a connection, without what gives access to a server. */
export interface InspectedConfiguration {
  readonly iceServers: readonly {
    readonly urls: readonly string[];
    /** Whether it is used with a name and a password; these are never part of an inspection. */
    readonly hasCredential: boolean;
  }[];
  readonly iceTransportPolicy: string;
  readonly bundlePolicy: string;
}

/** The connection with one participant. */
export interface InspectedParticipant extends Paths {
  readonly id: string;
  readonly name: string;
  /** State of the connection with them. */
  readonly state: string;
  /** Events, oldest first; descriptions without their keys. */
  readonly records: readonly LinkRecord[];
  readonly configuration: InspectedConfiguration;
  /** Numbers over time, oldest first. */
  readonly samples: readonly Sample[];
}

/** The connections of a call that goes on, or of a file. */
export interface Inspection {
  /** Time at which it was made, in ms since the Unix epoch. */
  readonly createdAt: number;
  /** Of the browser that it was made in (`navigator.userAgent`). */
  readonly userAgent: string;
  /** Whether IP addresses are in it; otherwise names stand in their place. */
  readonly addresses: boolean;
  readonly participants: readonly InspectedParticipant[];
}
