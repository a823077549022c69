import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor.js';
import type { Catalogue, JsonSchema, StepDescription } from '../contract.js';
import { inputsOf, outputsOf, stepTypeOf, type Mapping } from '../model/extension.js';
import { processesOf, rootOf, type ModdleElement } from '../model/moddle.js';
import { producedBy, type Words } from '../model/produced.js';
import { reachedBy } from '../model/scope.js';
import type { Variable } from '../model/schema-variables.js';
import { executedIn } from '../model/support.js';
import type { Edits } from './edits.js';
import type { Canvas, ElementRegistry, EventBus } from './services.js';
import type { EditorContext } from './steps.js';

/** Commands after which other variables may be in reach of a step. */
const COMMANDS = [
  'connection.create',
  'connection.reconnect',
  'connection.delete',
  'elements.delete',
  'element.updateModdleProperties',
  'propertiesPanel.zeebe.changeTemplate',
];

interface Need {
  readonly node: ModdleElement;
  readonly step: StepDescription;
}

/**
 * Gives a step what it takes as soon as something of that name is in reach: the bundle of the start form to a signature
 * that is drawn behind it, the number to the mail. Only what has newly come into reach is given, so that an input that
 * somebody takes away stays away.
 */
export class StepInputs extends CommandInterceptor {
  static override readonly $inject = ['eventBus', 'lfContext', 'lfEdits', 'canvas', 'elementRegistry', 'lfWords'];
  readonly #catalogue: Catalogue;
  readonly #edits: Edits;
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #words: Words;
  #inReach = new WeakMap<ModdleElement, ReadonlySet<string>>();
  #busy = false;

  constructor(
    eventBus: EventBus,
    { catalogue }: EditorContext,
    edits: Edits,
    canvas: Canvas,
    registry: ElementRegistry,
    words: Words,
  ) {
    super(eventBus as never);
    this.#catalogue = catalogue;
    this.#edits = edits;
    this.#canvas = canvas;
    this.#registry = registry;
    this.#words = words;
    eventBus.on('import.done', () => {
      this.#inReach = new WeakMap();
      this.#look(() => undefined);
    });
    // Lowest: when everything else about the change is done.
    this.postExecuted(COMMANDS, 100, () => this.#update());
  }

  #update(): void {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.#look((need, name, variable) => this.#give(need, name, variable));
    } finally {
      this.#busy = false;
    }
  }

  #look(newly: (need: Need, name: string, variable: Variable) => void): void {
    const root = this.#canvas.getRootElement().businessObject;
    if (root === undefined) return;
    for (const process of processesOf(rootOf(root))) {
      const nodes = executedIn(process).filter((element) => element.$instanceOf('bpmn:FlowNode'));
      const needs = nodes.flatMap((node): readonly Need[] => {
        const step = this.#catalogue.steps.find(({ type }) => type === stepTypeOf(node));
        return step?.input === undefined ? [] : [{ node, step }];
      });
      const names = new Set(needs.flatMap(({ step }) => Object.keys(inputSchemas(step))));
      if (names.size === 0) continue;
      const given = givenBy(nodes, names, this.#catalogue, this.#words);
      const reached = reachedBy(nodes, names, this.#catalogue, this.#words);
      for (const need of needs) {
        const before = this.#inReach.get(need.node);
        const now = new Set(Object.keys(inputSchemas(need.step)).filter((name) => reached.get(name)?.has(need.node)));
        this.#inReach.set(need.node, now);
        for (const name of now) {
          const variable = given.get(name);
          if (variable !== undefined && before?.has(name) !== true) newly(need, name, variable);
        }
      }
    }
  }

  #give({ node, step }: Need, name: string, variable: Variable): void {
    const element = this.#registry.get(node.id ?? '');
    const inputs = inputsOf(node);
    const source = sourceFor(inputSchemas(step)[name] ?? {}, variable);
    if (element === undefined || source === undefined || inputs.some(({ target }) => target === name)) return;
    this.#edits.mappings(element, [...inputs, { source, target: name } satisfies Mapping], outputsOf(node));
  }
}

/** What a step takes, by name. */
export const inputSchemas = (step: StepDescription): Readonly<Record<string, JsonSchema>> =>
  (step.input?.['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;

/** The variable itself, or its id where a step wants a text. */
export const sourceFor = (schema: JsonSchema, variable: Variable): string | undefined => {
  const types = [schema['type'] ?? []].flat();
  if (variable.type !== 'object' || types.length === 0 || types.includes('object')) return `=${variable.path}`;
  return variable.parts?.some(({ path }) => path === `${variable.path}.id`) ? `=${variable.path}.id` : undefined;
};

const givenBy = (
  nodes: readonly ModdleElement[],
  names: ReadonlySet<string>,
  catalogue: Catalogue,
  words: Words,
): ReadonlyMap<string, Variable> => {
  const given = new Map<string, Variable>();
  for (const node of nodes) {
    for (const variable of producedBy(node, catalogue, words)) {
      if (names.has(variable.path) && !given.has(variable.path)) given.set(variable.path, variable);
    }
  }
  return given;
};
