import type { PeerLink } from '../peer/peer-link.js';
import type { CallSession } from '../session/call-session.js';

export interface LinkWatcher {
  /** Somebody is in the call now, or in it again after a reload of their page. */
  met?(id: string, link: PeerLink): void;
  /** Somebody has left, or reloaded their page, or the call is over. */
  gone(id: string): void;
}

/** Tells who can be reached, as long as the session lives. */
export function watchLinks(session: CallSession, watcher: LinkWatcher): void {
  const links = new Map<string, PeerLink>();
  const follow = (): void => {
    for (const [id, link] of links) {
      if (session.getPeer(id) === link) continue;
      links.delete(id);
      watcher.gone(id);
    }
    for (const { id } of session.participants) {
      const link = session.getPeer(id);
      if (!link || links.has(id)) continue;
      links.set(id, link);
      watcher.met?.(id, link);
    }
  };
  session.addEventListener('change', follow);
  follow();
}
