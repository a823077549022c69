import {
  begunByPeople,
  inOrder,
  mayPrecede,
  type DrawnElement,
  type Form,
  type RouteCheckCall,
} from '@libro-firma/engine/plugin';

type Call = Pick<RouteCheckCall, 'route' | 'published'>;
type Needs = (element: DrawnElement) => boolean;

const LETTER_STEP = /^documents\.letter:/;
/** What these bring to a case is known; a step or a field of another plugin may bring a document. */
const KNOWN = /^(?:documents|notification|organisation|protocol|signing)\./;

/** A correction brings none: it wants one that is there. */
const asks = (form: Form | undefined): boolean =>
  (form?.fields ?? []).some(
    ({ kind, readOnly }) =>
      readOnly !== true && (kind === 'documents.bundle' || (kind.includes('.') && !KNOWN.test(kind))),
  );

/** Whether the main document may come with this element; what is not known may bring it, too. */
const brings = async (
  { step, form, type, trigger, calls }: DrawnElement,
  published: Call['published'],
  seen: ReadonlySet<string>,
): Promise<boolean> => {
  if (asks(form) || type === 'receiveTask' || trigger === 'message') return true;
  if (step !== undefined) return LETTER_STEP.test(step.type) || !KNOWN.test(step.type);
  if (type !== 'callActivity') return false;
  if (calls === undefined) return true;
  if (seen.has(calls)) return false;
  const called = await published(calls);
  if (called === undefined) return true;
  const known = new Set([...seen, calls]);
  for (const inner of called.elements.values()) if (await brings(inner, published, known)) return true;
  return false;
};

/**
 * Whether the case may have its main document when it comes to this element: the start form asks for it, or something on a
 * way to it, or beside it, brings it.
 */
export const mayHaveDocument = async (
  { route, published }: Call,
  elementId: string,
  asked = asks(route.startForm),
): Promise<boolean> => {
  if (asked) return true;
  for (const id of mayPrecede(route, elementId)) {
    const element = route.elements.get(id);
    if (element !== undefined && (await brings(element, published, new Set([route.id])))) return true;
  }
  return false;
};

/** Where a document is needed and none can be there. */
export interface WithoutDocument {
  /** In the route that was asked about; a call activity where the need is in what it calls. */
  readonly element: DrawnElement;
  /** What needs it: the element itself, or one in the called route. */
  readonly need: DrawnElement;
}

const lacking = async (
  { route, published }: Call,
  needs: Needs,
  asked: boolean,
  seen: ReadonlySet<string>,
): Promise<WithoutDocument | undefined> => {
  for (const element of inOrder(route)) {
    const need = needs(element) ? element : await calledNeed(element, published, needs, seen);
    if (need === undefined) continue;
    if (!(await mayHaveDocument({ route, published }, element.id, asked))) return { element, need };
  }
  return undefined;
};

/** What needs a document in a called route before that route brings one itself; nobody fills in its start form. */
const calledNeed = async (
  { calls }: DrawnElement,
  published: Call['published'],
  needs: Needs,
  seen: ReadonlySet<string>,
): Promise<DrawnElement | undefined> => {
  if (calls === undefined || seen.has(calls)) return undefined;
  const called = await published(calls);
  if (called === undefined) return undefined;
  return (await lacking({ route: called, published }, needs, false, new Set([...seen, calls])))?.need;
};

/**
 * The first element of a route at which a document is needed and cannot be there. Only a route that people begin is judged:
 * a part of other routes is judged with whatever calls it, and what a message begins may bring its document with it.
 */
export const firstWithoutDocument = async (call: Call, needs: Needs): Promise<WithoutDocument | undefined> => {
  const { route } = call;
  return begunByPeople(route) ? lacking(call, needs, asks(route.startForm), new Set([route.id])) : undefined;
};
