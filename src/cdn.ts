// The one script of a page holds a call from joining to the good-bye. Everything else lies beside it in files of
// its own, and is loaded when a page or a person first asks for it: the lobby, for one, where there is one.
/** @internal The build has all files import each other by it. First of all: elements of the page ask for files at once. */
export { importFile } from './internal/import-file.js';

import './components/rtc-call/define.js';
import './components/rtc-controls/define.js';
import './components/rtc-local-video/define.js';
import './components/rtc-remote-video/define.js';
import './components/rtc-stage/define.js';
import { offerElement, watchDocument } from './components/kit/on-demand.js';

offerElement('rtc-device-picker', () => import('./components/rtc-device-picker/define.js'));
offerElement('rtc-inspector', () => import('./components/rtc-inspector/define.js'));
offerElement('rtc-network-check', () => import('./components/rtc-network-check/define.js'));
// A page may be rendered on a server first.
if ('document' in globalThis) watchDocument();

export * from './core/index.js';
export * from './components/events.js';
export { setWords } from './components/words/set-words.js';
