import { load, type ImportPart } from './load.js';

const files = new Map<string, ImportPart>();

/**
 * Imports a file that lies beside the script of the page, and tries another address where that failed before. Firefox 153
 * never asks again for a module that it could not load, nor for any module that imports one, as the HTML standard had it
 * until 2026 (whatwg/html#10327). All files import each other in this way, so that each of them is there once, under
 * whichever address. The build writes the calls (scripts/build/link-files.ts).
 *
 * @param path - From this script.
 * @param importFirst - Imports it under its own address.
 */
export function importFile<T>(path: string, importFirst: ImportPart<T>): Promise<T> {
  let importPart = files.get(path) as ImportPart<T> | undefined;
  if (!importPart) {
    importPart = retrying(path, importFirst);
    files.set(path, importPart);
  }
  return load(importPart);
}

function retrying<T>(path: string, importFirst: ImportPart<T>): ImportPart<T> {
  let failures = 0;
  return async () => {
    const url = `${new URL(path, import.meta.url).href}?retry=${failures}`;
    try {
      const first = importFirst();
      return await (failures === 0 ? first : first.catch(() => import(url) as Promise<T>));
    } catch (error) {
      failures += 1;
      throw error;
    }
  };
}
