import type { Catalogue } from '../contract.js';
import { loadIcons, type IconShape } from './icons.js';
import type { StepLook } from './renderer.js';

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

interface Redrawn {
  filter(test: (element: { readonly labelTarget?: unknown }) => boolean): readonly object[];
}

/** Draws everything once more: the icons are there now. */
export const redraw = (bpmn: { get<T>(service: string): T }): void => {
  const bus = bpmn.get<{ fire(event: string, detail: object): void }>('eventBus');
  const shapes = bpmn.get<Redrawn>('elementRegistry').filter((element) => 'businessObject' in element);
  bus.fire('elements.changed', { elements: shapes });
};
