import { randomId } from '../../internal/random-id.js';
import { callWasLeft } from '../call-was-left.js';
import { BroadcastSignaling } from '../signaling/broadcast-signaling.js';
import type { JoinRequest } from '../signaling/transport.js';
import { Echo } from './echo.js';

export interface LoopbackOptions {
  /** Whether somebody is there who sends everything back. Default `true`. */
  readonly echo?: boolean;
  /** Transports with the same scope meet; by default each one is alone with its echo. */
  readonly scope?: string;
}

/**
 * A call with oneself within one page, through two real RTCPeerConnections: the classic local demo, and a way
 * to try camera, microphone and elements with nothing else running.
 */
export class LoopbackSignaling extends BroadcastSignaling {
  readonly #scope: string;
  readonly #hasEcho: boolean;
  #echo: Echo | undefined;

  constructor({ echo = true, scope = randomId() }: LoopbackOptions = {}) {
    const name = `loopback:${scope}`;
    super(name);
    this.#scope = name;
    this.#hasEcho = echo;
  }

  override async join(request: JoinRequest): Promise<void> {
    if (this.#hasEcho) {
      const echo = (this.#echo ??= new Echo(new BroadcastSignaling(this.#scope)));
      await echo.join({ ...request, instance: randomId() });
      // Left meanwhile.
      if (this.#echo !== echo) throw callWasLeft();
    }
    return super.join(request);
  }

  override async leave(): Promise<void> {
    const echo = this.#echo;
    this.#echo = undefined;
    await Promise.all([echo?.leave(), super.leave()]);
  }
}
