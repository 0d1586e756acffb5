/** The steps of the lesson, in their order. */
export const STEP_NAMES = [
  'capture',
  'create',
  'tracks',
  'offer',
  'answer',
  'accept',
  'candidates',
  'connected',
  'photo',
  'close',
] as const;
export type StepName = (typeof STEP_NAMES)[number];
