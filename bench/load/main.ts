// The process of the clients: does what the bench asks for.
import { answer } from '../lib/rpc.js';
import { Crowd, type CrowdOptions } from './crowd.js';
import { Regulars, type RegularsOptions } from './regulars.js';
import { saturate, stream, type Latency, type Relayed, type RelayOptions } from './relay.js';

const crowd = new Crowd();
const regulars = new Regulars();

const work = {
  connect: (options: CrowdOptions): Promise<void> => crowd.connect(options),
  join: (): Promise<void> => crowd.join(),
  close: (): Promise<void> => crowd.close(),
  saturate: (options: RelayOptions & { readonly burst: number }): Promise<Relayed> =>
    saturate(crowd.clients, options),
  stream: (options: RelayOptions & { readonly perSecond: number }): Promise<Latency> =>
    stream(crowd.clients, options),
  /** Clients that come back by themselves. */
  settle: (options: RegularsOptions): Promise<void> => regulars.settle(options),
  /** Resolves when everybody has been away and is back, with the time of day of the last one. */
  back: (): Promise<number> => regulars.back(),
};

export type Work = typeof work;

answer(work);
