import { addWords } from '../words/dictionary.js';
import { choose } from '../words/forms.js';
import './offer-languages.js';
import { SOURCES } from './source-names.js';
import type { PlotTerms } from './terms.js';

addWords({
  inspectorPlot: choose({
    bitrate: 'Bitrate, kbit/s',
    roundTrip: 'Round trip, ms',
    loss: 'Loss, %',
    jitter: 'Jitter, ms',
    frames: 'Frames per second',
    height: 'Height of the picture, px',
    limitation: 'Limit of the picture',
    level: 'Loudness, %',
    freezes: 'Freezes so far',
  }),
  inspectorConnectionSeries: choose({ available: 'possible', roundTrip: 'there and back' }),
  inspectorStreamSeries: (source, way) => `${SOURCES[source]}, ${way}`,
  inspectorNoNumbers: 'The browser has told no numbers yet.',
  inspectorCodecs: 'Codecs and limits',
  inspectorLimitation: choose({
    none: 'nothing',
    cpu: 'processor',
    bandwidth: 'network',
    other: 'other',
  }),
  inspectorLimited: choose({
    none: 'not limited',
    cpu: 'limited by the processor',
    bandwidth: 'limited by the network',
    other: 'limited by something else',
  }),
  inspectorMoment: 'Moment',
  inspectorNow: 'now',
  inspectorLowest: 'lowest',
  inspectorMean: 'mean',
  inspectorHighest: 'highest',
} satisfies PlotTerms);
