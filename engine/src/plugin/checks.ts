import type { Tx } from './database.js';
import type { GroupKey } from './directory.js';
import type { Form } from './forms.js';
import type { JsonObject, Localized } from './json.js';

/**
 * Rules of the domain that a drawing is held to, beside what the engine itself asks of it: while it is drawn and before
 * it is published. A rule sees the compiled drawing, so it is asked only for one that has no other error.
 */
export type RouteCheck = (call: RouteCheckCall) => Promise<readonly RouteProblem[]>;

/** What a rule is asked about. It may read the database; it writes nothing. */
export interface RouteCheckCall {
  readonly tx: Tx;
  readonly route: DrawnRoute;
  /** Another route as it is published: what a call activity would call. */
  published(processId: string): Promise<DrawnRoute | undefined>;
  /**
   * The flows that an exclusive or inclusive gateway may take when these variables have these values, whatever the others
   * have. Empty: the case would stop there.
   */
  mayTake(gatewayId: string, known: JsonObject): readonly DrawnFlow[];
}

/** What a rule has found, with what to do about it. */
export interface RouteProblem {
  /** An error keeps the drawing from being published. */
  readonly severity: 'error' | 'warning';
  /** Begins with the plugin's name: `protocol.number-before-signature`. */
  readonly code: string;
  readonly elementId?: string;
  /** What is wrong, in the words of an office. */
  readonly text: Localized;
  /** What to do about it. */
  readonly doNow: Localized;
}

/** A process as it is drawn and compiled. */
export interface DrawnRoute {
  readonly id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly startForm: Form | undefined;
  /** By id, those of embedded sub-processes too. */
  readonly elements: ReadonlyMap<string, DrawnElement>;
}

/** An event, a gateway or an activity, with what a rule may go by. */
export interface DrawnElement {
  readonly id: string;
  readonly name: string;
  readonly type:
    | 'startEvent'
    | 'endEvent'
    | 'intermediateCatchEvent'
    | 'intermediateThrowEvent'
    | 'boundaryEvent'
    | 'exclusiveGateway'
    | 'parallelGateway'
    | 'inclusiveGateway'
    | 'task'
    | 'userTask'
    | 'serviceTask'
    | 'sendTask'
    | 'receiveTask'
    | 'scriptTask'
    | 'subProcess'
    | 'callActivity';
  /** The process, or the sub-process that it stands in. */
  readonly container: string;
  readonly outgoing: readonly DrawnFlow[];
  /** Ids of the boundary events that hang on it. */
  readonly boundary: readonly string[];
  /** What starts or continues an event. */
  readonly trigger?: 'none' | 'timer' | 'message' | 'error';
  readonly step?: {
    readonly type: string;
    /** Values as they stand in the drawing. */
    readonly config: JsonObject;
    /** Keys whose values are expressions. */
    readonly computed: readonly string[];
  };
  /** To whom a user task is offered; `computed` where only the running case knows. */
  readonly groups?: readonly GroupKey[] | 'computed';
  readonly form?: Form;
  readonly repeated: boolean;
  /** Input mapping: a step gets these and nothing else. Left out where there is none. */
  readonly inputs?: readonly DrawnInput[];
  /** Output mapping: without one, results go into the variables as they are. */
  readonly outputs: readonly { readonly source: string; readonly target: string }[];
  /** Id of the process that a call activity calls, where it is fixed. */
  readonly calls?: string;
}

/** What an activity is given. */
export interface DrawnInput {
  readonly target: string;
  /** Variables that its expression reads; none of one that says the same for every case. */
  readonly reads: readonly string[];
}

/** A sequence flow. */
export interface DrawnFlow {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly condition: string | undefined;
  readonly isDefault: boolean;
}

/**
 * Everything that may follow an element once it is done in the ordinary way: its own boundary events are left out, those
 * of what follows are not. A sub-process counts with all that is in it.
 */
export const following = (route: DrawnRoute, elementId: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = flowsOf(route, elementId);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = route.elements.get(id);
    if (element === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...flowsOf(route, id), ...element.boundary);
    if (element.type === 'subProcess') {
      open.push(...[...route.elements.values()].filter(({ container }) => container === id).map((inner) => inner.id));
    }
  }
  return reached;
};

/** Where the flows of an element lead; those of the last ones in a sub-process lead out of it. */
const flowsOf = (route: DrawnRoute, elementId: string): string[] => {
  const element = route.elements.get(elementId);
  if (element === undefined) return [];
  if (element.outgoing.length > 0) return element.outgoing.map(({ target }) => target);
  return element.container === route.id ? [] : flowsOf(route, element.container);
};
