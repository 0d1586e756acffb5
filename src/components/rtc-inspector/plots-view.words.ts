import type { Source } from '../../core/index.js';
import { addWords } from '../words/localize.js';
import type { Limitation, PlotName, SeriesName, Way } from './plot-data.js';
import { SOURCES_EN, SOURCES_ZH } from './source-names.js';

interface PlotTerms {
  inspectorPlot: (plot: PlotName) => string;
  inspectorSeries: (name: SeriesName) => string;
  inspectorNoNumbers: string;
  /** Heading above the codec, size and limit of each stream. */
  inspectorCodecs: string;
  /** Within a sentence, as all that may limit a picture. */
  inspectorLimitation: (limitation: Limitation) => string;
  inspectorLimited: (limitation: Limitation) => string;
  inspectorMoment: string;
  inspectorNow: string;
  inspectorLowest: string;
  inspectorMean: string;
  inspectorHighest: string;
}

declare module '../words/terms.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it only adds to the others
  interface FeatureTerms extends PlotTerms {}
}

type Table<Key extends string> = Readonly<Record<Key, string>>;

const PLOTS_EN: Table<PlotName> = {
  bitrate: 'Bitrate, kbit/s',
  roundTrip: 'Round trip, ms',
  loss: 'Loss, %',
  jitter: 'Jitter, ms',
  frames: 'Frames per second',
  height: 'Height of the picture, px',
  limitation: 'Limit of the picture',
  level: 'Loudness, %',
  freezes: 'Freezes so far',
};

const PLOTS_ZH: Table<PlotName> = {
  bitrate: '码率（kbit/s）',
  roundTrip: '往返时间（毫秒）',
  loss: '丢包（%）',
  jitter: '抖动（毫秒）',
  frames: '每秒帧数',
  height: '画面高度（像素）',
  limitation: '画面受限原因',
  level: '音量（%）',
  freezes: '卡顿次数',
};

const LIMITATIONS_EN: Table<Limitation> = {
  none: 'nothing',
  cpu: 'processor',
  bandwidth: 'network',
  other: 'other',
};

const LIMITATIONS_ZH: Table<Limitation> = { none: '无', cpu: '处理器', bandwidth: '网络', other: '其他' };

const LIMITED_EN: Table<Limitation> = {
  none: 'not limited',
  cpu: 'limited by the processor',
  bandwidth: 'limited by the network',
  other: 'limited by something else',
};

const LIMITED_ZH: Table<Limitation> = {
  none: '未受限',
  cpu: '受处理器限制',
  bandwidth: '受网络限制',
  other: '受其他因素限制',
};

const CONNECTION_EN = { available: 'possible', roundTrip: 'there and back' } as const;
const CONNECTION_ZH = { available: '可用', roundTrip: '往返' } as const;

const isOfConnection = (name: SeriesName): name is keyof typeof CONNECTION_EN =>
  Object.hasOwn(CONNECTION_EN, name);

const split = (name: SeriesName): [Source, Way] => name.split(' ') as [Source, Way];

addWords<PlotTerms>({
  en: {
    inspectorPlot: (plot) => PLOTS_EN[plot],
    inspectorSeries: (name) => {
      if (isOfConnection(name)) return CONNECTION_EN[name];
      const [source, way] = split(name);
      return `${SOURCES_EN[source]}, ${way}`;
    },
    inspectorNoNumbers: 'The browser has told no numbers yet.',
    inspectorCodecs: 'Codecs and limits',
    inspectorLimitation: (limitation) => LIMITATIONS_EN[limitation],
    inspectorLimited: (limitation) => LIMITED_EN[limitation],
    inspectorMoment: 'Moment',
    inspectorNow: 'now',
    inspectorLowest: 'lowest',
    inspectorMean: 'mean',
    inspectorHighest: 'highest',
  },
  zh: {
    inspectorPlot: (plot) => PLOTS_ZH[plot],
    inspectorSeries: (name) => {
      if (isOfConnection(name)) return CONNECTION_ZH[name];
      const [source, way] = split(name);
      return `${SOURCES_ZH[source]}，${way === 'sent' ? '发送' : '接收'}`;
    },
    inspectorNoNumbers: '浏览器尚未提供数据。',
    inspectorCodecs: '编解码器与限制',
    inspectorLimitation: (limitation) => LIMITATIONS_ZH[limitation],
    inspectorLimited: (limitation) => LIMITED_ZH[limitation],
    inspectorMoment: '时刻',
    inspectorNow: '现在',
    inspectorLowest: '最低',
    inspectorMean: '平均',
    inspectorHighest: '最高',
  },
});
