import { PASSWORD, PIN } from './municipality.js';
import { bystanderUsername, persona, type Name } from './people.js';
import { SECRETS, type Subject } from './subjects.js';
import { NEWCOMER, tiny, type Town } from './town.js';

/** What a route is called with. Everything in it is right: only access can be in the way. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array | string;
  readonly type?: string;
}

export interface Calling {
  /** About each note that fits. */
  readonly about?: (note: Subject, town: Town) => Call | undefined;
  /** About something else. */
  readonly plain?: (town: Town) => readonly Call[];
  /** For writes: who does it once in the end, with which note. It has to succeed. */
  readonly doneBy?: Name | 'nobody';
  readonly with?: string;
}

const always = (...calls: readonly Call[]): Calling => ({ plain: () => (calls.length === 0 ? [{}] : calls) });
const once = (call: (town: Town) => Call, doneBy?: Name | 'nobody'): Calling => ({
  plain: (town) => [call(town)],
  ...(doneBy === undefined ? {} : { doneBy }),
});

const ofCase: Calling = { about: ({ caseId }) => ({ params: { caseId } }) };
const ofTask = (body?: unknown): Calling => ({
  about: ({ taskId }) =>
    taskId === undefined ? undefined : { params: { taskId }, ...(body === undefined ? {} : { body }) },
});
const ofRegistration = (body?: unknown): Calling => ({
  about: ({ registrationId: id }) =>
    id === undefined ? undefined : { params: { id }, ...(body === undefined ? {} : { body }) },
});
const ofMail = (params: Readonly<Record<string, string>> = {}): Calling => ({
  about: ({ messageId: id }) => (id === undefined ? undefined : { params: { id, ...params } }),
});
const ofReceived = (params: Readonly<Record<string, string>> = {}): Calling => ({
  about: ({ receivedId: id }) => (id === undefined ? undefined : { params: { id, ...params } }),
});
const ofRoute = (body?: (route: Town['things']['route']) => unknown): Calling =>
  once(({ things: { route } }) => ({
    params: { id: route.id },
    ...(body === undefined ? {} : { body: body(route) }),
  }));
const ofTrial = (body?: (trial: Town['things']['trial']) => unknown): Calling =>
  once(({ things: { trial } }) => ({
    params: { caseId: trial.caseId },
    ...(body === undefined ? {} : { body: body(trial) }),
  }));
const ofScenario = (body?: unknown): Calling =>
  once(({ things: { scenario } }) => ({
    params: { id: scenario.route, scenarioId: scenario.id },
    ...(body === undefined ? {} : { body }),
  }));
const ofUpload: Calling = once(({ things }) => ({ params: { uploadId: things.upload } }));
const diagram = (id: string): Call => ({ bytes: tiny(id), type: 'application/xml' });
const words = Object.values(SECRETS).map((word) => word.toLowerCase());
/** Whoever looks for a secret word by name. */
const lookingFor = (key: string): readonly Call[] => words.map((word) => ({ query: { [key]: word } }));

/** In the order in which writes are carried out in the end: what one spoils, no later one needs. */
export const calls: Readonly<Record<string, Calling>> = {
  'server.health': always(),
  'server.openapi': always(),
  'server.docs': always(),
  'server.docs.styles': always(),

  'server.session.begin': { ...always({ body: { username: 'richiedente', password: PASSWORD } }), doneBy: 'nobody' },
  'server.session.read': always(),

  'server.accounts.list': always({}, { query: { q: bystanderUsername } }),
  'server.accounts.add': once(() => ({ body: { username: 'nuova.persona', person: NEWCOMER } }), 'administrator'),
  'server.accounts.reset': once(({ things }) => ({ params: { id: things.account } }), 'administrator'),
  'server.accounts.disable': once(
    ({ things }) => ({ params: { id: things.account }, body: { disabled: true } }),
    'administrator',
  ),
  'server.logins.list': always({ query: { limit: '100' } }),

  'server.tasks.list': always({ query: { limit: '100' } }, { query: { scope: 'claimed' } }, ...lookingFor('q')),
  'server.tasks.read': ofTask(),
  'server.tasks.claim': { ...ofTask(), doneBy: 'director', with: 'open note' },
  'server.tasks.release': { ...ofTask(), doneBy: 'director', with: 'open note' },
  'server.tasks.complete': {
    ...ofTask({ outcome: 'rejected', reason: 'Manca un allegato.' }),
    doneBy: 'director',
    with: 'open note',
  },

  'server.processes.list': always(),
  'server.lists.read': {
    plain: ({ server }) => server.engine.lists.map(({ name }) => ({ params: { name } })),
  },

  'server.cases.list': always({ query: { limit: '100' } }, { query: { mine: 'true' } }, ...lookingFor('q'), {
    query: { state: 'ended' },
  }),
  'server.cases.start': once(() => ({ body: { processId: 'prova-anomalia', title: 'Anomalia tre' } }), 'requester'),
  'server.cases.read': ofCase,
  'server.cases.request': ofCase,
  'server.cases.history': ofCase,
  'server.cases.path': ofCase,
  'server.cases.recall': { ...ofCase, doneBy: 'requester', with: 'new note' },

  'server.definitions.list': always(),
  'server.definitions.check': once(() => diagram('prova-controllo'), 'analyst'),
  'server.definitions.deploy': once(() => diagram('prova-pubblicata'), 'analyst elsewhere'),
  'server.definitions.publish': once(({ things }) => ({ params: { id: things.draft }, body: {} }), 'administrator'),
  'server.definitions.xml': once(({ things }) => ({ params: { id: things.definition } })),

  'server.modeler.catalogue': always(),
  'server.modeler.examples': always(),
  'server.routes.list': always({ query: { limit: '100' } }),
  'server.routes.read': ofRoute(),
  'server.routes.create': once(
    () => ({ body: { name: 'Prova nuova', sector: '*', from: { xml: tiny('prova-nuova') } } }),
    'analyst',
  ),
  'server.routes.draft.read': ofRoute(),
  'server.routes.draft.save': {
    ...ofRoute(({ xml }) => ({ xml: xml.replace('isExecutable', 'processType="None" isExecutable'), rev: 1 })),
    doneBy: 'analyst elsewhere',
  },
  'server.routes.check': { ...ofRoute(({ xml }) => ({ xml })), doneBy: 'analyst' },
  'server.routes.publish': { ...ofRoute(() => ({ rev: 2, reason: 'Prova' })), doneBy: 'administrator' },
  'server.routes.versions.list': ofRoute(),
  'server.routes.versions.read': once(({ things }) => ({ params: { id: things.published, version: '1' } })),
  'server.routes.watch': once(({ things }) => ({ params: { id: things.published } })),
  'server.routes.watch.case': {
    about: ({ caseId, kind }) => (kind === 'trial' ? undefined : { params: { id: 'nota-in-uscita', caseId } }),
  },

  'server.trials.form': { ...ofRoute(({ xml }) => ({ xml })), doneBy: 'analyst elsewhere' },
  'server.trials.start': { ...ofRoute(({ xml }) => ({ xml })), doneBy: 'analyst elsewhere' },
  'server.trials.list': ofRoute(),
  'server.trials.read': ofTrial(),
  'server.trials.complete': {
    ...once(({ things: { trial } }) => ({ params: { caseId: trial.caseId, taskId: trial.taskId }, body: {} })),
    doneBy: 'analyst',
  },
  'server.trials.time': { ...ofTrial(() => ({ nextTimer: true })), doneBy: 'analyst' },
  'server.trials.message': { ...ofTrial(({ waitingId }) => ({ waitingId })), doneBy: 'analyst' },
  'server.trials.keep': { ...ofTrial(() => ({ name: 'Prova conclusa' })), doneBy: 'analyst' },
  'server.trials.drop': { ...ofTrial(), doneBy: 'analyst' },
  'server.scenarios.list': once(({ things }) => ({ params: { id: things.scenario.route } })),
  'server.scenarios.run': { ...ofScenario({ rev: 1 }), doneBy: 'analyst elsewhere' },
  'server.scenarios.drop': { ...ofScenario(), doneBy: 'analyst' },
  'server.routes.retire': { ...ofRoute(() => ({ reason: 'Prova finita' })), doneBy: 'administrator elsewhere' },
  'server.routes.draft.drop': once(
    ({ things }) => ({ params: { id: things.spareRoute.id }, query: { rev: '1' } }),
    'analyst',
  ),

  'server.incidents.list': always({ query: { limit: '100' } }),
  'server.incidents.retry': once(({ things }) => ({ params: { id: things.incidents[0] }, body: {} }), 'analyst'),
  'server.incidents.cancel': once(
    ({ things }) => ({ params: { id: things.incidents[1] }, body: { reason: 'Prova finita' } }),
    'administrator elsewhere',
  ),
  'server.incidents.resolve': once(
    ({ things }) => ({ params: { id: things.incidents[2] }, body: { reason: 'Prova finita', output: {} } }),
    'analyst elsewhere',
  ),

  'organisation.chart': always(),
  'organisation.sectors': always(),
  'organisation.offices': always(),
  'organisation.office': once(() => ({ params: { id: 'gare' } })),
  'organisation.people': always({}, ...lookingFor('q')),
  'organisation.person': once(() => ({ params: { id: persona('director').id } })),
  'organisation.holders': once(() => ({ query: { group: 'book:lf-gare:signer1' } })),
  'organisation.books': always({}, { query: { mine: 'true' } }),
  'organisation.book': once(() => ({ params: { id: 'lf-gare' } })),
  'organisation.substitutions': always(),
  'organisation.substitutions.end': once(
    ({ things }) => ({ params: { id: things.substitution } }),
    'administrator elsewhere',
  ),
  'organisation.substitutions.create': once(
    ({ things }) => ({
      body: {
        kind: 'substitute',
        from: persona('drafter elsewhere').id,
        to: persona('employee elsewhere').id,
        validFrom: things.today,
      },
    }),
    'drafter elsewhere',
  ),
  'organisation.import': once(
    () => ({ body: { sectors: [{ id: 'prova', name: 'Area di prova', validFrom: '2026-01-01' }] } }),
    'administrator',
  ),

  'documents.limits': always(),
  'documents.uploads.create': once(
    ({ things }) => ({ query: { name: 'nota.pdf', as: 'main' }, bytes: things.file, type: 'application/pdf' }),
    'employee elsewhere',
  ),
  'documents.uploads.read': ofUpload,
  'documents.uploads.content': ofUpload,
  'documents.uploads.delete': { ...ofUpload, doneBy: 'requester' },
  'documents.bundle': ofCase,
  'documents.content': {
    about: ({ caseId, document: { id, head } }) => ({ params: { caseId, documentId: id, n: String(head.n) } }),
  },
  'documents.archive': ofCase,

  'signing.credentials': always(),
  'signing.readiness': {
    plain: ({ subjects }) => [{ query: { tasks: subjects.flatMap(({ taskId }) => taskId ?? []).join(',') } }],
  },
  'signing.batches.open': {
    about: ({ taskId, document }, { things }) =>
      taskId === undefined
        ? undefined
        : { body: { tasks: [{ taskId, digest: document.head.digest }], credentialId: things.credential, pin: PIN } },
    doneBy: 'director',
    with: 'open confidential note',
  },
  'signing.batches.list': always(),
  'signing.batches.read': once(({ things }) => ({ params: { batchId: things.waiting[0] } })),
  'signing.batches.abandon': once(({ things }) => ({ params: { batchId: things.waiting[0] } }), 'second signer'),
  'signing.batches.authorise': once(
    ({ things }) => ({ params: { batchId: things.waiting[1] }, body: { pin: PIN } }),
    'second signer',
  ),
  'signing.case': ofCase,
  'signing.verification': ofCase,
  'signing.demo.authority': always(),
  'signing.demo.locked': always(),
  'signing.demo.unlock': once(({ things }) => ({ params: { credentialId: things.credential } }), 'administrator'),

  'protocol.registrations.search': always(
    { query: { limit: '200' } },
    ...lookingFor('text'),
    ...lookingFor('recipient'),
  ),
  'protocol.registrations.ofCase': ofCase,
  'protocol.registrations.read': ofRegistration(),
  'protocol.registrations.segnatura': ofRegistration(),
  'protocol.registrations.courtesyCopy': ofRegistration(),
  'protocol.registrations.classify': {
    ...ofRegistration({ classification: 'VI.7', reason: 'Viabilità', after: 1 }),
    doneBy: 'registry elsewhere',
    with: 'sent note',
  },
  'protocol.registrations.assign': {
    ...ofRegistration({ office: 'gare', reason: 'Per competenza', after: 1 }),
    doneBy: 'registry',
    with: 'sent note',
  },
  'protocol.registrations.void': {
    ...ofRegistration({ act: 'Determinazione n. 1', reason: 'Registrata per errore' }),
    doneBy: 'registry',
    with: 'sent note',
  },
  'protocol.registers.list': always(),
  'protocol.registers.open': once(
    () => ({ params: { id: 'prova' }, body: { firstNumber: 1, act: 'Determinazione n. 2' } }),
    'administrator',
  ),
  'protocol.classification.list': always(),
  'protocol.caseFiles.list': always(),
  'protocol.caseFiles.open': once(() => ({ body: { classification: 'VI.5', title: 'Ponte' } }), 'registry elsewhere'),

  'notification.notices.list': always({ query: { limit: '100' } }),
  'notification.notices.count': always(),
  'notification.notices.read': once(({ server }) => ({ body: { upTo: server.clock.now() } }), 'requester'),
  'notification.kinds.list': always(),
  'notification.kinds.mute': once(() => ({ params: { kind: 'case' }, body: { muted: true } }), 'employee'),
  'notification.addresses.search': always({ query: { limit: '100' } }, ...lookingFor('text')),
  'notification.addresses.similar': always({ query: { name: 'Rosa Bianchi Randazz' } }),
  'notification.addresses.read': once(({ things }) => ({ params: { id: things.address.id } })),
  'notification.addresses.change': once(
    ({ things: { address } }) => ({
      params: { id: address.id },
      body: { kind: 'company', name: 'Conca d’Oro', email: 'gare@conca.example', version: address.version },
    }),
    'registry elsewhere',
  ),
  'notification.addresses.add': once(
    () => ({ body: { kind: 'person', name: 'Anna Nuova', email: 'anna.nuova@posta.example' } }),
    'administrator',
  ),
  'notification.outbox.search': always({ query: { limit: '100' } }, ...lookingFor('to')),
  'notification.outbox.case': ofCase,
  'notification.outbox.read': ofMail(),
  'notification.outbox.attachment': ofMail({ n: '1' }),
  'notification.outbox.source': ofMail(),
  'notification.demo.list': always({ query: { limit: '100' } }),
  'notification.demo.read': ofReceived(),
  'notification.demo.attachment': ofReceived({ n: '1' }),
  'notification.demo.source': ofReceived(),

  // They end what somebody asks with: last of all.
  'server.session.password': once(
    () => ({ body: { current: PASSWORD, password: 'una frase lunga e del tutto nuova' } }),
    'employee elsewhere',
  ),
  'server.session.end': once(() => ({}), 'employee elsewhere'),
};
