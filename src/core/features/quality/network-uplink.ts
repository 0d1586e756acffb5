/** The part of the Network Information API that is used; only Chromium has it. */
interface NetworkInformation {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

const SAVING = 300_000;
const BY_TYPE: Readonly<Record<string, number>> = { 'slow-2g': 80_000, '2g': 120_000, '3g': 500_000 };

/** Limit of the network as the browser tells it, in bit/s; `Infinity` where it tells none. */
export function networkUplink(): number {
  const { connection } = navigator as Navigator & { readonly connection?: NetworkInformation };
  const { saveData = false, effectiveType = '' } = connection ?? {};
  return Math.min(saveData ? SAVING : Infinity, BY_TYPE[effectiveType] ?? Infinity);
}
