import { html } from 'lit';
import { canBlur } from '../../core/features/effects/background/camera-blur.js';
import { obstacleTo, type Effect } from '../../core/features/effects/obstacle.js';
import type { Localize } from '../words/localize.js';
import type { EffectChoices } from './effect-choices.js';
import { choiceRow, switchRow, type SettingsRow } from './settings-row.js';
import '../effects/effects.words.js';

const PICTURE = 'picture';

/** The background of the person. */
export const backgroundRow: SettingsRow = ({ session, words, effects }) => {
  const obstacle = obstacleTo('background');
  const camera = session.media.getCapturedTrack('camera');
  const isPossible = !obstacle || (camera !== null && canBlur(camera));
  const set = effects.pending('background') ?? session.features.effects?.background ?? 'none';
  const value = set === 'none' || set === 'blur' ? set : PICTURE;
  return choiceRow({
    name: 'background',
    label: words.term('backgroundSetting'),
    help: isPossible ? progress(words, effects, 'background') : words.term('backgroundProblem', obstacle),
    problem: problem(words, effects, 'background'),
    disabled: !isPossible,
    options: [
      ['none', words.term('backgroundChoice', 'none')],
      ['blur', words.term('backgroundChoice', 'blur')],
      ...(value === PICTURE ? [[PICTURE, words.term('backgroundChoice', 'picture')] as const] : []),
    ],
    value,
    // The picture that is there can only be kept.
    choose: (chosen) => chosen !== PICTURE && void effects.choose(session, 'background', chosen),
    more: obstacle
      ? undefined
      : html`<input
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp"
            @change=${({ target }: Event) => {
              const input = target as HTMLInputElement;
              const [file] = input.files ?? [];
              if (file) void effects.choose(session, 'background', file);
              // So that the same file can be chosen once more.
              input.value = '';
            }}
          /><button
            part="button background-button"
            class="more"
            type="button"
            @click=${({ currentTarget }: Event) =>
              ((currentTarget as Element).previousElementSibling as HTMLInputElement).click()}
          >
            ${words.term('chooseBackground')}
          </button>`,
  });
};

/** Whether noise is taken out of what the microphone hears. */
export const noiseRow: SettingsRow = ({ session, words, effects }) => {
  const obstacle = obstacleTo('noise');
  return switchRow({
    name: 'noise',
    label: words.term('noiseSetting'),
    help: obstacle
      ? words.term('noiseProblem', obstacle)
      : (progress(words, effects, 'noise') ?? words.term('noiseHelp')),
    problem: problem(words, effects, 'noise'),
    on: Boolean(effects.pending('noise') ?? session.features.effects?.noiseSuppression),
    disabled: obstacle !== undefined,
    toggle: (on) => void effects.choose(session, 'noise', on),
  });
};

function progress(words: Localize, effects: EffectChoices, effect: Effect): string | undefined {
  const value = effects.pending(effect);
  return value && value !== 'none' ? words.term('effectStarting') : undefined;
}

function problem(words: Localize, effects: EffectChoices, effect: Effect): string | undefined {
  const code = effects.failure(effect);
  return code && words.term(`${effect}Problem`, code);
}
