import { offerElement } from '../kit/on-demand.js';

/** Loads the views of `<rtc-inspector>` that few people open when they first appear. */
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
