import { startersIn } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import type { Directory } from '../../plugin/directory.js';
import type { Form } from '../../plugin/forms.js';
import { definitionView, type DefinitionRow, type DefinitionView } from '../definitions/definition-row.js';
import { storedDiagram } from '../definitions/deploy.js';
import { notFound } from '../errors.js';
import { openedStart } from '../field-expressions.js';
import type { Definition, Graphs } from '../graphs.js';

/** Every version of every process, the newest first. */
export const readDefinitions = async (tx: Tx, processId?: string): Promise<readonly DefinitionView[]> => {
  const rows = tx.sql('lf_definition').where({ tenant: tx.tenant }).whereNot({ state: 'trial' });
  if (processId !== undefined) void rows.where('process_id', processId);
  const found = (await rows.orderBy([
    { column: 'process_id' },
    { column: 'version', order: 'desc' },
  ])) as readonly DefinitionRow[];
  return found.map(definitionView);
};

export const readDefinitionXml = async (tx: Tx, id: string): Promise<string> => {
  const row = await storedDiagram(tx, id);
  if (row === undefined) throw notFound('definition', id);
  return row.xml;
};

/** A process that somebody may start. */
export interface StartableProcess {
  readonly definitionId: string;
  readonly processId: string;
  readonly version: number;
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  /** As it is opened now: defaults and limits that are expressions are evaluated. */
  readonly form: Form | undefined;
  /** It has a form, or a start without a type. */
  readonly startsByHand: boolean;
}

/** Whether one of the groups is meant by `startableBy`, a comma list of group keys; `role:drafter@*` in any office. */
export const isStartableBy = (startableBy: string | undefined, groups: ReadonlySet<string>): boolean =>
  startersIn(startableBy).some(
    (key) => groups.has(key) || (key.endsWith('@*') && [...groups].some((group) => group.startsWith(key.slice(0, -1)))),
  );

/** Every published process; one that can no longer be run, because a plugin has gone, is left out. */
export const readPublished = async (tx: Tx, graphs: Graphs): Promise<readonly StartableProcess[]> => {
  const rows = (await tx
    .sql('lf_definition')
    .where({ tenant: tx.tenant, state: 'published' })
    .orderBy(['name', 'process_id'])
    .select('id')) as readonly { readonly id: string }[];
  const definitions: Definition[] = [];
  for (const { id } of rows) {
    const definition = await graphs.runnable(tx, id);
    if (definition !== undefined) definitions.push(definition);
  }
  return definitions.map(({ id, processId, version, name, graph }) => ({
    definitionId: id,
    processId,
    version,
    name,
    properties: graph.properties,
    form: openedStart(graph.startForm, tx.now),
    startsByHand: graph.startForm !== undefined || graph.containers.get(graph.processId)?.start !== undefined,
  }));
};

/** Published processes that the actor may start today: those whose `startableBy` names one of the actor's groups. */
export const readStartable = async (
  tx: Tx,
  graphs: Graphs,
  directory: Directory,
  actor: string,
): Promise<readonly StartableProcess[]> => {
  const groups = new Set((await directory.groupsOf(tx, actor, tx.now)).map(({ group }) => group));
  return (await readPublished(tx, graphs)).filter(
    ({ startsByHand, properties }) => startsByHand && isStartableBy(properties['startableBy'], groups),
  );
};
