import type { Expression, Graph, Node } from '../model/index.js';
import type { Json, JsonObject } from '../plugin/json.js';
import { apply, Draft, MissingScope } from './apply.js';
import type { Effect } from './effects.js';
import type { Event } from './events.js';
import type { Env } from './outcome.js';
import type { Instance, Scope, State, Token } from './state.js';
import { ScopeChain } from './variables.js';
import type { View } from './moves.js';

/** Where a token is: its scope's number and its own. */
export interface Place {
  readonly scope: number;
  readonly token: number;
}

/** One step under way: the draft, what has happened in it so far, and the tokens that still have to move. */
export class Run {
  readonly draft: Draft;
  readonly events: Event[] = [];
  readonly effects: Effect[] = [];
  /** Tokens to be entered, in order. */
  readonly queue: Place[] = [];
  moves = 0;

  constructor(
    readonly graph: Graph,
    state: State | undefined,
    readonly env: Env,
  ) {
    this.draft = new Draft(state);
  }

  emit(event: Event): void {
    apply(this.draft, event);
    this.events.push(event);
  }

  get instance(): Instance {
    if (this.draft.instance === undefined) throw new Error('no instance');
    return this.draft.instance;
  }

  /** What time it is in the instance: the clock's, but for a played trial. UTC milliseconds. */
  get now(): number {
    return this.env.now + (this.draft.instance?.clock ?? 0);
  }

  /** An instant of the instance's own time, as the clock will show it then. */
  byTheClock(at: number): number {
    return at - (this.draft.instance?.clock ?? 0);
  }

  /** A number that nothing in the instance has had; it counts once an event carries it. */
  number(): number {
    const n = this.instance.next;
    this.instance.next = n + 1;
    return n;
  }

  scope(n: number): Scope {
    const scope = this.draft.scopes.get(n);
    if (scope === undefined) throw new MissingScope(n);
    return scope;
  }

  token(place: Place): Token {
    const token = this.scope(place.scope).tokens[place.token];
    if (token === undefined) throw new Error(`no token ${place.token} in scope ${place.scope}`);
    return token;
  }

  has(place: Place): boolean {
    return this.draft.scopes.get(place.scope)?.tokens[place.token] !== undefined;
  }

  node(id: string): Node {
    const node = this.graph.nodes.get(id);
    if (node === undefined) throw new Error(`the process has no element "${id}"`);
    return node;
  }

  /** Inner scopes from the outermost (left out) down to this one. */
  path(scope: number): readonly number[] {
    const path: number[] = [];
    for (let n = scope; n !== this.instance.root; n = this.scope(n).parent) path.unshift(n);
    return path;
  }

  /** A new token at an element, to be entered in its turn. */
  put(scope: number, at: string, via?: string): void {
    const token: Token = { n: this.number(), at, ...(via === undefined ? {} : { via }), wait: { for: 'nothing' } };
    this.emit({ type: 'entered', scope, token });
    this.queue.push({ scope, token: token.n });
  }

  change(place: Place, change: Partial<Token>): Token {
    const token = { ...this.token(place), ...change };
    this.emit({ type: 'changed', scope: place.scope, token });
    return token;
  }

  view(place: Place, over?: JsonObject): View {
    return new TokenView(this, place, over);
  }
}

/** What a behaviour sees, computed when it is asked for. */
class TokenView implements View {
  readonly now: number;
  readonly timeZone: string;
  private readonly chain: ScopeChain;

  constructor(
    private readonly run: Run,
    private readonly place: Place,
    over: JsonObject | undefined,
  ) {
    this.now = run.now;
    this.timeZone = run.graph.timeZone;
    this.chain = new ScopeChain(run, place, over);
  }

  evaluate(expression: Expression): Json {
    return expression.evaluate(this.chain, this);
  }

  variables(): JsonObject {
    return this.chain.all();
  }

  joined(): readonly Token[] {
    const here = this.run.token(this.place).at;
    return Object.values(this.run.scope(this.place.scope).tokens).filter(
      (other) => other.at === here && other.n !== this.place.token && other.wait.for === 'join',
    );
  }
}
