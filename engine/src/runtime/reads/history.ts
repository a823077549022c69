import type { Event, Token } from '../../core/index.js';
import type { Graph, Node, NodeType } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import type { Said } from '../../plugin/said.js';
import { readJournal, readState, type JournalEntry } from '../../store/index.js';
import { notFound } from '../errors.js';
import type { Graphs } from '../graphs.js';
import { readCase, readInstances } from './cases.js';
import { isStopped, readStopped } from './stopped-calls.js';

export type HistoryKind =
  | 'started'
  | 'ended'
  | 'terminated'
  | 'cancelled'
  | 'taskOpened'
  | 'taskClaimed'
  | 'taskReleased'
  | 'taskCompleted'
  | 'taskCancelled'
  /** A service, send, script or receive task, a call or a sub-process is done. */
  | 'stepDone'
  | 'stepCancelled'
  /** A timer, message or error event came about. */
  | 'event'
  | 'incidentOpened'
  | 'incidentClosed';

/** One line of what happened to a case, for people. */
export interface HistoryEntry {
  readonly at: number;
  readonly kind: HistoryKind;
  readonly instanceId: string;
  readonly rev: number;
  readonly elementId?: string;
  readonly elementName?: string;
  readonly elementType?: NodeType;
  /** Of a task that a plugin's step is: `signing.initials:1`. */
  readonly stepType?: string;
  readonly actor?: string;
  readonly onBehalfOf?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly message?: Said;
}

const STEPS: ReadonlySet<NodeType> = new Set([
  'serviceTask',
  'sendTask',
  'scriptTask',
  'receiveTask',
  'callActivity',
  'subProcess',
]);
const EVENTS: ReadonlySet<NodeType> = new Set(['boundaryEvent', 'intermediateCatchEvent']);

/** Everything that happened to a case and the instances it called, in order, gateways left out. */
export const readHistory = async (tx: Tx, graphs: Graphs, caseId: string): Promise<readonly HistoryEntry[]> => {
  const instances = await readInstances(tx, caseId);
  const teller = new Map<string, Teller>();
  for (const { id, definitionId } of instances) {
    teller.set(id, new Teller((await graphs.get(tx, definitionId)).graph));
  }
  const journal = await readJournal(
    tx,
    instances.map(({ id }) => id),
  );
  return journal.flatMap((entry) => teller.get(entry.instance)?.tell(entry) ?? []);
};

const withCode = (code: string, said: Said): Said =>
  typeof said === 'string'
    ? `${code}: ${said}`
    : { it: `${code}: ${said.it}`, ...(said.en === undefined ? {} : { en: `${code}: ${said.en}` }) };

type Facts = Omit<HistoryEntry, 'at' | 'instanceId' | 'rev'>;

/** Follows one instance through its journal, so that an event that names a number can be told with a name. */
class Teller {
  private readonly tasks = new Map<number, string>();
  private readonly incidents = new Map<number, string>();

  constructor(private readonly graph: Graph) {}

  tell(entry: JournalEntry): readonly HistoryEntry[] {
    const { at, rev, instance: instanceId } = entry;
    return entry.steps
      .flat()
      .flatMap((event) => this.event(event, entry) ?? [])
      .map((facts) => ({ at, instanceId, rev, ...facts }));
  }

  private event(event: Event, entry: JournalEntry): Facts | undefined {
    switch (event.type) {
      case 'instanceStarted':
        return { kind: 'started', actor: event.instance.startedBy };
      case 'instanceEnded':
        return {
          kind: event.state === 'completed' ? 'ended' : event.state === 'terminated' ? 'terminated' : 'cancelled',
          ...(entry.actor === undefined ? {} : { actor: entry.actor }),
          ...(entry.note === undefined ? {} : { reason: entry.note }),
        };
      case 'changed':
        return this.opened(event.token);
      case 'taskAssigned': {
        const element = this.tasks.get(event.n);
        return element === undefined
          ? undefined
          : { kind: event.to === undefined ? 'taskReleased' : 'taskClaimed', ...this.named(element), actor: event.by };
      }
      case 'taskCompleted': {
        this.tasks.delete(event.n);
        const { by: actor, onBehalfOf, outcome, reason } = event;
        return {
          kind: 'taskCompleted',
          ...this.named(event.at),
          actor,
          ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(reason === undefined ? {} : { reason }),
        };
      }
      case 'left':
        return this.left(event);
      case 'incidentOpened':
        this.incidents.set(event.n, event.at);
        return { kind: 'incidentOpened', ...this.named(event.at), message: withCode(event.code, event.message) };
      case 'incidentClosed': {
        const element = this.incidents.get(event.n);
        return {
          kind: 'incidentClosed',
          ...(element === undefined ? {} : this.named(element)),
          outcome: event.how,
          ...(event.by === undefined ? {} : { actor: event.by }),
          ...(event.reason === undefined ? {} : { reason: event.reason }),
        };
      }
      default:
        return undefined;
    }
  }

  private opened({ wait, at }: Token): Facts | undefined {
    if (wait.for !== 'task' || this.tasks.has(wait.n)) return undefined;
    this.tasks.set(wait.n, at);
    return { kind: 'taskOpened', ...this.named(at) };
  }

  private left({ at, how }: Extract<Event, { type: 'left' }>): Facts | undefined {
    const node = this.graph.nodes.get(at);
    if (node === undefined) return undefined;
    if (how === 'cancelled') {
      if (node.type === 'userTask') return { kind: 'taskCancelled', ...this.named(at) };
      return STEPS.has(node.type) ? { kind: 'stepCancelled', ...this.named(at) } : undefined;
    }
    if (STEPS.has(node.type)) return { kind: 'stepDone', ...this.named(at) };
    return EVENTS.has(node.type) ? { kind: 'event', ...this.named(at) } : undefined;
  }

  private named(element: string): Pick<Facts, 'elementId' | 'elementName' | 'elementType' | 'stepType'> {
    const node: Node | undefined = this.graph.nodes.get(element);
    const stepType = node?.type === 'userTask' ? node.step?.type : undefined;
    return {
      elementId: element,
      elementName: node?.name || element,
      ...(node === undefined ? {} : { elementType: node.type }),
      ...(stepType === undefined ? {} : { stepType }),
    };
  }
}

/** Where an instance has been and where it stands, by element id, for its diagram. */
export interface InstancePath {
  readonly definitionId: string;
  readonly visited: readonly string[];
  /** Sequence flows taken. */
  readonly flows: readonly string[];
  readonly active: readonly string[];
  /** Where something cannot go on without a person, be it in what is called there. */
  readonly incidents: readonly string[];
}

export const readPath = async (tx: Tx, instanceId: string): Promise<InstancePath> => {
  const found = await readCase(tx, instanceId);
  if (found === undefined) throw notFound('case', instanceId);
  const visited = new Set<string>();
  const flows = new Set<string>();
  for (const event of (await readJournal(tx, [instanceId])).flatMap(({ steps }) => steps.flat())) {
    if (event.type === 'entered') visited.add(event.token.at);
    else if (event.type === 'left') for (const flow of event.flows ?? []) flows.add(flow);
  }
  const state = found.state === 'running' ? await readState(tx, instanceId, 'all') : undefined;
  const tokens = [...(state?.scopes.values() ?? [])].flatMap((scope) => Object.values(scope.tokens));
  const stopped = await readStopped(tx, tokens.some(({ wait }) => wait.for === 'call') ? [found.caseId] : []);
  const standing = (waits: boolean) => [
    ...new Set(tokens.filter((token) => isStopped(token, stopped) === waits).map(({ at }) => at)),
  ];
  return {
    definitionId: found.definitionId,
    visited: [...visited],
    flows: [...flows],
    active: standing(false),
    incidents: standing(true),
  };
};
