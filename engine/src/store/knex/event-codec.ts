import type { Event } from '../../core/events.js';
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

const byCode = new Map(Object.entries(layouts).map(([type, [code, ...fields]]) => [code as number, { type, fields }]));

type Encoded = readonly (readonly unknown[])[];

const encode = (event: Event): readonly unknown[] => {
  const layout: readonly (number | string)[] = layouts[event.type];
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const line: unknown[] = [layout[0]];
  for (let index = 1; index < layout.length; index++) line.push(fields[layout[index] as string]);
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
  return event as unknown as Event;
};

/** One list for each step that the row records. */
export const encodeEvents = (steps: readonly (readonly Event[])[]): string =>
  JSON.stringify(steps.map((events) => events.map(encode)));

export const decodeEvents = (text: string): readonly (readonly Event[])[] =>
  (JSON.parse(text) as readonly Encoded[]).map((events) => events.map(decode));
