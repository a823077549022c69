// A plugin with one step, named by one line of the settings: what the modeler knows of it comes from here alone.
import { completed, definePlugin, stepHandler } from '@libro-firma/engine/plugin';
import { ContainerModule } from 'inversify';

const TYPE = 'bacheca.post:1';

const post = {
  type: TYPE,
  label: { it: 'Affissione in bacheca', en: 'Notice in the hall' },
  word: { it: 'Affiggi', en: 'Post' },
  description: { it: 'Mette un avviso nella bacheca della sede.', en: 'Puts a notice up in the hall.' },
  icon: 'it-presentation',
  color: '#7a3e00',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    required: ['where', 'text'],
    additionalProperties: false,
    properties: {
      where: {
        type: 'string',
        title: 'Dove',
        enum: ['hall', 'counter'],
        'x-labels': {
          hall: { it: 'All’ingresso', en: 'In the hall' },
          counter: { it: 'Allo sportello', en: 'At the counter' },
        },
      },
      text: { type: 'string', title: 'Testo dell’avviso', minLength: 1, maxLength: 200, 'x-feel': 'optional' },
      days: { type: 'integer', title: 'Giorni', minimum: 1, maximum: 60, default: 7 },
    },
  },
  output: { type: 'object', properties: { notice: { type: 'string', title: 'Avviso affisso' } } },
  onUnknownOutcome: 'retry',
  retry: { attempts: 3, delayMs: 1_000, maxDelayMs: 10_000 },
  timeoutMs: 10_000,
};

const handler = {
  execute: async ({ config: { where, text, days = 7 } }) =>
    completed({ notice: `${where === 'hall' ? 'All’ingresso' : 'Allo sportello'} per ${days} giorni: ${text}` }),
};

export default definePlugin({
  manifest: {
    name: 'bacheca',
    version: '1.0.0',
    label: { it: 'Bacheca', en: 'Notice board' },
    engine: 1,
    steps: [post],
  },
  module: new ContainerModule(({ bind }) => {
    bind(stepHandler(TYPE)).toConstantValue(handler);
  }),
});
