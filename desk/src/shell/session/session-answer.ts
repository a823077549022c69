interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** `GET /session` when nobody is signed in. */
export interface NobodyAnswer {
  readonly actor: null;
}

/** `GET /session`, as far as the apps read it. */
export interface SessionAnswer {
  readonly actor: PersonRef & { readonly email?: string };
  readonly username: string;
  readonly administration?: string;
  readonly patronSaint?: string;
  readonly permissions: readonly string[];
  readonly actingFor?: readonly (PersonRef & {
    readonly kind: 'substitute' | 'signingDelegation' | 'functionsDelegation';
  })[];
  readonly csrf: string;
  readonly desk: readonly { readonly name: string; readonly module: string; readonly styles?: string }[];
  /** Server time, UTC milliseconds. */
  readonly now: number;
  readonly demo: boolean;
  /** The password was given by somebody else: nothing but choosing another one is possible. */
  readonly mustChangePassword?: boolean;
}
