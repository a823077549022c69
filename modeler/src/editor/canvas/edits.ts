import { extension, extensionsOf, typeOf, type ExtensionName, type Mapping } from '../model/extension.js';
import { printForm, type Form } from '../model/form.js';
import { child, many, rootOf, type ModdleElement } from '../model/moddle.js';
import type { TimerText } from '../model/term.js';
import type { BpmnFactory, CommandStack, DiagramElement, Modeling } from './services.js';

interface BatchContext {
  readonly work: () => void;
}

/** Several changes as one, undone in one go. */
class BatchHandler {
  preExecute({ work }: BatchContext): void {
    work();
  }
  execute(): readonly DiagramElement[] {
    return [];
  }
}

/**
 * Everything that forms change in a drawing. Each method is one entry of the undo stack; extension elements are replaced,
 * never changed in place, so that undo finds the old ones untouched.
 */
export class Edits {
  static readonly $inject = ['commandStack', 'bpmnFactory', 'modeling'];
  readonly #stack: CommandStack;
  readonly #factory: BpmnFactory;
  readonly #modeling: Modeling;

  constructor(commandStack: CommandStack, bpmnFactory: BpmnFactory, modeling: Modeling) {
    this.#stack = commandStack;
    this.#factory = bpmnFactory;
    this.#modeling = modeling;
    commandStack.registerHandler('lf.batch', BatchHandler);
  }

  batch(work: () => void): void {
    this.#stack.execute('lf.batch', { work });
  }

  /** Plain properties of the element, or of something inside it. */
  set(element: DiagramElement, properties: object, of: ModdleElement = element.businessObject): void {
    if (of === element.businessObject) this.#modeling.updateProperties(element, properties);
    else this.#modeling.updateModdleProperties(element, of, properties);
  }

  name(element: DiagramElement, name: string, of: ModdleElement = element.businessObject): void {
    if (of === element.businessObject && of.$type !== 'bpmn:Process') this.#modeling.updateLabel(element, name);
    else this.#modeling.updateModdleProperties(element, of, { name: name === '' ? undefined : name });
  }

  /** What is said about an element to who reads the drawing. */
  documentation(element: DiagramElement, body: string, of: ModdleElement = element.businessObject): void {
    const made = this.#factory.create('bpmn:Documentation', { text: body });
    made.$parent = of;
    this.set(element, { documentation: body === '' ? [] : [made] }, of);
  }

  /** Puts one extension element in the place of another; `undefined` takes it away. */
  extension(
    element: DiagramElement,
    name: ExtensionName,
    make: ((create: Create) => ModdleElement) | undefined,
    of: ModdleElement = element.businessObject,
  ): void {
    const old = extension(of, name);
    const others = extensionsOf(of).filter((value) => value !== old);
    const made = make?.((type, properties) => this.#factory.create(typeOf(type), properties));
    const values = made === undefined ? others : old === undefined ? [...others, made] : replaced(of, old, made);
    if (old === undefined && made === undefined) return;
    const holder = child(of, 'extensionElements');
    if (holder !== undefined && values.length > 0) {
      for (const value of values) value.$parent = holder;
      this.#modeling.updateModdleProperties(element, holder, { values });
      return;
    }
    const fresh = values.length === 0 ? undefined : this.#factory.create('bpmn:ExtensionElements', { values });
    if (fresh !== undefined) {
      fresh.$parent = of;
      for (const value of values) value.$parent = fresh;
    }
    this.#modeling.updateModdleProperties(element, of, { extensionElements: fresh });
  }

  /** A list inside an extension element; an empty one takes the element away. */
  #list(
    element: DiagramElement,
    name: ExtensionName,
    lists: Readonly<Record<string, readonly [type: string, entries: readonly object[]]>>,
    of?: ModdleElement,
  ): void {
    const empty = Object.values(lists).every(([, entries]) => entries.length === 0);
    const make = (create: Create): ModdleElement => {
      const properties = Object.entries(lists).map(
        ([property, [type, entries]]) => [property, entries.map((entry) => create(type, entry))] as const,
      );
      const made = create(name, Object.fromEntries(properties));
      for (const [, entries] of properties) for (const entry of entries) entry.$parent = made;
      return made;
    };
    this.extension(element, name, empty ? undefined : make, of);
  }

  /** Step settings, in the given order; empty values are left out. */
  headers(element: DiagramElement, headers: ReadonlyMap<string, string | undefined>): void {
    const values = [...headers].flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [{ key, value }],
    );
    this.#list(element, 'TaskHeaders', { values: ['Header', values] });
  }

  mappings(element: DiagramElement, inputs: readonly Mapping[], outputs: readonly Mapping[]): void {
    this.#list(element, 'IoMapping', {
      inputParameters: ['Input', inputs],
      outputParameters: ['Output', outputs],
    });
  }

  /** A property of the process; an empty value takes it away. */
  property(element: DiagramElement, process: ModdleElement, name: string, value: string | undefined): void {
    const others = many(extension(process, 'Properties'), 'properties').map((property) => ({
      name: property.get('name') as string,
      value: property.get('value') as string,
    }));
    const at = others.findIndex((property) => property.name === name);
    const entry = value === undefined || value === '' ? [] : [{ name, value }];
    const properties = at === -1 ? [...others, ...entry] : [...others.slice(0, at), ...entry, ...others.slice(at + 1)];
    this.#list(element, 'Properties', { properties: ['Property', properties] }, process);
  }

  form(element: DiagramElement, form: Form): void {
    this.formText(element, printForm(form));
  }

  formText(element: DiagramElement, body: string | undefined): void {
    this.extension(
      element,
      'UserTaskForm',
      body === undefined || body.trim() === '' ? undefined : (create) => create('UserTaskForm', { body }),
    );
  }

  /** One extension element of plain attributes; when all are empty it goes away. */
  attributes(
    element: DiagramElement,
    name: ExtensionName,
    attributes: Readonly<Record<string, string | boolean | undefined>>,
    of?: ModdleElement,
  ): void {
    const given = Object.fromEntries(
      Object.entries(attributes).filter(([, value]) => value !== undefined && value !== ''),
    );
    this.extension(element, name, Object.keys(given).length === 0 ? undefined : (create) => create(name, given), of);
  }

  /** A FEEL expression as a child: a condition, a timer, a completion condition. */
  expression(element: DiagramElement, of: ModdleElement, property: string, body: string | undefined): void {
    const made =
      body === undefined || body === '' ? undefined : this.#factory.create('bpmn:FormalExpression', { body });
    if (made !== undefined) made.$parent = of;
    this.set(element, { [property]: made }, of);
  }

  /** A condition; the flow is no longer the one that is taken otherwise. */
  condition(flow: DiagramElement, body: string | undefined): void {
    this.batch(() => {
      const source = flow.source;
      if (
        body !== undefined &&
        source !== undefined &&
        child(source.businessObject, 'default') === flow.businessObject
      ) {
        this.set(source, { default: undefined });
      }
      this.expression(flow, flow.businessObject, 'conditionExpression', body);
    });
  }

  /** The flow that is taken when no other is; it bears no condition. */
  defaultFlow(gateway: DiagramElement, flow: DiagramElement | undefined): void {
    this.batch(() => {
      if (flow?.businessObject.get('conditionExpression') !== undefined && flow !== undefined) {
        this.set(flow, { conditionExpression: undefined });
      }
      this.set(gateway, { default: flow?.businessObject });
    });
  }

  timer(element: DiagramElement, definition: ModdleElement, timer: TimerText | undefined): void {
    const properties = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
    const made = timer === undefined ? undefined : this.#factory.create('bpmn:FormalExpression', { body: timer.text });
    if (made !== undefined) made.$parent = definition;
    this.set(element, { ...properties, ...(timer === undefined ? {} : { [timer.kind]: made }) }, definition);
  }

  /**
   * Points `property` of `of` at the root element of a type whose `by` has the value, made where there is none; without a
   * value it points nowhere. What nothing points at any more stays: another drawing may use it.
   */
  reference(
    element: DiagramElement,
    of: ModdleElement,
    property: 'messageRef' | 'errorRef' | 'signalRef' | 'escalationRef',
    wanted: Readonly<Record<string, string>> | undefined,
  ): ModdleElement | undefined {
    if (wanted === undefined) {
      this.set(element, { [property]: undefined }, of);
      return undefined;
    }
    const type = `bpmn:${property.charAt(0).toUpperCase()}${property.slice(1, -3)}`;
    const root = rootOf(element.businessObject);
    const [by = 'name'] = Object.keys(wanted);
    const known = many(root, 'rootElements').find((entry) => entry.$type === type && entry.get(by) === wanted[by]);
    const made = known ?? this.#factory.create(type, wanted);
    this.batch(() => {
      if (known === undefined) {
        made.$parent = root;
        this.#modeling.updateModdleProperties(element, root, { rootElements: [...many(root, 'rootElements'), made] });
      }
      this.set(element, { [property]: made }, of);
    });
    return made;
  }
}

type Create = (type: string, properties?: object) => ModdleElement;

const replaced = (of: ModdleElement, old: ModdleElement, made: ModdleElement): readonly ModdleElement[] =>
  extensionsOf(of).map((value) => (value === old ? made : value));
