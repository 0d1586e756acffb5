import { offerLanguages } from '../words/offers.js';

offerLanguages({
  ar: () => import('../words/ar/inspector.js'),
  de: () => import('../words/de/inspector.js'),
  es: () => import('../words/es/inspector.js'),
  fr: () => import('../words/fr/inspector.js'),
  hi: () => import('../words/hi/inspector.js'),
  ja: () => import('../words/ja/inspector.js'),
  pt: () => import('../words/pt/inspector.js'),
  zh: () => import('../words/zh/inspector.js'),
});
