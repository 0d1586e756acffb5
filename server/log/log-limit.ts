import { LOG_LINES, LOG_WINDOW_MS } from '../limits/fixed-limits.js';
import type { Logger } from './log.js';

/** The lines of one event within a minute. */
interface Window {
  readonly since: number;
  readonly lines: Set<string>;
  omitted: number;
}

/**
 * Events that no client can cause and that are never omitted: the last one tells the state, such as whether Redis can be
 * reached.
 */
const STATES: ReadonlySet<string> = new Set(['redis lost', 'redis back']);

/**
 * Limits a logger, since clients cause most of its lines. Within a minute, equal lines appear once, and each event has a
 * limited number of lines. The next line of the event tells by `omitted` how many were left out before it. Lines of the
 * level `debug` are not limited.
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
