import type { Event } from '../../core/events.js';
import type { Instance, Token } from '../../core/state.js';
import type { Json } from '../../plugin/json.js';

type Named<T extends Event['type']> = Extract<Event, { type: T }>;
type Layouts = {
  readonly [T in Event['type']]: readonly [code: number, ...fields: Exclude<keyof Named<T>, 'type'>[]];
};

/**
 * How each event is written: a number that never changes, then its fields in this order; names are not repeated in a
 * million rows. New fields go to the end. Only a last field may hold `null` as a value of its own.
 */
const layouts = {
  instanceStarted: [1, 'instance'],
  instanceEnded: [2, 'state', 'at'],
  scopeOpened: [3, 'scope'],
  scopeClosed: [4, 'n'],
  multiChanged: [5, 'n', 'change'],
  iterationDone: [6, 'n', 'scope', 'index', 'output'],
  entered: [7, 'scope', 'token'],
  changed: [8, 'scope', 'token'],
  left: [9, 'scope', 'n', 'at', 'how', 'flows'],
  variablesSet: [10, 'scope', 'values'],
  taskAssigned: [11, 'n', 'to', 'by'],
  taskCompleted: [12, 'n', 'at', 'by', 'onBehalfOf', 'outcome', 'reason'],
  incidentOpened: [13, 'n', 'at', 'code', 'message'],
  incidentClosed: [14, 'n', 'how', 'by', 'reason'],
  clockMoved: [15, 'clock'],
} as const satisfies Layouts;

const TOKEN = ['n', 'at', 'via', 'wait', 'local', 'boundary'] as const;
const OPENED = ['n', 'parent', 'kind', 'element', 'token', 'variables', 'multi', 'done'] as const;
const STARTED = [
  ...(['format', 'id', 'definitionId', 'processId', 'caseId', 'mode', 'confidential', 'title', 'startedBy'] as const),
  ...(['startedAt', 'state', 'rev', 'next', 'incidents', 'root', 'parent', 'clock', 'endedAt'] as const),
] as const;

/** A key that is forgotten here would be lost: it does not compile. */
type Forgotten =
  | Exclude<keyof Token, (typeof TOKEN)[number]>
  | Exclude<keyof Named<'scopeOpened'>['scope'], (typeof OPENED)[number]>
  | Exclude<keyof Instance, (typeof STARTED)[number]>;
const complete: [Forgotten] extends [never] ? true : Forgotten = true;

/** The last field of these is an object, written as a list as well; new keys go to the end. */
const shapes: { readonly [T in Event['type']]?: readonly string[] } = complete && {
  instanceStarted: STARTED,
  scopeOpened: OPENED,
  entered: TOKEN,
  changed: TOKEN,
};

type Fields = Readonly<Record<string, unknown>>;

/** Most tokens in the history wait for nothing: not worth a word. */
const pack = (keys: readonly string[], value: unknown): readonly unknown[] => {
  const fields = value as Fields;
  const line = keys.map((key) => (isNothing(key, fields[key]) ? undefined : fields[key]));
  while (line.at(-1) === undefined) line.pop();
  return line;
};

const isNothing = (key: string, value: unknown): boolean =>
  key === 'wait' && (value as Token['wait']).for === 'nothing';

const unpack = (keys: readonly string[], line: unknown): Fields => {
  const found: Record<string, unknown> = {};
  keys.forEach((key, index) => {
    const value = (line as readonly unknown[])[index] ?? undefined;
    if (value !== undefined) found[key] = value;
    else if (key === 'wait') found[key] = { for: 'nothing' };
  });
  return found;
};

const byCode = new Map(Object.entries(layouts).map(([type, [code, ...fields]]) => [code as number, { type, fields }]));

type Encoded = readonly (readonly unknown[])[];

const encode = (event: Event): readonly unknown[] => {
  const layout: readonly (number | string)[] = layouts[event.type];
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const line: unknown[] = [layout[0]];
  for (let index = 1; index < layout.length; index++) line.push(fields[layout[index] as string]);
  const shape = shapes[event.type];
  if (shape !== undefined) line.push(pack(shape, line.pop()));
  while (line.at(-1) === undefined) line.pop();
  return line;
};

const decode = (line: readonly unknown[]): Event => {
  const layout = byCode.get(line[0] as number);
  if (layout === undefined)
    throw new Error(`the journal holds an event of kind ${String(line[0])}, which this release does not know`);
  const event: Record<string, unknown> = { type: layout.type };
  layout.fields.forEach((field, index) => {
    const value = line[index + 1] as Json | undefined;
    const last = index === layout.fields.length - 1;
    if (value !== undefined && (value !== null || last)) event[field] = value;
  });
  const shape = shapes[layout.type as Event['type']];
  const last = layout.fields.at(-1);
  if (shape !== undefined && last !== undefined) event[last] = unpack(shape, event[last]);
  return event as unknown as Event;
};

/** One list for each step that the row records. */
export const encodeEvents = (steps: readonly (readonly Event[])[]): string =>
  JSON.stringify(steps.map((events) => events.map(encode)));

export const decodeEvents = (text: string): readonly (readonly Event[])[] =>
  (JSON.parse(text) as readonly Encoded[]).map((events) => events.map(decode));
