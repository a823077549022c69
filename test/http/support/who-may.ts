import type { Persona } from './people.js';
import type { Subject } from './subjects.js';

/**
 * Who may what, route by route. This table and the product's own are compared: a route that is missing here fails the
 * test, and so does one that lets in anybody whom this table does not name, or keeps out somebody whom it does.
 */

type Role = Persona['role'];

/** `anybody` also without signing in; a role: whoever holds it, in whatever office. */
type Who = 'anybody' | 'everybody in service' | Role | 'those on the case' | 'who may work on the task' | Owner;

/** Whose own thing it is. */
type Owner = 'its player' | 'its requester' | 'its uploader' | 'its signer' | 'the person stood in for';

/** One list for all notes, or one for each kind. */
type May = readonly Who[] | Readonly<Record<Subject['kind'], readonly Who[]>>;

export interface Rule {
  readonly may: May;
  /** How everybody else in service is refused: that they may not, or that there is no such thing. */
  readonly others?: 403 | 404;
  /** Let in by `may`, and yet done for these only: what the request says decides. The others get this code. */
  readonly done?: readonly Who[];
  readonly refusedWith?: string;
}

const everybody: Rule = { may: ['anybody'] };
const inService: Rule = { may: ['everybody in service'] };
const only = (...may: readonly Who[]): Rule => ({ may, others: 403 });
const own = (...may: readonly Owner[]): Rule => ({ may, others: 404 });
const onTheCase: Rule = { may: ['those on the case'], others: 404 };
/** 404 for whoever may not see the case, 403 for whoever sees it. */
const onTheTask: Rule = { may: ['who may work on the task'], others: 404 };

const readers: readonly Role[] = ['director', 'accounting', 'registry', 'administrator'];
const mailReaders: readonly Role[] = ['registry', 'administrator'];
const recipientChoosers: readonly Role[] = [
  'drafter',
  'procedureManager',
  'director',
  'registry',
  'administrator',
  'analyst',
];
const mails: Rule = {
  may: {
    ordinary: ['those on the case', ...mailReaders],
    confidential: ['those on the case'],
    trial: ['those on the case'],
  },
  others: 404,
};

export const whoMay: Readonly<Record<string, Rule>> = {
  'server.health': everybody,
  'server.openapi': everybody,
  'server.docs': everybody,
  'server.docs.styles': everybody,

  'server.session.begin': everybody,
  'server.session.read': everybody,
  'server.session.password': inService,
  'server.session.end': inService,

  'server.accounts.list': only('administrator'),
  'server.accounts.add': only('administrator'),
  'server.accounts.reset': only('administrator'),
  'server.accounts.disable': only('administrator'),
  'server.logins.list': only('administrator'),

  'server.tasks.list': inService,
  'server.tasks.read': onTheCase,
  'server.tasks.claim': onTheTask,
  'server.tasks.release': onTheTask,
  'server.tasks.complete': onTheTask,

  'server.processes.list': inService,
  'server.lists.read': inService,

  'server.cases.list': inService,
  'server.cases.start': {
    may: ['everybody in service'],
    done: ['drafter', 'procedureManager', 'analyst'],
    refusedWith: 'server.process-not-startable',
  },
  'server.cases.read': onTheCase,
  'server.cases.request': onTheCase,
  'server.cases.history': onTheCase,
  'server.cases.path': onTheCase,
  'server.cases.recall': { ...onTheCase, done: ['its requester'], refusedWith: 'engine.recall-forbidden' },

  'server.definitions.list': only('administrator', 'analyst'),
  'server.definitions.deploy': only('administrator', 'analyst'),
  'server.definitions.check': only('administrator', 'analyst'),
  'server.definitions.publish': only('administrator', 'analyst'),
  'server.definitions.xml': inService,

  'server.modeler.catalogue': only('administrator', 'analyst'),
  'server.modeler.examples': only('administrator', 'analyst'),
  'server.routes.list': only('administrator', 'analyst'),
  'server.routes.read': only('administrator', 'analyst'),
  'server.routes.create': only('analyst'),
  'server.routes.draft.read': only('administrator', 'analyst'),
  'server.routes.draft.save': only('analyst'),
  'server.routes.draft.drop': only('analyst'),
  'server.routes.check': only('analyst'),
  'server.routes.publish': only('administrator', 'analyst'),
  'server.routes.retire': only('administrator', 'analyst'),
  'server.routes.versions.list': only('administrator', 'analyst'),
  'server.routes.versions.read': only('administrator', 'analyst'),
  'server.routes.watch': only('administrator', 'analyst'),
  // Of a confidential one where it stands, without what it is about and who is on it.
  'server.routes.watch.case': only('administrator', 'analyst'),

  'server.trials.form': only('administrator', 'analyst'),
  'server.trials.start': only('analyst'),
  'server.trials.list': only('analyst'),
  'server.trials.read': own('its player'),
  'server.trials.complete': own('its player'),
  'server.trials.time': own('its player'),
  'server.trials.message': own('its player'),
  'server.trials.keep': own('its player'),
  'server.trials.drop': own('its player'),
  'server.scenarios.list': only('administrator', 'analyst'),
  'server.scenarios.run': only('analyst'),
  'server.scenarios.drop': only('analyst'),

  'server.incidents.list': only('administrator', 'analyst'),
  'server.incidents.retry': only('administrator', 'analyst'),
  'server.incidents.resolve': only('administrator', 'analyst'),
  'server.incidents.cancel': only('administrator', 'analyst'),

  'organisation.chart': inService,
  'organisation.sectors': inService,
  'organisation.offices': inService,
  'organisation.office': inService,
  'organisation.people': inService,
  'organisation.person': inService,
  'organisation.holders': inService,
  'organisation.books': inService,
  'organisation.book': inService,
  'organisation.substitutions': inService,
  'organisation.substitutions.create': {
    may: ['everybody in service'],
    done: ['the person stood in for', 'administrator'],
    refusedWith: 'organisation.substitution-forbidden',
  },
  'organisation.substitutions.end': {
    may: ['everybody in service'],
    done: ['the person stood in for', 'administrator'],
    refusedWith: 'organisation.substitution-forbidden',
  },
  'organisation.import': only('administrator'),

  'documents.limits': inService,
  'documents.uploads.create': inService,
  'documents.uploads.read': own('its uploader'),
  'documents.uploads.content': own('its uploader'),
  'documents.uploads.delete': own('its uploader'),
  'documents.bundle': onTheCase,
  'documents.content': onTheCase,
  'documents.archive': onTheCase,

  'signing.credentials': inService,
  'signing.readiness': inService,
  'signing.batches.open': inService,
  'signing.batches.list': inService,
  'signing.batches.read': own('its signer'),
  'signing.batches.authorise': own('its signer'),
  'signing.batches.abandon': own('its signer'),
  'signing.case': onTheCase,
  'signing.verification': onTheCase,
  'signing.demo.authority': everybody,
  'signing.demo.locked': only('administrator'),
  'signing.demo.unlock': only('administrator'),

  'protocol.registrations.search': only(...readers),
  'protocol.registrations.ofCase': onTheCase,
  // A confidential one without subject, correspondents and documents for those who are not on the case.
  'protocol.registrations.read': {
    may: {
      ordinary: ['those on the case', ...readers],
      confidential: ['those on the case', ...readers],
      trial: ['those on the case'],
    },
    others: 404,
  },
  'protocol.registrations.segnatura': {
    may: {
      ordinary: ['those on the case', ...readers],
      confidential: ['those on the case'],
      trial: ['those on the case'],
    },
    others: 404,
  },
  'protocol.registrations.courtesyCopy': onTheCase,
  'protocol.registrations.void': only('registry'),
  'protocol.registrations.classify': only('registry'),
  'protocol.registrations.assign': only('registry'),
  'protocol.registers.list': only(...readers),
  'protocol.registers.open': only('administrator'),
  'protocol.classification.list': inService,
  'protocol.caseFiles.list': only(...readers),
  'protocol.caseFiles.open': only('registry'),

  'notification.notices.list': inService,
  'notification.notices.count': inService,
  'notification.notices.read': inService,
  'notification.kinds.list': inService,
  'notification.kinds.mute': inService,
  'notification.addresses.search': only(...recipientChoosers),
  'notification.addresses.similar': only(...recipientChoosers),
  'notification.addresses.read': only(...recipientChoosers),
  'notification.addresses.add': only(...mailReaders),
  'notification.addresses.change': only(...mailReaders),
  'notification.outbox.search': only(...mailReaders),
  'notification.outbox.case': onTheCase,
  'notification.outbox.read': mails,
  'notification.outbox.attachment': mails,
  'notification.outbox.source': mails,
  'notification.demo.list': inService,
  'notification.demo.read': mails,
  'notification.demo.attachment': mails,
  'notification.demo.source': mails,
};

/** The same for the rooms of the live connection, by what stands before the colon. */
export const whoMayJoin: Readonly<Record<string, Rule>> = {
  case: onTheCase,
  route: { may: ['administrator', 'analyst'], others: 404 },
  'notification.demo': inService,
  'protocol.register': only(...readers),
};

/** Owners of the things that the calls are about (`calls.ts`). */
const OWNERS: Readonly<Record<Exclude<Owner, 'its requester'>, Persona['name']>> = {
  'its player': 'analyst',
  'its uploader': 'requester',
  'its signer': 'second signer',
  'the person stood in for': 'drafter elsewhere',
};

const fits = (who: Who, person: Persona, subject: Subject | undefined): boolean => {
  switch (who) {
    case 'anybody':
    case 'everybody in service':
      return true;
    case 'those on the case':
      return subject?.onIt.includes(person.name) ?? false;
    case 'who may work on the task':
      return subject?.workers.includes(person.name) ?? false;
    case 'its requester':
      return subject?.onIt[0] === person.name;
    case 'its player':
    case 'its uploader':
    case 'its signer':
    case 'the person stood in for':
      return OWNERS[who] === person.name;
    default:
      return person.role === who;
  }
};

const listFor = (may: May, subject: Subject | undefined): readonly Who[] =>
  'ordinary' in may ? may[subject?.kind ?? 'ordinary'] : may;

export const isOpenToAll = ({ may }: Rule): boolean => listFor(may, undefined).includes('anybody');

/** Is the person let in? */
export const mayEnter = ({ may }: Rule, person: Persona, subject: Subject | undefined): boolean =>
  listFor(may, subject).some((who) => fits(who, person, subject));

/** Is it done for them, once they are let in? */
export const mayHave = (rule: Rule, person: Persona, subject: Subject | undefined): boolean =>
  rule.done === undefined || rule.done.some((who) => fits(who, person, subject));

/** How somebody in service who may not is told. */
export const refusalOf = (rule: Rule, person: Persona, subject: Subject | undefined): 403 | 404 => {
  const seesCase = subject?.onIt.includes(person.name) ?? false;
  if (rule === onTheTask && seesCase) return 403;
  return rule.others ?? 403;
};
