import type { CDPSession, Page } from 'puppeteer-core';

/** Sizes of a page after the garbage was collected. */
export interface Remains {
  /** Of objects, functions and texts. */
  readonly objectsKB: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Number of templates, of which Lit keeps one for each place in the source that was rendered, and of files that were loaded. */
  readonly forGood: number;
}

/**
 * Types of nodes in a heap snapshot that are the page's. The others are the browser's: above all code of functions that run
 * often, and styles that it keeps for elements like those that are gone.
 */
const OF_PAGE = new Set([
  'object',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'array',
  'number',
  'regexp',
]);

/** The part of a heap snapshot that is read here. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
}

/** Looks into the memory of a page of Chromium. */
export class Heap {
  readonly #cdp: CDPSession;

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Heap> {
    const cdp = await page.createCDPSession();
    await Promise.all([cdp.send('HeapProfiler.enable'), cdp.send('Performance.enable')]);
    return new Heap(cdp);
  }

  async measure(): Promise<Remains> {
    await this.#cdp.send('Runtime.evaluate', { expression: `(${assignSlots.toString()})()` });
    await this.collect();
    const { nodes, jsEventListeners } = await this.#cdp.send('Memory.getDOMCounters');
    return {
      objectsKB: await this.#objectsKB(),
      nodes,
      listeners: jsEventListeners,
      forGood: (await this.count('HTMLTemplateElement')) + (await this.#countFiles()),
    };
  }

  /** Collects the garbage. */
  async collect(): Promise<void> {
    // Objects that a finalizer lets go of are found by the next one.
    for (let n = 0; n < 3; n += 1) await this.#cdp.send('HeapProfiler.collectGarbage');
  }

  /**
   * Counts the objects of a class that the last collection has left.
   *
   * @param name - Of a global, or of a custom element.
   * @param condition - An expression over `object`; only those are counted for which it holds.
   */
  async count(name: string, condition = 'true'): Promise<number> {
    const [prototypes, objects] = ['prototypes', 'objects'];
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      expression: `(${name.includes('-') ? `customElements.get('${name}')` : name}).prototype`,
      objectGroup: prototypes,
    });
    const { objects: found } = await this.#cdp.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
      objectGroup: objects,
    });
    const { result: length } = await this.#cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: `function () { return this.filter((object) => ${condition}).length; }`,
      objectId: found.objectId ?? '',
      returnByValue: true,
    });
    // The list itself holds what is in it.
    for (const objectGroup of [prototypes, objects]) {
      await this.#cdp.send('Runtime.releaseObjectGroup', { objectGroup });
    }
    return Number(length.value);
  }

  async #countFiles(): Promise<number> {
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      expression: 'performance.getEntriesByType("resource").length',
    });
    return Number(result.value);
  }

  async #objectsKB(): Promise<number> {
    let text = '';
    const add = ({ chunk }: { chunk: string }): void => void (text += chunk);
    this.#cdp.on('HeapProfiler.addHeapSnapshotChunk', add);
    await this.#cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.#cdp.off('HeapProfiler.addHeapSnapshotChunk', add);
    const { snapshot, nodes } = JSON.parse(text) as Snapshot;
    const { node_fields: fields, node_types: types } = snapshot.meta;
    const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
    let bytes = 0;
    for (let at = 0; at < nodes.length; at += fields.length) {
      if (OF_PAGE.has(types[0][nodes[at + type] ?? 0] ?? '')) bytes += nodes[at + size] ?? 0;
    }
    return Math.round(bytes / 1024);
  }
}

/** Chromium remembers the slots of a shadow tree, and what was around those that are gone, until it assigns slots there again. */
function assignSlots(): void {
  const roots: ParentNode[] = [document];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      if (!shadowRoot) continue;
      roots.push(shadowRoot);
      const slot = shadowRoot.appendChild(document.createElement('slot'));
      slot.assignedNodes();
      slot.remove();
    }
  }
}
