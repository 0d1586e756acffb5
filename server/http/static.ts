import { constants, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
};

const NOT_THERE: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'ENAMETOOLONG',
  'ELOOP',
  'EISDIR',
]);

/** Answers a request with a file; returns false, without an answer, if there is none. */
export type StaticHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves the files below a directory, except hidden ones and what a symbolic link fetches from elsewhere.
 * For GET and HEAD only; the caller sees to that.
 */
export function createStaticHandler(directory: string): StaticHandler {
  const root = realpathSync(directory);
  return async (request, response) => {
    const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
    const segments = readSegments(pathname);
    if (!segments) return false;
    try {
      const target = await realpath(join(root, ...segments));
      if (!isServed(root, target)) return false;
      if (!(await stat(target)).isDirectory()) {
        return !pathname.endsWith('/') && (await sendFile(target, request, response));
      }
      if (!pathname.endsWith('/')) return redirectToFolder(segments, query, response);
      const index = await realpath(join(target, 'index.html'));
      return isServed(root, index) && (await sendFile(index, request, response));
    } catch (error) {
      if (error instanceof Error && 'code' in error && NOT_THERE.has(error.code)) return false;
      throw error;
    }
  };
}

/** The names in a path below the root; undefined if one of them is never served. */
function readSegments(pathname: string): string[] | undefined {
  if (!pathname.startsWith('/')) return undefined;
  const encoded = pathname.slice(1).split('/');
  if (encoded.at(-1) === '') encoded.pop();
  const segments: string[] = [];
  for (const part of encoded) {
    let segment: string;
    try {
      segment = decodeURIComponent(part);
    } catch {
      return undefined;
    }
    // `..` begins with a dot, too. The characters are separators of some file system.
    if (segment === '' || segment.startsWith('.') || /[/\\:\0]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

/** Whether a path without symbolic links lies below the root, and nothing on the way to it is hidden. */
function isServed(root: string, target: string): boolean {
  const way = relative(root, target);
  return way === '' || !(isAbsolute(way) || way.split(sep).some((segment) => segment.startsWith('.')));
}

function redirectToFolder(segments: string[], query: string | undefined, response: ServerResponse): true {
  // Relative, since a path that begins with `//` would lead to another host.
  const folder = `./${encodeURIComponent(segments.at(-1) ?? '')}/${query === undefined ? '' : `?${query}`}`;
  response.writeHead(301, { Location: folder, 'Content-Length': 0 }).end();
  return true;
}

async function sendFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  // Without O_NONBLOCK, opening a named pipe would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return false;
    const etag = `"${stats.size.toString(16)}-${Math.floor(stats.mtimeMs).toString(16)}"`;
    response.setHeader('ETag', etag);
    response.setHeader('Last-Modified', stats.mtime.toUTCString());
    // Browsers ask each time, and mostly get a 304: a page and its scripts must be of the same version.
    response.setHeader('Cache-Control', 'no-cache');
    if (isFresh(request, etag, stats)) {
      response.writeHead(304).end();
      return true;
    }
    response.writeHead(200, {
      'Content-Type': MIME_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
      'Content-Length': stats.size,
    });
    if (request.method === 'HEAD' || stats.size === 0) response.end();
    else {
      // After a pipelined upgrade the response does not notice when its socket closes.
      const { socket } = request;
      const gone = new AbortController();
      const handleClose = (): void => gone.abort();
      socket.once('close', handleClose);
      if (socket.destroyed) gone.abort();
      // A client may close the connection at any time.
      await pipeline(file.createReadStream({ end: stats.size - 1, autoClose: false }), response, {
        signal: gone.signal,
      }).catch(() => {});
      socket.off('close', handleClose);
    }
    return true;
  } finally {
    await file.close();
  }
}

/** RFC 9110 §13.2.2: the date counts only without an ETag. */
function isFresh({ headers }: IncomingMessage, etag: string, stats: Stats): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined) {
    return known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(stats.mtimeMs / 1000) * 1000 <= since;
}
