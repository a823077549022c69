import type { Catalogue, Localized } from '../contract.js';
import { extension, headersOf, stepTypeOf } from '../model/extension.js';
import { child, many, text, type ModdleElement } from '../model/moddle.js';
import { stepFields } from '../model/step-form.js';
import { kindOf } from '../model/shapes.js';
import { targetOf, type Support } from '../model/support.js';

/** What a rule says against one element. */
export interface Finding {
  readonly code: string;
  readonly text: Localized;
  readonly doNow: Localized;
  /** An error unless said otherwise. */
  readonly severity?: 'warning';
}

/** A rule that needs the drawing only; those that need the office are the server's. */
export interface LocalRule {
  readonly name: string;
  check(element: ModdleElement): readonly Finding[];
}

export interface RuleSources {
  readonly catalogue: Catalogue;
  readonly support: Support;
  /** The kind of an element in the words of a screen. */
  readonly kind: (key: string, language: 'it' | 'en') => string;
}

const unsupported = ({ support, kind }: RuleSources): LocalRule => ({
  name: 'unsupported',
  check(element) {
    if (!element.$instanceOf('bpmn:FlowElement') || support.problemWith(element) === undefined) return [];
    const key = kindOf(targetOf(element));
    return [
      {
        code: 'editor.unsupported',
        text: {
          it: `Il Libro Firma non esegue questo elemento («${kind(key, 'it')}»).`,
          en: `Libro Firma does not run this element (“${kind(key, 'en')}”).`,
        },
        doNow: {
          it: 'Sostituiscilo con la chiave inglese, o eliminalo.',
          en: 'Replace it with the wrench, or delete it.',
        },
      },
    ];
  },
});

const unknownStep = ({ catalogue }: RuleSources): LocalRule => ({
  name: 'unknown-step',
  check(element) {
    const type = element.$instanceOf('bpmn:Task') ? stepTypeOf(element) : undefined;
    if (type === undefined || catalogue.steps.some((step) => step.type === type)) return [];
    return [
      {
        code: 'editor.unknown-step',
        text: {
          it: `Nessun plugin installato offre il passo «${type}».`,
          en: `No plugin that is installed offers the step “${type}”.`,
        },
        doNow: {
          it: 'Scegli un altro passo, o chiedi all’amministratore di installare il plugin.',
          en: 'Choose another step, or ask the administrator to install the plugin.',
        },
      },
    ];
  },
});

const stepless: LocalRule = {
  name: 'stepless',
  check(element) {
    if (!['bpmn:ServiceTask', 'bpmn:SendTask'].includes(element.$type) || stepTypeOf(element) !== undefined) return [];
    return [
      {
        code: 'editor.stepless',
        text: { it: 'Non è detto che cosa fa questo passo.', en: 'It is not said what this step does.' },
        doNow: {
          it: 'Sceglilo nel suo modulo, alla voce «Che cosa fa».',
          en: 'Choose it in its form, “What it does”.',
        },
      },
    ];
  },
};

const requiredSettings = ({ catalogue }: RuleSources): LocalRule => ({
  name: 'required-settings',
  check(element) {
    const type = element.$instanceOf('bpmn:Task') ? stepTypeOf(element) : undefined;
    const step = catalogue.steps.find((one) => one.type === type);
    if (step === undefined) return [];
    const headers = headersOf(element);
    const english = stepFields(step, 'en');
    return stepFields(step, 'it').flatMap((field, at): readonly Finding[] => {
      const hidden = field.showWhen !== undefined && headers.get(field.showWhen.field) !== String(field.showWhen.is);
      if (!field.required || hidden || (headers.get(field.key) ?? '') !== '') return [];
      return [
        {
          code: 'editor.setting-missing',
          text: { it: `Manca «${field.label}».`, en: `“${english[at]?.label ?? field.label}” is missing.` },
          doNow: { it: 'Compilalo nel modulo del passo.', en: 'Fill it in in the form of the step.' },
        },
      ];
    });
  },
});

const nobody: LocalRule = {
  name: 'nobody',
  check(element) {
    const assignment = extension(element, 'AssignmentDefinition');
    const said = ['candidateGroups', 'candidateUsers', 'assignee'].some((name) => text(assignment, name) !== undefined);
    if (element.$type !== 'bpmn:UserTask' || said) return [];
    return [
      {
        code: 'editor.nobody',
        text: { it: 'Non è detto chi lo fa.', en: 'It is not said who does it.' },
        doNow: { it: 'Indicalo nel suo modulo, alla voce «Chi lo fa».', en: 'Say so in its form, “Who does it”.' },
      },
    ];
  },
};

const undecided: LocalRule = {
  name: 'undecided',
  check(element) {
    if (element.$type !== 'bpmn:ExclusiveGateway' && element.$type !== 'bpmn:InclusiveGateway') return [];
    const ways = many(element, 'outgoing');
    const open = ways.filter(
      (way) => child(element, 'default') !== way && child(way, 'conditionExpression') === undefined,
    );
    if (ways.length < 2 || open.length === 0) return [];
    return [
      {
        code: 'editor.undecided',
        text: {
          it: `Non è detto quando si ${open.length === 1 ? 'prende una delle vie' : `prendono ${open.length} delle vie`} che escono da qui.`,
          en: `It is not said when ${open.length === 1 ? 'one way' : `${open.length} ways`} out of here ${open.length === 1 ? 'is' : 'are'} taken.`,
        },
        doNow: {
          it: 'Nel modulo della scelta, dai una condizione a ogni via o segnane una come quella presa se nessun’altra vale.',
          en: 'In the form of the choice, give each way a condition, or mark one as taken when no other is.',
        },
      },
    ];
  },
};

/** What a task shows of its name, about. */
const LONGEST_NAME = 80;

const longName: LocalRule = {
  name: 'long-name',
  check(element) {
    const length = element.name?.length ?? 0;
    if (!element.$instanceOf('bpmn:FlowElement') || length <= LONGEST_NAME) return [];
    return [
      {
        severity: 'warning',
        code: 'editor.long-name',
        text: {
          it: `Il nome è lungo ${length} caratteri: sul disegno se ne legge solo l’inizio.`,
          en: `The name has ${length} characters: the drawing shows only how it begins.`,
        },
        doNow: {
          it: 'Accorcialo; il resto può stare nelle note del passo.',
          en: 'Shorten it; the rest can stand in the notes of the step.',
        },
      },
    ];
  },
};

export const localRules = (sources: RuleSources): readonly LocalRule[] => [
  unsupported(sources),
  unknownStep(sources),
  stepless,
  requiredSettings(sources),
  nobody,
  undecided,
  longName,
];
