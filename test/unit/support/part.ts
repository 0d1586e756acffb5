/** A part that is there, or is not, and counts how often it was asked for. */
export function part(name: string, there = true) {
  const state = { there, requests: 0 };
  const importPart = async (): Promise<string> => {
    state.requests += 1;
    await Promise.resolve();
    if (!state.there) throw new TypeError(`Failed to fetch ${name}`);
    return name;
  };
  return Object.assign(importPart, { state });
}
