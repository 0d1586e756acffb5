import { ContextEvent } from '@lit/context';
import { providerContext, type CallProvider } from './call-provider.js';
import type { SessionElement } from './session-element.js';

/** The `<rtc-call>` that an element has its session from; undefined where the session came from JavaScript. */
export function callOf(element: SessionElement): CallProvider | undefined {
  if (!element.isConnected) return undefined;
  const root = element.getRootNode() as Document | ShadowRoot;
  const named = root.getElementById(element.for) ?? document.getElementById(element.for);
  let found: CallProvider | undefined;
  const request = new ContextEvent(providerContext, element, (call) => {
    found = call;
  });
  (named ?? element).dispatchEvent(request);
  return found?.session === element.session ? found : undefined;
}
