import type { Catalogue } from '../contract.js';
import { extension } from '../model/extension.js';
import type { Field } from '../model/form.js';
import { text } from '../model/moddle.js';
import { formOf } from '../model/produced.js';
import { parseRules, printRules } from '../model/rule.js';
import type { Edits } from './edits.js';
import type { DiagramElement, ElementFactory, ElementRegistry, Modeling, Point, Translate } from './services.js';
import type { EditorContext } from './steps.js';

const FLOW = 'bpmn:SequenceFlow';
const ABOVE = 50;
const WIDTH = 100;
const HEIGHT = 80;
/** Left of the correction, until the arrow that leaves it turns down. */
const TURN = 12;

/**
 * What a way back to the start leads to: a request is made once, so whoever made it corrects it in a task, and the case
 * goes on with what follows the start.
 */
export class Correction {
  static readonly $inject = ['lfContext', 'lfEdits', 'elementRegistry', 'elementFactory', 'modeling', 'translate'];
  readonly #catalogue: Catalogue;
  readonly #edits: Edits;
  readonly #registry: ElementRegistry;
  readonly #factory: ElementFactory;
  readonly #modeling: Modeling;
  readonly #translate: Translate;

  constructor(
    { catalogue }: EditorContext,
    edits: Edits,
    registry: ElementRegistry,
    factory: ElementFactory,
    modeling: Modeling,
    translate: Translate,
  ) {
    this.#catalogue = catalogue;
    this.#edits = edits;
    this.#registry = registry;
    this.#factory = factory;
    this.#modeling = modeling;
    this.#translate = translate;
  }

  /** What the start leads to, where that is one element; the correction leads there too. */
  next(start: DiagramElement): DiagramElement | undefined {
    const [flow, more] = start.outgoing.filter(({ type }) => type === FLOW);
    return more === undefined ? flow?.target : undefined;
  }

  /** The correction that is drawn already. */
  drawn(start: DiagramElement): DiagramElement | undefined {
    return this.next(start)
      ?.incoming.map(({ source }) => source)
      .find((one) => one !== undefined && isCorrection(one));
  }

  /** Draws it over everything between the question and the element that follows the start. */
  draw(gateway: DiagramElement, start: DiagramElement, next: DiagramElement): DiagramElement {
    const parent = start.parent;
    if (parent === undefined) throw new Error('the start is not drawn');
    const from = { x: gateway.x + gateway.width / 2, y: gateway.y };
    const to = { x: next.x + next.width / 2, y: next.y };
    const x = Math.max((from.x + to.x) / 2, to.x + TURN + WIDTH / 2);
    const y = this.#top(parent, Math.min(from.x, to.x), Math.max(from.x, x + WIDTH / 2)) - ABOVE - HEIGHT / 2;
    const shape = this.#factory.createShape({ type: 'bpmn:UserTask' });
    const task = this.#modeling.createShape(shape, { x, y }, parent);
    this.#edits.name(task, this.#translate('Correct the request'));
    const candidateGroups = printRules([{ kind: 'requester' }]);
    this.#edits.attributes(task, 'AssignmentDefinition', { candidateGroups });
    this.#edits.form(task, { fields: this.#fields(start) });
    const back = this.#modeling.connect(task, next, { type: FLOW });
    this.#modeling.updateWaypoints(back, [{ x: x - WIDTH / 2, y }, { x: to.x, y }, to]);
    return task;
  }

  /** From the question up, and into the side of the correction. */
  wayTo(gateway: DiagramElement, { x, y, width, height }: DiagramElement): readonly Point[] {
    const middle = y + height / 2;
    const from = gateway.x + gateway.width / 2;
    const side = from > x + width ? x + width : x;
    return [
      { x: from, y: gateway.y },
      { x: from, y: middle },
      { x: side, y: middle },
    ];
  }

  #top(parent: DiagramElement, left: number, right: number): number {
    const between = this.#registry.filter(
      (element) =>
        element.parent === parent &&
        element.waypoints === undefined &&
        element.x < right &&
        element.x + element.width > left,
    );
    return Math.min(...between.map(({ y }) => y));
  }

  /** Why it came back, and what the request said, to be written anew; what plugins ask for only where they let correct it. */
  #fields({ businessObject }: DiagramElement): readonly Field[] {
    const why: Field = {
      key: 'returnReason',
      label: this.#translate('Why it was sent back'),
      kind: 'longText',
      readOnly: true,
      default: '=reason',
    };
    const asked = (formOf(businessObject)?.fields ?? []).flatMap((field): readonly Field[] => {
      if (!field.kind.includes('.')) return [{ ...field, default: `=${field.key}` }];
      const kind = this.#correcting(field.kind);
      return kind === undefined ? [] : [{ key: field.key, label: field.label, kind }];
    });
    return [why, ...asked];
  }

  /** By the plugins' convention `documents.correction` corrects what has the same shape. */
  #correcting(kind: string): string | undefined {
    const shapeOf = (name: string): string | undefined => {
      const variable = this.#catalogue.fieldKinds.find((one) => one.kind === name)?.variable;
      return variable === undefined ? undefined : JSON.stringify(variable);
    };
    const wanted = `${kind.split('.')[0]}.correction`;
    const shape = shapeOf(wanted);
    return shape !== undefined && shape === shapeOf(kind) ? wanted : undefined;
  }
}

const isCorrection = ({ businessObject }: DiagramElement): boolean => {
  if (businessObject.$type !== 'bpmn:UserTask') return false;
  const groups = text(extension(businessObject, 'AssignmentDefinition'), 'candidateGroups');
  const [rule, more] = groups === undefined ? [] : (parseRules(groups) ?? []);
  return rule?.kind === 'requester' && more === undefined;
};
