import type { LinkRecord } from '../../core/index.js';

export const INSPECTOR_TABS = ['timeline', 'descriptions', 'candidates', 'plots', 'verification'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** Groups that records are filtered by. Each has a lane in the timeline. */
export const RECORD_GROUPS = [
  'descriptions',
  'candidates',
  'states',
  'repairs',
  'tracks',
  'quality',
] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];

/** State machines whose changes are recorded. */
export type StateName = Extract<LinkRecord, { readonly state: string }>['type'];
