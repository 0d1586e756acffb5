import { waitUntil as poll } from '@open-wc/testing';

/**
 * Waits until `condition` returns something truthy. Its patience is for a test that hangs, and says nothing of how long
 * something may take: a machine that is busy is slow.
 *
 * @param message - Names the failure when it does not.
 */
export const waitUntil = (
  condition: () => unknown,
  message?: string,
  options?: { readonly interval?: number },
): Promise<void> => poll(condition, message, { ...options, timeout: 100_000 });
