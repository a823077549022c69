import type { Catalogue } from '../contract.js';
import { stepTypeOf } from '../model/extension.js';
import type { BpmnJs } from './bpmn-js.js';
import { loadIcons, type IconShape } from './icons.js';
import type { StepLook } from './renderer.js';
import type { ElementRegistry, EventBus } from './services.js';

/** How steps look; their icons come later, and `whenLoaded` is called when they are there. */
export const lookOf = (
  { steps }: Pick<Catalogue, 'steps'>,
  sprite: string | undefined,
  whenLoaded: () => void,
): StepLook => {
  const look = {
    steps: new Map(steps.map((step) => [step.type, step])),
    icons: new Map() as ReadonlyMap<string, IconShape>,
  };
  if (sprite !== undefined) {
    loadIcons(sprite)
      .then((icons) => {
        look.icons = icons;
        whenLoaded();
      })
      // Without them the steps are coloured all the same.
      .catch(reportError);
  }
  return look;
};

/** Draws the steps once more: their icons are there now. Nothing else is touched, labels would be measured anew. */
export const redraw = (bpmn: Pick<BpmnJs, 'get'>): void => {
  const elements = bpmn
    .get<ElementRegistry>('elementRegistry')
    .filter(
      ({ businessObject, labelTarget }) =>
        labelTarget === undefined && businessObject !== undefined && stepTypeOf(businessObject) !== undefined,
    );
  bpmn.get<EventBus>('eventBus').fire('elements.changed', { elements });
};
