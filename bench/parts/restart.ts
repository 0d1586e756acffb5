import { BARE, CONTENDERS } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, spread } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { percent, times } from '../lib/table.js';
import type { Part } from '../part.js';

const REPETITIONS = 3;

const RULES: Readonly<Record<string, string>> = {
  'rtc-elements': 'its own client: up to 0.3 s, then 0.3 s to 0.6 s …, by resume token',
  'bare-ws': 'one second later',
  'socket-io': 'its own client: 1 s to 5 s, at random',
  peerjs: 'one second later',
  'y-webrtc': "its own client's: at once, then 0.4 s, 0.6 s …",
};

/** Until the last of many clients is in its room again after the server was killed and started anew. */
export const restart: Part = {
  name: 'restart',
  title: 'Back after a restart',
  async run({ repetitions, clients }) {
    const seconds = new Series();
    const cpuSeconds = new Series();
    await inTurns(CONTENDERS, Math.min(repetitions, REPETITIONS), async (contender) => {
      const arena = await Arena.open(contender);
      try {
        const { dialect } = contender;
        await arena.load.remote.ask('settle', { dialect, url: arena.url, clients });
        const killed = Date.now();
        await arena.restart();
        const back = await arena.load.remote.ask('back');
        seconds.add(contender, (back - killed) / 1000);
        cpuSeconds.add(contender, (await arena.server.remote.ask('cpu')) / 1e6);
      } finally {
        await arena.close();
      }
    });
    const rows = CONTENDERS.map((contender) => [
      contender.name,
      RULES[contender.dialect] ?? '',
      `${median(seconds.of(contender)).toFixed(2)} s`,
      percent(spread(seconds.of(contender))),
      times(seconds.ratio(contender, BARE)),
      `${median(cpuSeconds.of(contender)).toFixed(2)} s`,
    ]);
    return {
      table: [['server', 'clients come back', 'all back', 'spread', 'to bare ws', 'CPU'], ...rows],
    };
  },
};
