import { LibroFirmaError, type Json } from '@libro-firma/engine/plugin';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is refused about routes, each with its stable code. */
export const routeRefusals = {
  noRoute: (id: string) =>
    new LibroFirmaError(
      'not-found',
      'routes.no-such-route',
      { it: 'Questo iter non c’è, o è stato eliminato.', en: 'There is no such route, or it was deleted.' },
      { where: id },
    ),
  noVersion: (version: number) =>
    new LibroFirmaError('not-found', 'routes.no-such-version', {
      it: `L’iter non ha una versione ${version}.`,
      en: `The route has no version ${version}.`,
    }),
  noDraft: () =>
    new LibroFirmaError('conflict', 'routes.no-draft', {
      it: 'Non c’è una bozza da pubblicare: le modifiche si salvano mentre si disegna.',
      en: 'There is no draft to publish.',
    }),
  unchanged: () =>
    new LibroFirmaError('conflict', 'routes.unchanged', {
      it: 'La bozza è uguale alla versione in uso: non c’è niente da pubblicare.',
      en: 'The draft is the same as the published version: there is nothing to publish.',
    }),
  /** Somebody else was first. `rev` is the one that there is now. */
  draftChanged: (by: Named | undefined, at: number | undefined, rev: number) =>
    new LibroFirmaError(
      'conflict',
      'routes.draft-changed',
      {
        it: `${by?.name ?? 'Un’altra persona'} ha cambiato questo iter nel frattempo: il suo lavoro non è stato sovrascritto. Ricarica la bozza, o salva la propria come un altro iter.`,
        en: `${by?.name ?? 'Somebody else'} has changed this route meanwhile; nothing was overwritten.`,
      },
      { details: { rev, ...(by === undefined ? {} : { by: { ...by } }), ...(at === undefined ? {} : { at }) } },
    ),
  tooLarge: (bytes: number, limit: number) =>
    new LibroFirmaError(
      'too-large',
      'routes.drawing-too-large',
      {
        it: `Il disegno ha ${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB: può averne al massimo ${limit / 1024 / 1024}.`,
        en: `The drawing has ${bytes} bytes, more than the ${limit} that are allowed.`,
      },
      { details: { bytes, limit } },
    ),
  /** `why` is what the engine says of it. */
  unreadable: (why: { readonly it: string; readonly en?: string }, problem: Json) =>
    new LibroFirmaError('invalid', 'routes.drawing-unreadable', why, { details: { problem } }),
  noProcess: () =>
    new LibroFirmaError('invalid', 'routes.no-process', {
      it: 'Nel file non c’è un processo eseguibile: serve un diagramma BPMN con un processo segnato come eseguibile.',
      en: 'There is no executable process in the file.',
    }),
  manyProcesses: (processes: readonly Named[]) =>
    new LibroFirmaError(
      'invalid',
      'routes.many-processes',
      {
        it: `Nel file ci sono ${processes.length} processi eseguibili (${processes.map(({ id, name }) => name || id).join(', ')}), e un iter ne ha uno solo.`,
        en: `There are ${processes.length} executable processes in the file; a route is one.`,
      },
      { details: { processes: processes.map(({ id, name }) => ({ id, name })) } },
    ),
  otherProcess: (found: string, expected: string) =>
    new LibroFirmaError(
      'invalid',
      'routes.other-process',
      {
        it: `Il disegno è di un altro iter («${found}»), non di «${expected}». Per farne un iter a sé usa «Nuovo iter».`,
        en: `The drawing is of process "${found}", not of "${expected}".`,
      },
      { details: { found, expected } },
    ),
  noExample: (id: string) =>
    new LibroFirmaError(
      'not-found',
      'routes.no-such-example',
      { it: `L’esempio «${id}» non c’è: scegline uno dell’elenco.`, en: `There is no example "${id}".` },
      { where: '/from/example' },
    ),
  noSector: (id: string) =>
    new LibroFirmaError(
      'invalid',
      'routes.no-such-sector',
      { it: `Il settore «${id}» non c’è: scegline uno dell’elenco.`, en: `There is no sector "${id}".` },
      { where: '/sector' },
    ),
  noCase: (id: string) =>
    new LibroFirmaError(
      'not-found',
      'routes.no-such-case',
      { it: 'Questa pratica non c’è, o non segue questo iter.', en: 'No such case goes through this route.' },
      { where: id },
    ),
  noTrial: (id: string) =>
    new LibroFirmaError(
      'not-found',
      'routes.no-such-trial',
      { it: 'Questa prova non c’è più.', en: 'There is no such trial.' },
      { where: id },
    ),
  trialNotEnded: () =>
    new LibroFirmaError('conflict', 'routes.trial-not-ended', {
      it: 'Si conserva come scenario solo una prova arrivata alla fine: portala prima a termine.',
      en: 'Only a trial that has come to its end is kept as a scenario.',
    }),
  tooManyScenarios: (most: number) =>
    new LibroFirmaError('conflict', 'routes.too-many-scenarios', {
      it: `L’iter ha già ${most} scenari, tutti rifatti a ogni pubblicazione: eliminane uno che non serve più, poi conserva questo.`,
      en: `The route has ${most} scenarios already, all played again at each publication: delete one, then keep this.`,
    }),
  noScenario: (id: string) =>
    new LibroFirmaError(
      'not-found',
      'routes.no-such-scenario',
      { it: 'Questo scenario non c’è più.', en: 'There is no such scenario.' },
      { where: id },
    ),
  /** `step` counts from 0. */
  scenarioFailed: (
    scenario: Named,
    at: {
      readonly step: number;
      readonly elementId?: string;
      readonly text: { readonly it: string; readonly en?: string };
    },
  ) =>
    new LibroFirmaError(
      'conflict',
      'routes.scenario-failed',
      {
        it: `Lo scenario «${scenario.name}» non finisce più come prima. Passo ${at.step + 1}: ${at.text.it}`,
        en: `The scenario “${scenario.name}” no longer ends as it did. Step ${at.step + 1}: ${at.text.en ?? at.text.it}`,
      },
      {
        details: {
          scenario: { id: scenario.id, name: scenario.name },
          step: at.step,
          problem: { ...at.text },
          ...(at.elementId === undefined ? {} : { elementId: at.elementId }),
        },
      },
    ),
  notPublished: () =>
    new LibroFirmaError('conflict', 'routes.not-published', {
      it: 'L’iter non è pubblicato: non c’è niente da ritirare.',
      en: 'The route is not published.',
    }),
  called: (callers: readonly Named[]) =>
    new LibroFirmaError(
      'conflict',
      'routes.called',
      {
        it: `L’iter è usato da altri iter pubblicati, che si fermerebbero: ${callers.map(({ name }) => name).join(', ')}. Togli prima la chiamata, o ritira quelli.`,
        en: `Other published routes call this one: ${callers.map(({ name }) => name).join(', ')}.`,
      },
      { details: { callers: callers.map(({ id, name }) => ({ id, name })) } },
    ),
};
