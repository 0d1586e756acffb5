import { RtcInspectorCandidates } from './candidates-view.js';
import { RtcInspectorDescriptions } from './descriptions-view.js';
import { RtcInspector } from './rtc-inspector.js';
import { RtcInspectorTimeline } from './timeline-view.js';
import { offerViews } from './views.js';

offerViews();
RtcInspectorTimeline.define();
RtcInspectorDescriptions.define();
RtcInspectorCandidates.define();
RtcInspector.define();

declare global {
  interface HTMLElementTagNameMap {
    'rtc-inspector': RtcInspector;
  }
}
