interface Path {
  /** Of the candidate pair in use: another one after a restart of ICE. */
  readonly pair: string;
  readonly bitrate: number;
}

/**
 * Adds up what the connections could send (`availableOutgoingBitrate`, webrtc-stats). A path is left out the first time it
 * is seen: the value with which a browser begins says nothing about it.
 */
export class UplinkMeter {
  /** Candidate pairs of the last reading, by participant. */
  #pairs: ReadonlyMap<string, string> = new Map();

  /**
   * The whole uplink in bit/s, with room to grow and in coarse steps, so that small changes change nothing. A connection
   * that is not measured yet counts like the average of the others; `Infinity` where none is, as always in Firefox.
   *
   * @param participants - Ids of those who are sent pictures.
   */
  read(reports: ReadonlyMap<string, RTCStatsReport>, participants: readonly string[]): number {
    const pairs = new Map<string, string>();
    const bitrates: number[] = [];
    for (const id of participants) {
      const report = reports.get(id);
      const path = report && pathOf(report);
      if (!path) continue;
      pairs.set(id, path.pair);
      if (this.#pairs.get(id) === path.pair) bitrates.push(path.bitrate);
    }
    this.#pairs = pairs;
    if (bitrates.length === 0) return Infinity;
    const average = bitrates.reduce((sum, bitrate) => sum + bitrate, 0) / bitrates.length;
    return 2 ** (Math.floor(2 * Math.log2(average * participants.length * 1.5)) / 2);
  }
}

function pathOf(report: RTCStatsReport): Path | undefined {
  const selected = new Set<string | undefined>();
  report.forEach((stats: RTCTransportStats) => {
    if (stats.type === 'transport') selected.add(stats.selectedCandidatePairId);
  });
  let path: Path | undefined;
  report.forEach(({ id, type, availableOutgoingBitrate: bitrate = 0 }: RTCIceCandidatePairStats) => {
    if (type === 'candidate-pair' && selected.has(id) && bitrate > 0 && Number.isFinite(bitrate)) {
      path = { pair: id, bitrate };
    }
  });
  return path;
}
