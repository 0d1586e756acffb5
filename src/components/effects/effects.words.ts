import type { RtcErrorCode } from '../../core/index.js';
import type { Effect } from '../../core/features/effects/index.js';
import { addWords } from '../words/localize.js';

interface EffectTerms {
  /** Why an effect is not there, or no longer, and what happens without it. */
  effectProblem: (effect: Effect, code: RtcErrorCode) => string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends EffectTerms {}
}

/** Sentences by code of the error; `other` for all that are not named. */
type Reasons = Readonly<Record<'other', string> & Partial<Record<string, string>>>;

const sentence =
  (reasons: Readonly<Record<Effect, Reasons>>): EffectTerms['effectProblem'] =>
  (effect, code) =>
    (Object.hasOwn(reasons[effect], code) ? reasons[effect][code] : undefined) ?? reasons[effect].other;

addWords<EffectTerms>({
  en: {
    effectProblem: sentence({
      background: {
        'too-slow': 'The background was switched off: this device is too slow for it.',
        'load-failed': 'The background could not be loaded. Your camera goes on without it.',
        'unsupported-browser': 'This browser cannot change the background.',
        'insecure-context': 'The background needs a secure page. Open it with https://.',
        'invalid-options':
          'This picture cannot be the background. Choose a JPEG, PNG or WebP file of at most 10 MB.',
        other: 'The background stopped working. Your camera goes on without it.',
      },
      noise: {
        'too-slow': 'Noise suppression was switched off: this device is too slow for it.',
        'load-failed': 'Noise suppression could not be loaded. Your microphone goes on without it.',
        'unsupported-browser': 'This browser cannot suppress noise.',
        'insecure-context': 'Noise suppression needs a secure page. Open it with https://.',
        other: 'Noise suppression stopped working. Your microphone goes on without it.',
      },
    }),
  },
  zh: {
    effectProblem: sentence({
      background: {
        'too-slow': '背景效果已关闭：此设备的速度不够。',
        'load-failed': '无法加载背景效果，摄像头将照常使用。',
        'unsupported-browser': '此浏览器无法更换背景。',
        'insecure-context': '背景效果需要安全页面，请用 https:// 打开。',
        'invalid-options': '这张图片不能用作背景。请选择不超过 10 MB 的 JPEG、PNG 或 WebP 文件。',
        other: '背景效果已停止工作，摄像头将照常使用。',
      },
      noise: {
        'too-slow': '降噪已关闭：此设备的速度不够。',
        'load-failed': '无法加载降噪，麦克风将照常使用。',
        'unsupported-browser': '此浏览器无法降噪。',
        'insecure-context': '降噪需要安全页面，请用 https:// 打开。',
        other: '降噪已停止工作，麦克风将照常使用。',
      },
    }),
  },
});
