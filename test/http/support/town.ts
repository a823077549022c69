import { example, organisation } from '@libro-firma/example-palermo';
import type { Person } from '@libro-firma/plugin-organisation/ports';
import { Protocol } from '@libro-firma/plugin-protocol/ports';
import { simplePdf } from '../../../plugins/documents/test/support/pdf-builder.js';
import { bpmn } from '../../conformance/support/bpmn.js';
import { until } from '../../support/until.js';
import { openMunicipality, PASSWORD, TENANT, type Municipality } from './municipality.js';
import { furnishOther, OTHER } from './other-administration.js';
import { bystanderUsername, persona, personas, type Name } from './people.js';
import { keyOf, openMain, startNote, taskAt, type Batch } from './requests.js';
import { castOf, newNote, openNote, SECRETS, sentNote, unusedUpload, type Cast, type Subject } from './subjects.js';
import { signIn, type Visitor } from './visitor.js';

/** Ids of things that routes are about, beside the notes. */
export interface Things {
  readonly account: string;
  readonly definition: string;
  readonly draft: string;
  /** A route that was never published, with its drawing, and another one. */
  readonly route: { readonly id: string; readonly xml: string };
  readonly spareRoute: { readonly id: string };
  /** A trial of the analyst that waits for a task, a timer and a message, and ends after them. */
  readonly trial: { readonly caseId: string; readonly taskId: string; readonly waitingId: string };
  readonly scenario: { readonly route: string; readonly id: string };
  /** A route that this administration alone has published. */
  readonly published: string;
  readonly upload: string;
  readonly substitution: string;
  readonly credential: string;
  readonly address: { readonly id: string; readonly version: number };
  /** Batches of the second signer that wait for the PIN. */
  readonly waiting: readonly [string, string];
  readonly incidents: readonly [string, string, string];
  /** An upload that a request may take. */
  readonly file: Buffer;
  readonly today: string;
}

export interface Town extends Municipality {
  readonly cast: Cast;
  readonly subjects: readonly Subject[];
  subject(name: string): Subject;
  readonly things: Things;
  /** The second administration: its address, its people, its notes. */
  readonly other: { readonly cast: Cast; readonly subjects: readonly Subject[] };
}

/** In service, without an account. */
export const NEWCOMER = 'p-9001';

/** Stops at once: its only way does not fit. */
export const stumbling = bpmn(
  `<extensionElements><lf:properties>
     <lf:property name="startableBy" value="role:drafter@*, role:procedureManager@*, role:analyst@*"/>
   </lf:properties></extensionElements>
   <startEvent id="start"/><exclusiveGateway id="which"/><endEvent id="one"/>`,
  `start -> which
   which -> one [=missing = 1]`,
  { id: 'prova-anomalia' },
);

export const tiny = (id: string): string =>
  bpmn('<startEvent id="start"/><endEvent id="end"/>', 'start -> end', { id });

const first = async (by: Visitor, path: string): Promise<{ id: string } & Record<string, unknown>> => {
  const { items } = await by.want<{ items: ({ id: string } & Record<string, unknown>)[] }>('GET', path);
  if (items[0] === undefined) throw new Error(`Nothing at ${path}`);
  return items[0];
};

/** Somebody who has been taken on and has no account yet; their fiscal code comes from the example's generator. */
const newcomer = (): Person => {
  const taken = new Set(example.organisation.people.flatMap(({ fiscalCode, username }) => [fiscalCode, username]));
  const found = organisation(2020).people.find(
    ({ fiscalCode, username }) => !taken.has(fiscalCode) && !taken.has(username),
  );
  if (found === undefined) throw new RangeError('The generator knows nobody else');
  return { ...found, id: NEWCOMER };
};

/** Roles that the example gives in one office only, in another one too; a register that nobody has opened. */
const prepare = async (town: Municipality, cast: Cast, today: string): Promise<void> => {
  const roles = personas
    .filter(({ appointedIn }) => appointedIn !== undefined)
    .map(({ id, role, appointedIn }) => ({ person: id, role, office: appointedIn, validFrom: '2019-01-07' }));
  await (
    await cast('administrator')
  ).want('POST', 'organisation/import', {
    body: {
      people: [newcomer()],
      roles: [...roles, { person: NEWCOMER, role: 'drafter', office: 'ambiente', validFrom: today }],
    },
  });
  const register = { id: 'prova', area: 'aoo-palermo', code: 'PRV', description: 'Registro di prova' } as const;
  await town.server.db.write(TENANT, (tx) =>
    town.port(Protocol).import(tx, { registers: [{ ...register, kind: 'serialRegister' }] }),
  );
};

/** A case that stops with an incident. @returns the incident */
const stumble = async (cast: Cast, title: string, confidential: boolean): Promise<string> => {
  const requester = await cast('requester');
  const body = { processId: 'prova-anomalia', title, confidential };
  const { caseId } = await requester.want<{ caseId: string }>('POST', 'cases', { body });
  const analyst = await cast('analyst');
  return (await until('the incident', () => first(analyst, `incidents?caseId=${caseId}`).catch(() => undefined))).id;
};

/** A batch of the second signer that waits: the PIN was wrong. */
const waitingBatch = async (cast: Cast, n: number): Promise<string> => {
  const signer = await cast('second signer');
  const requester = await cast('requester');
  const caseId = await startNote(requester, {
    title: `Nota del settore ${n}`,
    main: { name: `settore-${n}.pdf`, bytes: simplePdf() },
    values: {
      office: 'gare',
      book: 'lf-area-opere',
      classification: 'VI.5',
      transmissionMode: 'paper',
      recipients: [{ kind: 'person', name: 'Rosa Bianchi', email: 'rosa@posta.example' }],
    },
  });
  const { id } = await taskAt(requester, caseId, 'firma');
  const body = { tasks: [{ taskId: id, digest: await openMain(signer, caseId) }], ...(await keyOf(signer, '0000')) };
  const batch = await signer.want<Batch>('POST', 'signing/batches', { body });
  await until('the wrong PIN', async () => {
    const { state } = await signer.want<Batch>('GET', `signing/batches/${batch.id}`);
    return state === 'awaitingPin' ? true : undefined;
  });
  return batch.id;
};

/** Waits for somebody, for a day and for a message at once. */
const waiting = bpmn(
  `<startEvent id="start"/><parallelGateway id="fork"/>
   <userTask id="fai"><extensionElements><lf:assignmentDefinition candidateGroups="role:analyst@*"/></extensionElements></userTask>
   <intermediateCatchEvent id="dopo"><timerEventDefinition id="t"><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <intermediateCatchEvent id="aspetta"><messageEventDefinition id="m" messageRef="arrivo"/></intermediateCatchEvent>
   <endEvent id="end_fai"/><endEvent id="end_dopo"/><endEvent id="end_aspetta"/>`,
  'start -> fork; fork -> fai -> end_fai; fork -> dopo -> end_dopo; fork -> aspetta -> end_aspetta',
  {
    id: 'prova',
    definitions:
      '<message id="arrivo" name="arrivo"><extensionElements><lf:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>',
  },
);

const startedTrial = async (analyst: Visitor): Promise<Things['trial']> => {
  const { id } = await newRoute(analyst, 'Prova che aspetta', waiting);
  const trial = await analyst.want<{
    caseId: string;
    tasks: readonly { id: string }[];
    waiting: readonly { id: string }[];
  }>('POST', `routes/${id}/trials`, { body: { rev: 1 } });
  return { caseId: trial.caseId, taskId: trial.tasks[0]?.id ?? '', waitingId: trial.waiting[0]?.id ?? '' };
};

const keptScenario = async (analyst: Visitor): Promise<Things['scenario']> => {
  const { id: route } = await newRoute(analyst, 'Prova conservata');
  const { caseId } = await analyst.want<{ caseId: string }>('POST', `routes/${route}/trials`, { body: { rev: 1 } });
  const { id } = await analyst.want<{ id: string }>('POST', `trials/${caseId}/keep`, {
    body: { name: 'Fino in fondo' },
  });
  return { route, id };
};

const newRoute = async (
  analyst: Visitor,
  name: string,
  xml = tiny('prova'),
): Promise<{ readonly id: string; readonly xml: string }> => {
  const body = { name, sector: '*', from: { xml } };
  const { id } = await analyst.want<{ id: string }>('POST', 'routes', { body });
  const draft = await analyst.want<{ xml: string }>('GET', `routes/${id}/draft`);
  return { id, xml: draft.xml };
};

const gather = async (cast: Cast, today: string): Promise<Things> => {
  const administrator = await cast('administrator');
  const analyst = await cast('analyst');
  const diagram = { type: 'application/xml' };
  await analyst.want('POST', 'definitions', { ...diagram, bytes: stumbling });
  const draft = await analyst.want<{ items: { id: string }[] }>('POST', 'definitions?publish=false', {
    ...diagram,
    bytes: tiny('prova-bozza'),
  });
  const drafter = await cast('drafter elsewhere');
  const substitution = await drafter.want<{ id: string }>('POST', 'organisation/substitutions', {
    body: { kind: 'substitute', to: persona('employee elsewhere').id, validFrom: '2099-01-01' },
  });
  const address = await first(administrator, 'notification/addresses?text=conca');
  return {
    today,
    account: (await first(administrator, `accounts?q=${bystanderUsername}`)).id,
    definition: (await first(analyst, 'definitions?processId=nota-in-uscita')).id,
    draft: draft.items[0]?.id ?? '',
    route: await newRoute(analyst, 'Prova accessi'),
    spareRoute: await newRoute(analyst, 'Prova da eliminare'),
    trial: await startedTrial(analyst),
    scenario: await keptScenario(analyst),
    published: 'prova-anomalia',
    upload: await unusedUpload(await cast('requester')),
    substitution: substitution.id,
    credential: (await keyOf(await cast('director'))).credentialId,
    address: { id: address.id, version: Number(address['version']) },
    waiting: [await waitingBatch(cast, 1), await waitingBatch(cast, 2)],
    incidents: [
      await stumble(cast, 'Anomalia uno', false),
      await stumble(cast, 'Anomalia due', false),
      await stumble(cast, `Anomalia riservata ${SECRETS['confidential incident']}`, true),
    ],
    file: simplePdf(),
  };
};

/**
 * Palermo with a note of each kind in each state, and a second administration with the same people beside it.
 *
 * @param listen called when people can sign in, before anything secret happens
 */
export const openTown = async (listen: (town: Municipality, cast: Cast) => Promise<void>): Promise<Town> => {
  const tenants = [
    { id: TENANT, name: 'Comune di Palermo', hosts: ['127.0.0.1'] },
    { id: OTHER, name: 'Comune di Bagheria', hosts: ['localhost'] },
  ];
  const town = await openMunicipality({ tenants });
  try {
    const cast = castOf(town, (name) => persona(name).username);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(town.server.clock.now());
    await prepare(town, cast, today);
    await listen(town, cast);
    await furnishOther(town.server);
    const abroad = await otherCast(town);
    const subjects = [
      await newNote(cast, { name: 'new note', kind: 'ordinary' }),
      await openNote(cast, { name: 'open note', kind: 'ordinary' }),
      await sentNote(cast, { name: 'sent note', kind: 'ordinary' }),
      await openNote(cast, { name: 'open confidential note', kind: 'confidential' }),
      await sentNote(cast, { name: 'sent confidential note', kind: 'confidential' }),
      await openNote(cast, { name: 'open trial note', kind: 'trial' }),
      await sentNote(cast, { name: 'sent trial note', kind: 'trial' }),
    ];
    const foreign = [
      await openNote(abroad, { name: 'open note of Bagheria', kind: 'ordinary' }),
      await sentNote(abroad, { name: 'sent note of Bagheria', kind: 'ordinary' }),
    ];
    return {
      ...town,
      cast,
      subjects,
      subject: (name) => {
        const found = [...subjects, ...foreign].find((one) => one.name === name);
        if (found === undefined) throw new RangeError(`No note is called ${name}`);
        return found;
      },
      things: await gather(cast, today),
      other: { cast: abroad, subjects: foreign },
    };
  } catch (error) {
    await town.close();
    throw error;
  }
};

const otherCast = async (town: Municipality): Promise<Cast> => {
  const url = town.url.replace('127.0.0.1', 'localhost');
  const known = new Map<Name, Promise<Visitor>>();
  return (name) => {
    const visitor = known.get(name) ?? signIn(url, persona(name).username, PASSWORD);
    known.set(name, visitor);
    return visitor;
  };
};
