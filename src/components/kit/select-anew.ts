import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/**
 * Renders another select when it is disabled or no longer so: where one was disabled once, Chromium tells screen readers
 * for ever that its options are.
 */
export const selectAnew = (disabled: boolean | undefined, select: TemplateResult): unknown =>
  keyed(disabled, select);
