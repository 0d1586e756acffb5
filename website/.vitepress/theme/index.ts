import theme from 'vitepress/theme-without-fonts';
import './theme.css';

// While pages are rendered on the way to files, there is no document.
if ('document' in globalThis) await import('../../live/live-example.js');

export default theme;
