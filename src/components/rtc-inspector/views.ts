import { offerElement } from '../kit/on-demand.js';

/** From now on the views of `<rtc-inspector>` that few open are loaded when they are first met. */
export function offerViews(): void {
  offerElement('rtc-inspector-plots', plotsPart);
  offerElement('rtc-inspector-verification', verificationPart);
}

async function plotsPart(): Promise<void> {
  const { RtcInspectorPlots } = await import('./plots-view.js');
  RtcInspectorPlots.define();
}

async function verificationPart(): Promise<void> {
  const { RtcInspectorVerification } = await import('./verification-view.js');
  RtcInspectorVerification.define();
}
