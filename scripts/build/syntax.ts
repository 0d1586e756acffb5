import type { ESTree } from 'vite';

export type Node = ESTree.Node;

/** The part of the context of a plugin that Vite and Rollup have in common. */
export interface Parser {
  parse(code: string): unknown;
}

/** Puts `text` in the place of what stands from `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function apply(edits: readonly Edit[], code: string): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);
}

export function visit(node: Node, callback: (node: Node) => void): void {
  callback(node);
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child)) visit(child, callback);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
