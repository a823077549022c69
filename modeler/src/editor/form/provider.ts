import type { DiagramElement, PropertiesPanelService } from '../canvas/services.js';
import type { FormGroup, MakeGroup } from './group.js';
import { conditionGroup, waysGroup } from './groups/ways.js';
import { errorsGroup } from './groups/errors.js';
import { eventGroup } from './groups/events.js';
import { fieldsGroup } from './groups/fields.js';
import { generalGroup, notesGroup } from './groups/general.js';
import { inputsGroup } from './groups/inputs.js';
import { mappingsGroup } from './groups/mappings.js';
import { outcomesGroup } from './groups/outcomes.js';
import { problemsGroup } from './groups/problems.js';
import { routeGroup, startersGroup } from './groups/route.js';
import { sectionGroups, stepGroup } from './groups/step.js';
import { callGroup, loopGroup, scriptGroup } from './groups/structure.js';
import { becomesGroup, dueGroup, whoGroup } from './groups/task.js';
import type { FormServices } from './services.js';

/** In the order in which a form shows them; each element has a few. */
const FIRST: readonly MakeGroup[] = [
  problemsGroup,
  generalGroup,
  routeGroup,
  becomesGroup,
  whoGroup,
  stepGroup,
  fieldsGroup,
  outcomesGroup,
  waysGroup,
  conditionGroup,
  eventGroup,
  callGroup,
  scriptGroup,
  startersGroup,
  dueGroup,
  loopGroup,
];

/** Behind the step's own folded sections. */
const LAST: readonly MakeGroup[] = [inputsGroup, errorsGroup, mappingsGroup, notesGroup];

/** Below bpmn-js-properties-panel's own and those of element templates: what they say is replaced, in office words. */
const PRIORITY = 200;

export class FormProvider {
  static readonly $inject = ['propertiesPanel', 'lfForm'];
  readonly #services: FormServices;

  constructor(panel: PropertiesPanelService, services: FormServices) {
    this.#services = services;
    panel.registerProvider(PRIORITY, this);
  }

  getGroups(element: DiagramElement): () => readonly FormGroup[] {
    return () => {
      if (element.businessObject === undefined) return [];
      const services = this.#services;
      const made = (groups: readonly MakeGroup[]): readonly FormGroup[] =>
        groups.flatMap((make) => make(element, services) ?? []);
      const all = [...made(FIRST), ...sectionGroups(element, services), ...made(LAST)];
      return all.map((one) => ({ ...one, translate: services.translate }));
    };
  }
}
