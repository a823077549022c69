import { useService } from 'bpmn-js-properties-panel';
import type { Edits } from '../canvas/edits.js';
import type { Mode } from '../canvas/mode.js';
import type {
  DiagramElement,
  ElementRegistry,
  EventBus,
  Modeling,
  Selection,
  Translate,
  ElementFactory,
} from '../canvas/services.js';
import type { Shapes } from '../canvas/shapes.js';
import type { EditorContext, Steps } from '../canvas/steps.js';
import type { Catalogue, EditorHost, EditorProblem, Language, Localized } from '../contract.js';
import { processOf } from '../model/moddle.js';
import type { Words } from '../model/produced.js';
import type { Variable } from '../model/schema-variables.js';
import { variablesAt, variablesIn } from '../model/scope.js';
import { localized } from '../text/translate.js';
import { inputWord } from './input-word.js';
import type { Pending } from './pending.js';

/** Everything that forms work with. */
export class FormServices {
  static readonly $inject = [
    'lfContext',
    'lfHost',
    'lfWords',
    'lfEdits',
    'lfMode',
    'lfSteps',
    'lfShapes',
    'lfPending',
    'eventBus',
    'elementRegistry',
    'elementFactory',
    'modeling',
    'selection',
    'translate',
  ];
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly iconSprite: string | undefined;

  constructor(
    context: EditorContext,
    readonly host: EditorHost,
    readonly words: Words,
    readonly edits: Edits,
    readonly mode: Mode,
    readonly steps: Steps,
    readonly shapes: Shapes,
    readonly pending: Pending,
    readonly bus: EventBus,
    readonly registry: ElementRegistry,
    readonly factory: ElementFactory,
    readonly modeling: Modeling,
    readonly selection: Selection,
    readonly translate: Translate,
  ) {
    this.catalogue = context.catalogue;
    this.language = context.language;
    this.iconSprite = context.iconSprite;
  }

  /** What the form tells; taken over from the last check when the form may change below the pointer. */
  problems: readonly EditorProblem[] = [];

  problemsOf({ businessObject, id }: DiagramElement): readonly EditorProblem[] {
    const process = businessObject.$type === 'bpmn:Participant' ? processOf(businessObject)?.id : undefined;
    const own = (elementId: string | undefined): boolean => elementId === id || elementId === process;
    return this.problems.filter(({ elementId }) => elementId !== undefined && own(elementId));
  }

  say(text: Localized): string {
    return localized(text, this.language);
  }

  /** What exists when the element is reached; for a flow, when it is chosen. */
  variables({ businessObject }: DiagramElement): readonly Variable[] {
    return variablesAt(businessObject, this.catalogue, this.words);
  }

  /** What the element itself can see, its own inputs included. */
  variablesInside({ businessObject }: DiagramElement): readonly Variable[] {
    // What is taken from something that is not there has no words of its own.
    return variablesIn(businessObject, this.catalogue, this.words).map((variable) =>
      variable.label === variable.path ? { ...variable, label: inputWord(variable.path, this.translate) } : variable,
    );
  }
}

export const useForm = (): FormServices => useService<FormServices>('lfForm');

/** What the panel gives to each entry of a group. */
export interface EntryProps {
  readonly id: string;
  readonly element: DiagramElement;
}
