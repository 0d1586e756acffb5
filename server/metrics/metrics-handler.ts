import type { RequestHandler } from '../http/request-handler.js';
import { pathOf, sendStatus } from '../http/responses.js';
import { describeError } from '../log/log.js';
import type { Logger } from '../log/log.js';
import type { Metrics } from './metrics.js';

/** Answers `GET /metrics`. */
export function createMetricsHandler(metrics: Metrics, log: Logger): RequestHandler {
  return (request, response) => {
    if (pathOf(request) !== '/metrics') return sendStatus(response, 404);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendStatus(response, 405, { Allow: 'GET, HEAD' });
    }
    metrics.read().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      (error: unknown) => {
        log('error', 'metrics failed', { error: describeError(error) });
        sendStatus(response, 500);
      },
    );
  };
}
