import type { CallSession } from '../../core/index.js';
import { load } from '../../internal/load.js';
import { misusePart } from '../kit/misuse-part.js';

/** Looks for mistakes of the page's author now and whenever the state of the call changes, since a page may follow it. */
export function watchForMisuses(session: CallSession): void {
  const look = (): void => {
    load(misusePart).then(
      ({ lookForMisuses }) => lookForMisuses(),
      // Nobody in the call misses anything.
      () => undefined,
    );
  };
  session.addEventListener('rtc-state-change', look);
  look();
}
