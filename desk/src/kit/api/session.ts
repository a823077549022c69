import { createStore, useStore } from '../feedback/store.js';

/** Somebody whom the signed-in person may act for today. */
export interface ActingFor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'substitute' | 'signingDelegation' | 'functionsDelegation';
}

/** A plugin's desk module, as the server serves it. */
export interface DeskModuleRef {
  readonly name: string;
  /** Address of the ES module. */
  readonly module: string;
  readonly styles?: string | undefined;
}

/** Who is signed in, as screens may know it. */
export interface Session {
  readonly actor: { readonly id: string; readonly name: string; readonly email?: string | undefined };
  /** What the person signs in with. */
  readonly username: string;
  /** "Comune di Palermo". */
  readonly administration: string;
  /** The holiday of the town's patron saint, `07-15`. */
  readonly patronSaint: string | undefined;
  readonly permissions: ReadonlySet<string>;
  readonly actingFor: readonly ActingFor[];
  readonly desk: readonly DeskModuleRef[];
  /** Nothing done here has legal effect. */
  readonly demo: boolean;
}

export const sessionStore = createStore<Session | undefined>(undefined);

/** The signed-in person. Screens are shown to signed-in people only, so there always is one. */
export const useSession = (): Session => {
  const session = useStore(sessionStore);
  if (session === undefined) throw new Error('useSession was called outside a signed-in page');
  return session;
};

/** Whether to show what needs the permission; the server checks again. */
export const usePermission = (permission: string): boolean =>
  useStore(sessionStore)?.permissions.has(permission) ?? false;
