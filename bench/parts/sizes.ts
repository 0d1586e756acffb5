import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundleInParts } from '../../scripts/build/bundle.js';
import { measure, sum, type Size } from '../../scripts/build/sizes.js';
import { ROOT } from '../../scripts/lib/processes.js';
import { times } from '../lib/table.js';
import type { Part } from '../part.js';

const PEERS = join(ROOT, 'bench/node_modules');
/** Path of the entry, which is no real file; packages are found from there. */
const ENTRY = join(ROOT, 'bench/peer.js');

/** Files that the headless core loads for a call over a server, beside the first one. */
const LATER = ['protocol', 'membership', 'device-keeper', 'watch-connections'].map(
  (name) => `core/${name}.js`,
);

/** Makes one minified script of everything that a page needs to use `name` of a package. */
async function bundlePeer(name: string, from: string, external: readonly string[] = []): Promise<string> {
  const built = await build({
    root: join(ROOT, 'bench'),
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'peer',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? `import { ${name} } from '${from}'; globalThis.peer = ${name};` : null),
      },
    ],
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      rolldownOptions: { input: ENTRY, external: [...external], output: { codeSplitting: false } },
    },
  });
  const [result] = [built].flat();
  const chunk = result && 'output' in result ? result.output[0] : undefined;
  if (!chunk) throw new Error(`${from} did not make one script`);
  return chunk.code;
}

/** All scripts are measured minified and compressed. */
export const sizes: Part = {
  name: 'sizes',
  title: 'Size of the script in the page',
  async run() {
    const core = await bundleInParts('core', 'src/core/index.ts');
    const [elements] = await bundleInParts('rtc-elements', 'src/cdn.ts');
    const ours = measure('rtc-elements/core', core[0]?.code ?? '');
    const later = core
      .filter(({ name }) => LATER.includes(name))
      .map(({ name, code }) => measure(name, code));
    if (later.length < LATER.length) throw new Error(`the core has other parts than ${LATER.join(', ')}`);
    const whole = sum('… with all that a call over a server loads', [ours, ...later], Infinity);
    const peers: readonly Size[] = [
      measure('PeerJS', await bundlePeer('Peer', 'peerjs')),
      measure('simple-peer', readFileSync(join(PEERS, 'simple-peer/simplepeer.min.js'), 'utf8')),
      measure('socket.io-client', await bundlePeer('io', 'socket.io-client')),
      measure('y-webrtc, without yjs', await bundlePeer('WebrtcProvider', 'y-webrtc', ['yjs'])),
    ];
    const all = [ours, whole, measure('rtc-elements, the elements', elements?.code ?? ''), ...peers];
    const [peerJs, simplePeer] = peers;
    return {
      table: [
        ['script', 'minified', 'min+gzip', 'to rtc-elements/core'],
        ...all.map(({ name, raw, gzip }) => [
          name,
          `${(raw / 1024).toFixed(1)} KB`,
          `${(gzip / 1024).toFixed(1)} KB`,
          times(gzip / ours.gzip),
        ]),
      ],
      bars: [peerJs, simplePeer].flatMap((peer) =>
        peer
          ? {
              what: 'first script of the headless core, min+gzip',
              measured: times(ours.gzip / peer.gzip),
              bar: `< 1 × ${peer.name}`,
              holds: ours.gzip < peer.gzip,
            }
          : [],
      ),
    };
  },
};
