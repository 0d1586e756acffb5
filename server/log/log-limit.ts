import { LOG_LINES, LOG_WINDOW_MS } from '../limits/limits.js';
import type { Logger } from './log.js';

/** One event within a minute. */
interface Window {
  readonly since: number;
  readonly lines: Set<string>;
  omitted: number;
}

/**
 * Events that no client can cause. Each changes the state of the server, so the last one has to be in the log: without
 * it, the log would say that Redis is there while it is not.
 */
const STATES: ReadonlySet<string> = new Set(['redis lost', 'redis back']);

/**
 * Passes on what a logger is told, but nothing as often as a client likes. Within a minute, equal lines appear once,
 * and an event has a limited number of lines. The next line of the event says by `omitted` how many are missing before
 * it. Lines of the level `debug` are not limited.
 *
 * @param now - Milliseconds of any clock that only goes forward.
 */
export function limitLog(log: Logger, now = (): number => performance.now()): Logger {
  const windows = new Map<string, Window>();
  return (level, event, fields) => {
    if (level === 'debug' || STATES.has(event)) return log(level, event, fields);
    const last = windows.get(event);
    const isOver = !last || now() - last.since >= LOG_WINDOW_MS;
    const window = isOver ? { since: now(), lines: new Set<string>(), omitted: 0 } : last;
    windows.set(event, window);
    const line = JSON.stringify(fields ?? {});
    if (window.lines.has(line) || window.lines.size >= LOG_LINES) {
      window.omitted += 1;
      return;
    }
    window.lines.add(line);
    const omitted = isOver && last ? last.omitted : 0;
    log(level, event, omitted > 0 ? { ...fields, omitted } : fields);
  };
}
