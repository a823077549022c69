import type { Event } from './events.js';
import { type Instance, type Scope, type State, type Token } from './state.js';

/** A state under change: scopes are copied when they are first touched, so the state it came from stays as it was. */
export class Draft {
  instance: Instance | undefined;
  readonly scopes: Map<number, Scope>;
  readonly saved = new Set<number>();
  readonly removed = new Set<number>();

  constructor(state: State | undefined) {
    this.instance = state === undefined ? undefined : { ...state.instance };
    this.scopes = new Map(state?.scopes);
  }

  /** The scope, ready to be changed. */
  own(n: number): Scope {
    const scope = this.scopes.get(n);
    if (scope === undefined) throw new MissingScope(n);
    if (this.saved.has(n)) return scope;
    const copy: Scope = {
      ...scope,
      variables: { ...scope.variables },
      tokens: { ...scope.tokens },
      ...(scope.multi === undefined ? {} : { multi: { ...scope.multi } }),
    };
    this.scopes.set(n, copy);
    this.saved.add(n);
    return copy;
  }
}

/** Thrown inside the step when a scope is needed that was not loaded; the outcome is then `incomplete`. */
export class MissingScope extends Error {
  constructor(readonly missing: number | 'all') {
    super(`scope ${missing} is not loaded`);
  }
}

/** The one place where the state changes. */
export const apply = (draft: Draft, event: Event): void => {
  switch (event.type) {
    case 'instanceStarted':
      draft.instance = { ...event.instance };
      return;
    case 'instanceEnded':
      instanceOf(draft).state = event.state;
      instanceOf(draft).endedAt = event.at;
      return;
    case 'clockMoved':
      instanceOf(draft).clock = event.clock;
      return;
    case 'scopeOpened':
      return openScope(draft, event.scope);
    case 'scopeClosed':
      return closeScope(draft, event.n);
    case 'multiChanged':
      Object.assign(multiOf(draft, event.n), event.change);
      return;
    case 'iterationDone':
      return endIteration(draft, event);
    case 'entered':
    case 'changed':
      return putToken(draft, event.scope, event.token);
    case 'left':
      delete draft.own(event.scope).tokens[event.n];
      return;
    case 'variablesSet':
      Object.assign(draft.own(event.scope).variables, event.values);
      return;
    case 'incidentOpened':
      count(draft, event.n);
      instanceOf(draft).incidents += 1;
      return;
    case 'incidentClosed':
      instanceOf(draft).incidents -= 1;
      return;
    case 'taskAssigned':
    case 'taskCompleted':
      return;
  }
};

/** The state that a journal leads to: one list of events for each step. */
export const fold = (journal: readonly (readonly Event[])[]): State => {
  const draft = new Draft(undefined);
  for (const events of journal) {
    for (const event of events) apply(draft, event);
    instanceOf(draft).rev += 1;
  }
  return { instance: instanceOf(draft), scopes: draft.scopes };
};

const instanceOf = (draft: Draft): Instance => {
  if (draft.instance === undefined) throw new Error('no instance has been started');
  return draft.instance;
};

const multiOf = (draft: Draft, n: number) => {
  const multi = draft.own(n).multi;
  if (multi === undefined) throw new Error(`scope ${n} is no multi-instance body`);
  return multi;
};

const count = (draft: Draft, n: number): void => {
  const instance = instanceOf(draft);
  if (n >= instance.next) instance.next = n + 1;
};

const openScope = (draft: Draft, opened: Omit<Scope, 'tokens' | 'children'>): void => {
  count(draft, opened.n);
  const scope: Scope = {
    n: opened.n,
    parent: opened.parent,
    kind: opened.kind,
    element: opened.element,
    token: opened.token,
    variables: { ...opened.variables },
    tokens: {},
    children: 0,
  };
  if (opened.multi !== undefined) scope.multi = { ...opened.multi };
  draft.scopes.set(opened.n, scope);
  draft.saved.add(opened.n);
  if (opened.parent !== 0) draft.own(opened.parent).children += 1;
};

const closeScope = (draft: Draft, n: number): void => {
  const scope = draft.own(n);
  draft.scopes.delete(n);
  draft.saved.delete(n);
  draft.removed.add(n);
  if (scope.parent !== 0) draft.own(scope.parent).children -= 1;
};

const endIteration = (draft: Draft, event: Extract<Event, { type: 'iterationDone' }>): void => {
  multiOf(draft, event.n).completed += 1;
  const { scope, index = 0, output = null } = event;
  if (scope === undefined) return;
  const iteration = draft.own(scope);
  iteration.variables = {};
  iteration.done = { index, output };
};

const putToken = (draft: Draft, scope: number, token: Token): void => {
  count(draft, token.n);
  if ('n' in token.wait) count(draft, token.wait.n);
  for (const armed of Object.values(token.boundary ?? {})) count(draft, armed.n);
  draft.own(scope).tokens[token.n] = token;
};
