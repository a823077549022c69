import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import type { DiModule } from '../canvas/services.js';
import type { EditorHost } from '../contract.js';
import { Fresh } from './fresh.js';
import { Pending } from './pending.js';
import { FormProvider } from './provider.js';
import { FormServices } from './services.js';

/** The forms of elements, in bpmn-js-properties-panel. */
export const formModule = (host: EditorHost): DiModule => ({
  __depends__: [BpmnPropertiesPanelModule],
  __init__: ['lfFormProvider', 'lfFresh'],
  lfHost: ['value', host],
  lfPending: ['type', Pending],
  lfForm: ['type', FormServices],
  lfFormProvider: ['type', FormProvider],
  lfFresh: ['type', Fresh],
});
