import type { CallSession } from '../../core/index.js';
import { callOf } from '../kit/call-of.js';
import { loadFor } from '../kit/load-for.js';
import type { SessionElement } from '../kit/session-element.js';

const settingsPart = () => import('./rtc-settings.js');

/** Shows the settings of a call: inside the `<rtc-call>`, so that its parts are those of the call, or inside `element`. */
export async function openSettings(element: SessionElement, session: CallSession): Promise<void> {
  const part = await loadFor(session, settingsPart);
  const root = callOf(element)?.renderRoot ?? element.renderRoot;
  part?.RtcSettings.open(root, session);
}
