import { language, localized, say } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import {
  extension,
  headersOf,
  inputsOf,
  outputsOf,
  propertiesOf,
  stepTypeOf,
  type Mapping,
} from '../../editor/model/extension.js';
import { parseForm } from '../../editor/model/form.js';
import { child, eventDefinition, text, type ModdleElement } from '../../editor/model/moddle.js';
import { stepFields, type StepField } from '../../editor/model/step-form.js';
import type { TimerKind } from '../../editor/model/term.js';
import { eventText, typeText } from './type-words.js';
import { conditionText, dueText, rulesText, timerText } from './words.js';

/** One thing that a drawing says of an element. `key` finds the same thing in another drawing. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What tells whether two are the same, where the value is only its name. */
  readonly same?: string;
}

const fact = (key: string, label: string, value: string | undefined): readonly Fact[] =>
  value === undefined || value === '' ? [] : [{ key, label, value }];

/** Names another element: the same one under another name is no change of this one. */
const named = (key: string, label: string, element: ModdleElement | undefined): readonly Fact[] =>
  element === undefined
    ? []
    : [
        {
          key,
          label,
          value: element.name ?? element.id ?? '',
          ...(element.id === undefined ? {} : { same: element.id }),
        },
      ];

const general = (element: ModdleElement, lanes: ReadonlyMap<string, string>): readonly Fact[] => [
  ...fact('name', say('Nome', 'Name'), text(element, 'name')),
  ...fact('lane', say('Corsia', 'Lane'), lanes.get(element.id ?? '')),
  ...fact('documentation', say('Descrizione', 'Description'), documentation(element)),
];

const documentation = (element: ModdleElement): string | undefined => {
  const [first] = element.get('documentation') as readonly ModdleElement[];
  return first === undefined ? undefined : text(first, 'text');
};

const flow = (element: ModdleElement): readonly Fact[] => {
  if (element.$type !== 'bpmn:SequenceFlow') return [];
  const condition = text(child(element, 'conditionExpression'), 'body');
  const source = child(element, 'sourceRef');
  const isDefault = source !== undefined && child(source, 'default')?.id === element.id;
  return [
    ...named('from', say('Parte da', 'Comes from'), source),
    ...named('to', say('Arriva a', 'Leads to'), child(element, 'targetRef')),
    ...fact('condition', say('Quando', 'When'), condition === undefined ? undefined : conditionText(condition)),
    ...fact('default', say('Altrimenti', 'Otherwise'), isDefault ? say('sì', 'yes') : undefined),
  ];
};

const timers: readonly TimerKind[] = ['timeDuration', 'timeDate', 'timeCycle'];

const event = (element: ModdleElement): readonly Fact[] => {
  const definition = eventDefinition(element);
  const attached = element.$type === 'bpmn:BoundaryEvent' ? child(element, 'attachedToRef') : undefined;
  const interrupting = attached === undefined ? undefined : element.get('cancelActivity') !== false;
  const timer = timers.find((kind) => child(definition, kind) !== undefined);
  const about = (['messageRef', 'errorRef', 'signalRef', 'escalationRef'] as const)
    .map((name) => child(definition, name))
    .find((one) => one !== undefined);
  return [
    ...named('attached', say('Sul bordo di', 'On the border of'), attached),
    ...fact(
      'interrupting',
      say('Ferma il passo', 'Stops the step'),
      interrupting === undefined ? undefined : interrupting ? say('sì', 'yes') : 'no',
    ),
    ...fact('event', say('Evento', 'Event'), definition === undefined ? undefined : eventText(definition.$type)),
    ...fact(
      'about',
      say('Di che cosa', 'About'),
      about === undefined ? undefined : (text(about, 'errorCode') ?? about.name ?? about.id),
    ),
    ...(timer === undefined
      ? []
      : fact('timer', say('Tempo', 'Time'), timerText(timer, text(child(definition, timer), 'body') ?? ''))),
  ];
};

const headerText = (field: StepField | undefined, value: string): string => {
  const choices = field?.control.kind === 'choice' || field?.control.kind === 'choices' ? field.control.choices : [];
  const label = (one: string): string => choices.find((choice) => choice.value === one)?.label ?? one;
  if (field?.control.kind === 'choices' && value.startsWith('[')) {
    const list = JSON.parse(value) as unknown;
    if (Array.isArray(list)) return list.map((one) => label(String(one))).join(', ');
  }
  if (value === 'true') return say('sì', 'yes');
  return value === 'false' ? 'no' : label(value);
};

const step = (element: ModdleElement, catalogue: Catalogue): readonly Fact[] => {
  const type = stepTypeOf(element);
  const known = catalogue.steps.find((one) => one.type === type);
  const fields = known === undefined ? [] : stepFields(known, language());
  return [
    ...fact('step', say('Passo', 'Step'), known === undefined ? type : `${localized(known.label)} (${known.type})`),
    ...[...headersOf(element)].flatMap(([key, value]) => {
      const field = fields.find((one) => one.key === key);
      return fact(`header ${key}`, field?.label ?? key, headerText(field, value));
    }),
  ];
};

const mapped = (kind: 'input' | 'output', label: string, mappings: readonly Mapping[]): readonly Fact[] =>
  mappings.flatMap(({ source, target }) => fact(`${kind} ${target}`, `${label} «${target}»`, source));

const formFacts = (element: ModdleElement): readonly Fact[] => {
  const body = text(extension(element, 'UserTaskForm'), 'body');
  if (body === undefined) return [];
  const form = parseForm(body);
  if (form === undefined) return fact('form', say('Modulo', 'Form'), body);
  return [
    ...form.fields.flatMap((field) => {
      const { key, label, ...rest } = field;
      const required = field.required === true ? say('obbligatorio', 'required') : say('facoltativo', 'optional');
      const more = Object.entries(rest)
        .filter(([name]) => name !== 'kind' && name !== 'required')
        .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
      return fact(
        `field ${key}`,
        say(`Campo «${label}»`, `Field “${label}”`),
        [label, field.kind, required, ...more].join(', '),
      );
    }),
    ...(form.outcomes ?? []).flatMap(({ value, label, rejects }) =>
      fact(
        `outcome ${value}`,
        say(`Esito «${label}»`, `Outcome “${label}”`),
        rejects === true ? say('respinge, con un motivo', 'rejects, with a reason') : say('va avanti', 'goes on'),
      ),
    ),
  ];
};

const work = (element: ModdleElement, catalogue: Catalogue): readonly Fact[] => {
  const groups = text(extension(element, 'AssignmentDefinition'), 'candidateGroups');
  const due = text(extension(element, 'TaskSchedule'), 'dueDate');
  const script = extension(element, 'Script');
  const loop = child(element, 'loopCharacteristics');
  const each = loop === undefined ? undefined : extension(loop, 'LoopCharacteristics');
  return [
    ...step(element, catalogue),
    ...fact('who', say('Chi lo fa', 'Who does it'), groups === undefined ? undefined : rulesText(groups, catalogue)),
    ...fact('due', say('Scadenza', 'Deadline'), due === undefined ? undefined : dueText(due)),
    ...formFacts(element),
    ...mapped('input', say('Riceve', 'Takes'), inputsOf(element)),
    ...mapped('output', say('Lascia', 'Leaves'), outputsOf(element)),
    ...fact('script', say('Calcolo', 'Calculation'), text(script, 'expression')),
    ...fact('result', say('Risultato in', 'Result in'), text(script, 'resultVariable')),
    ...fact('calls', say('Iter richiamato', 'Route called'), text(extension(element, 'CalledElement'), 'processId')),
    ...(loop === undefined
      ? []
      : fact(
          'loop',
          say('Per ciascuno di', 'For each of'),
          `${text(each, 'inputCollection') ?? ''}, ${
            loop.get('isSequential') === true
              ? say('uno dopo l’altro', 'one after the other')
              : say('insieme', 'at once')
          }`,
        )),
  ];
};

const whole = (element: ModdleElement, catalogue: Catalogue): readonly Fact[] => {
  if (element.$type !== 'bpmn:Process') return [];
  const properties = propertiesOf(element);
  const starters = properties.get('startableBy');
  return [
    ...fact('startableBy', say('Chi può avviarlo', 'Who may start it'), starters && rulesText(starters, catalogue)),
    ...fact('sector', say('Settore', 'Sector'), properties.get('sector')),
    ...fact('description', say('Descrizione', 'Description'), properties.get('description')),
  ];
};

/** All that a drawing says of an element, apart from where it stands. */
export const factsOf = (
  element: ModdleElement,
  catalogue: Catalogue,
  lanes: ReadonlyMap<string, string>,
): readonly Fact[] => [
  ...fact('type', say('Tipo', 'Kind'), typeText(element.$type)),
  ...general(element, lanes),
  ...flow(element),
  ...event(element),
  ...work(element, catalogue),
  ...whole(element, catalogue),
];
