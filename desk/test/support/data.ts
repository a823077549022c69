import type { Task } from '../../src/kit/contract.js';
import type { CaseDetail, RequestAnswer, StartableProcess } from '../../src/app/server/answers.js';
import type { HistoryEntry } from '../../src/shell/case/answers.js';

const hour = 3_600_000;
const day = 24 * hour;

const me = { id: 'p-0001', name: 'Maria Alaimo' };
export const chief = { id: 'p-0002', name: 'Giuseppe Lo Cascio' };

type Change = { -readonly [K in keyof Task]?: Task[K] | undefined };

export const makeTask = (id: string, caseTitle: string, change: Change = {}): Task =>
  ({
    id,
    instanceId: id,
    caseId: `c-${id}`,
    caseTitle,
    confidential: false,
    mode: 'live',
    processName: 'Nota in uscita',
    elementId: 'sign1',
    name: 'Firma del dirigente',
    type: 'signing.signature:1',
    config: {},
    input: {},
    candidates: [{ group: 'book:gare:signer1', label: 'Primo firmatario, Libro firma Ufficio Gare' }],
    mayWork: true,
    state: 'open',
    createdAt: Date.now() - 2 * day,
    ...change,
  }) as Task;

const approving = {
  fields: [
    {
      key: 'note',
      label: 'Osservazioni',
      kind: 'longText',
      maxLength: 500,
      help: 'Facoltative: resteranno nella storia.',
    },
    {
      key: 'urgency',
      label: 'Urgenza',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'normal', label: 'Ordinaria' },
        { value: 'high', label: 'Urgente' },
      ],
    },
    {
      key: 'why',
      label: 'Motivo dell’urgenza',
      kind: 'text',
      required: true,
      showWhen: { field: 'urgency', is: 'high' },
    },
  ],
  outcomes: [
    { value: 'approved', label: 'Approva' },
    { value: 'rejected', label: 'Respingi', rejects: true },
  ],
} as const;

export const someTasks = (): Task[] => [
  makeTask('01a.3', 'Convenzione con l’istituto comprensivo Mattarella per l’uso della palestra', {
    dueAt: Date.now() - day,
  }),
  makeTask('01b.3', 'Richiesta di parere alla Soprintendenza per i lavori in via Maqueda', {
    dueAt: Date.now() + 3 * hour,
    confidential: true,
  }),
  makeTask('01c.3', 'Riscontro alla nota della Regione del 3 novembre', { dueAt: Date.now() + day + hour }),
  makeTask('01d.3', 'Determina a contrarre: manutenzione del verde, lotto 2 (bloccata)', {
    dueAt: Date.now() + 2 * day,
    processName: 'Determinazione dirigenziale',
  }),
  makeTask('01e.3', 'Affidamento del servizio di pulizia degli uffici', {
    name: 'Visto del responsabile',
    type: undefined,
    form: approving,
    dueAt: Date.now() + 9 * day,
    onBehalfOf: chief,
    processName: 'Determinazione dirigenziale',
  }),
  makeTask('01f.3', 'Prova dell’iter delle note', { mode: 'trial', assignee: me }),
];

/** As a test may change one while the page stands. */
export type FakeCase = Omit<CaseDetail, 'retries'> & { retries: CaseDetail['retries'] };

export const someCases = (): FakeCase[] => [
  {
    id: 'c-01a.3',
    title: 'Convenzione con l’istituto comprensivo Mattarella per l’uso della palestra',
    confidential: false,
    mode: 'live',
    state: 'running',
    processName: 'Nota in uscita',
    processVersion: 2,
    definitionId: 'nota:2',
    requester: me,
    startedAt: Date.now() - 3 * day,
    incidents: 0,
    steps: [
      {
        taskId: '01a.3',
        elementId: 'sign1',
        name: 'Firma del dirigente',
        since: Date.now() - day,
        dueAt: Date.now() - hour,
        holders: ['Primo firmatario, Libro firma Ufficio Gare'],
      },
    ],
    recallable: true,
    recalled: false,
    retries: [],
  },
  {
    id: 'c-2',
    title: 'Trasmissione degli atti del procedimento 41/2026',
    confidential: false,
    mode: 'trial',
    state: 'running',
    processName: 'Nota in uscita',
    processVersion: 2,
    definitionId: 'nota:2',
    requester: me,
    startedAt: Date.now() - 5 * day,
    incidents: 0,
    steps: [],
    recallable: false,
    recalled: false,
    retries: [],
  },
];

export const someHistory = (): HistoryEntry[] => [
  { at: Date.now() - 3 * day, id: 'h1', instanceId: 'c-01a.3', type: 'case.started', actor: me },
  {
    at: Date.now() - 3 * day,
    id: 'h2',
    instanceId: 'c-01a.3',
    type: 'task.opened',
    elementId: 'check',
    elementName: 'Verifica della segreteria',
  },
  {
    at: Date.now() - 2 * day,
    id: 'h3',
    instanceId: 'c-01a.3',
    type: 'task.completed',
    elementId: 'check',
    elementName: 'Verifica della segreteria',
    actor: chief,
    onBehalfOf: { id: 'p-9', name: 'Rosalia Messina' },
    outcome: 'rejected',
    reason: 'Manca la planimetria citata al punto 3: va allegata prima della firma.',
  },
  {
    at: Date.now() - 2 * day,
    id: 'h6',
    instanceId: 'c-01a.3',
    type: 'task.completed',
    elementId: 'sigla',
    elementName: 'Sigla del responsabile',
    stepType: 'signing.initials:1',
    actor: chief,
    outcome: 'approved',
  },
  { id: 'h5', instanceId: 'called', at: Date.now() - day, type: 'case.started', actor: me },
  {
    at: Date.now() - day,
    id: 'h4',
    instanceId: 'c-01a.3',
    type: 'task.opened',
    elementId: 'sign1',
    elementName: 'Firma del dirigente',
  },
];

export const someProcesses = (): StartableProcess[] => [
  {
    processId: 'nota-in-uscita',
    name: 'Nota in uscita',
    description: 'Una lettera firmata, protocollata e inviata ai destinatari.',
    version: 2,
    form: {
      fields: [
        { key: 'office', label: 'Ufficio', kind: 'choice', choicesFrom: 'organisation.offices', required: true },
        { key: 'place', label: 'Luogo', kind: 'test.office', required: true },
        { key: 'copies', label: 'Copie', kind: 'integer', min: 1, max: 9, default: 1 },
        { key: 'by', label: 'Da inviare entro', kind: 'date' },
        { key: 'mail', label: 'E-mail per gli avvisi', kind: 'email' },
        { key: 'urgent', label: 'È urgente', kind: 'boolean' },
        {
          key: 'why',
          label: 'Motivo dell’urgenza',
          kind: 'longText',
          required: true,
          showWhen: { field: 'urgent', is: true },
        },
      ],
    },
  },
  {
    processId: 'determina',
    name: 'Determinazione dirigenziale',
    version: 1,
    description: 'Con o senza impegno di spesa.',
    form: {
      fields: [
        { key: 'book', label: 'Libro firma', kind: 'test.preset', required: true },
        { key: 'amount', label: 'Importo in euro', kind: 'number', min: 0.01 },
      ],
    },
  },
];

/** As `GET /cases/:caseId/request` answers. */
export const someRequest = (): RequestAnswer => ({
  form: {
    fields: [
      { key: 'bundle', label: 'Documenti', kind: 'test.bundle' },
      { key: 'place', label: 'Luogo', kind: 'test.office' },
      { key: 'office', label: 'Ufficio', kind: 'choice', choicesFrom: 'organisation.offices' },
      {
        key: 'mode',
        label: 'Modalità di trasmissione',
        kind: 'choice',
        choices: [{ value: 'email', label: 'Posta elettronica' }],
      },
      { key: 'urgent', label: 'È urgente', kind: 'boolean' },
      { key: 'note', label: 'Osservazioni', kind: 'longText' },
      { key: 'amount', label: 'Importo in euro', kind: 'number' },
    ],
  },
  values: {
    bundle: 'b',
    place: 'Palazzo delle Aquile',
    office: 'o-3',
    mode: 'email',
    urgent: false,
    note: 'Da inviare entro venerdì',
    amount: 24400.5,
  },
});

export const someOffices = Array.from({ length: 18 }, (_, place) => ({
  value: `o-${place + 1}`,
  label:
    ['Ufficio Gare', 'Ufficio Contratti', 'Ufficio Tributi', 'Servizi scolastici', 'Verde pubblico', 'Mobilità'][
      place % 6
    ] + (place < 6 ? '' : ` ${Math.floor(place / 6) + 1}`),
}));

export { me };
