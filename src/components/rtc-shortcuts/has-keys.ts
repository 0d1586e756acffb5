import type { CallSession } from '../../core/index.js';

/** Whether a call has keys: the page has not switched all of them off. */
export const hasKeys = ({ features }: CallSession): boolean =>
  Object.keys(features.shortcuts?.keys ?? {}).length > 0;
