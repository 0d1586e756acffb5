import type { CallSession } from '../../../core/index.js';
import { Viewing } from '../../../core/viewing/index.js';
import { tilesOf, type TileOf } from '../../rtc-stage/places.js';
import type { Localize } from '../../words/localize.js';
import { SmallView } from './small-view.js';

/** The part of the Document Picture-in-Picture API that is used; Safari does not have it. */
interface DocumentPictureInPicture {
  /** The open window, if any. */
  readonly window: Window | null;
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

/** The tile that is shown big, as far as it is needed here. */
interface ShownTile {
  readonly session: CallSession | undefined;
  readonly renderRoot: ParentNode;
}

const WIDTH = 360;
const HEIGHT = 300;

/** Undefined in a frame, where browsers have it and refuse it. */
function documentForm(): DocumentPictureInPicture | undefined {
  const { documentPictureInPicture } = globalThis as { documentPictureInPicture?: DocumentPictureInPicture };
  return window === window.top ? documentPictureInPicture : undefined;
}

/** Whether a small window can show the whole call. */
export const canShowCall = (): boolean => documentForm() !== undefined;

export const canOpenSmallWindow = (): boolean =>
  documentForm() !== undefined || document.pictureInPictureEnabled;

/**
 * Shows the call in a small window above all others, with this tile big: all participants and buttons if the browser has
 * Document Picture-in-Picture, else the video of the tile alone. Call it within a gesture.
 */
export async function openSmallWindow(tile: ShownTile, words: Localize, first: TileOf): Promise<void> {
  const { session } = tile;
  const form = documentForm();
  try {
    if (form && session)
      show(await form.requestWindow({ width: WIDTH, height: HEIGHT }), session, words, first);
    else await tile.renderRoot.querySelector('video')?.requestPictureInPicture();
  } catch {
    // The browser or the person has refused; nothing has changed.
  }
}

/** Shows the whole call in a small window, unless there is one: a big picture of the stage, or somebody else, comes first. */
export async function openCallWindow(session: CallSession, words: Localize): Promise<void> {
  const form = documentForm();
  if (!form || form.window) return;
  const { self, participants, features } = session;
  const [first = { participant: (participants[0] ?? self).id, source: 'camera' as const }] =
    features.stage?.featured ?? [];
  try {
    show(await form.requestWindow({ width: WIDTH, height: HEIGHT }), session, words, first);
  } catch {
    // The browser or the person has refused; nothing has changed.
  }
}

function show(page: Window, session: CallSession, words: Localize, first: TileOf): void {
  const { document } = page;
  document.title = words.term('participants');
  document.documentElement.lang = words.lang();
  document.documentElement.dir = words.term('direction');
  const view = new SmallView(document, words);
  const viewing = Viewing.of(session);
  const update = (): void => {
    if (session.state !== 'in-call' && session.state !== 'reconnecting') {
      page.close();
      return;
    }
    const own: TileOf = { participant: session.self.id, source: 'camera' };
    const tiles = tilesOf(session);
    const others = tiles.filter((tile) => session.getTrack(tile.participant, tile.source, true));
    // Somebody else is big once that participant has left, or no longer shares the screen.
    const big = [...tiles, own].find((tile) => isSame(tile, first)) ?? others[0] ?? tiles[0] ?? own;
    view.render(session, [big, ...others.filter((other) => !isSame(other, big))]);
    viewing.show(view, view.looks);
  };
  const open = new AbortController();
  session.addEventListener('change', update, { signal: open.signal });
  page.addEventListener(
    'resize',
    () => {
      view.fit();
      update();
    },
    { signal: open.signal },
  );
  page.addEventListener('pagehide', () => {
    open.abort();
    viewing.show(view, []);
    view.clear();
  });
  update();
}

const isSame = (a: TileOf, b: TileOf): boolean => a.participant === b.participant && a.source === b.source;
