import type { CDPSession, Page } from 'puppeteer-core';

/** Sizes of a page after the garbage was collected. */
export interface Remains {
  readonly heapKB: number;
  readonly nodes: number;
  readonly listeners: number;
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
    await this.collect();
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await this.#cdp.send('Memory.getDOMCounters');
    return { heapKB: Math.round(usedSize / 1024), nodes, listeners: jsEventListeners };
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
}
