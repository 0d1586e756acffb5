import { equal } from '../../../internal/equal.js';
import type { SenderSettings } from './budget.js';

const controls = new WeakMap<RTCRtpSender, SenderControl>();

/**
 * Sets a sender, and costs next to nothing when nothing is new.
 *
 * @param occasion - Anything; after it changed the browser is asked whether the settings still hold.
 */
export function controlSender(sender: RTCRtpSender, settings: SenderSettings, occasion: string): void {
  const control = controls.get(sender) ?? new SenderControl(sender);
  controls.set(sender, control);
  control.apply(settings, occasion);
}

/** Changes the parameters of one sender, one change after another; what was overtaken meanwhile is left out. */
class SenderControl {
  readonly #sender: RTCRtpSender;
  /** Settings to be made; `undefined` once they are. */
  #wish: SenderSettings | undefined;
  /** Settings and occasion of the last call; without settings where these could not be made. */
  #settings: SenderSettings | undefined;
  #occasion = '';
  #busy = false;

  constructor(sender: RTCRtpSender) {
    this.#sender = sender;
  }

  apply(settings: SenderSettings, occasion: string): void {
    if (occasion === this.#occasion && equal(settings, this.#settings)) return;
    this.#occasion = occasion;
    this.#settings = settings;
    this.#wish = settings;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wish) {
      const settings = this.#wish;
      this.#wish = undefined;
      // Somebody else may change them between the two calls (webrtc-pc, `transactionId`): then once more.
      if (!(await this.#set(settings)) && !(await this.#set(settings))) this.#settings = undefined;
    }
    this.#busy = false;
  }

  /** Whether they are as wanted now; not on a connection that is closed. */
  async #set({ encoding, degradationPreference }: SenderSettings): Promise<boolean> {
    try {
      const parameters = this.#sender.getParameters();
      const [present] = parameters.encodings;
      // Firefox before 110 has none yet while nothing is agreed on.
      if (!present) return false;
      if (
        Object.entries(encoding).every(([key, value]) => equal(Reflect.get(present, key), value)) &&
        (parameters.degradationPreference ?? degradationPreference) === degradationPreference
      ) {
        return true;
      }
      Object.assign(present, encoding);
      if (degradationPreference) parameters.degradationPreference = degradationPreference;
      await this.#sender.setParameters(parameters);
      return true;
    } catch {
      return false;
    }
  }
}
