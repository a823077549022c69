/** Answers of the organisation's routes, as `src/routes/shapes.ts` says them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Items<T> {
  readonly items: readonly T[];
}

export interface ChartOffice extends Named {
  readonly directors: readonly Named[];
  readonly people: number;
}

export interface Chart {
  readonly sectors: readonly (Named & { readonly offices: readonly ChartOffice[] })[];
}

export interface RoleView {
  readonly role: string;
  readonly label: string;
  readonly office: Named;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly actRef?: string;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly roles: readonly RoleView[];
}

export interface PersonDetail extends PersonView {
  readonly books: readonly Named[];
}

export interface BookView extends Named {
  readonly office: Named;
  readonly clerkCheck: boolean;
  readonly initials: boolean;
  readonly secondSigner: boolean;
  readonly register: string;
}

export type PositionName = 'requester' | 'clerk' | 'initials' | 'signer1' | 'signer2' | 'substitute' | 'accounting';

export interface BookDetail extends BookView {
  readonly positions: {
    readonly [P in PositionName]?: readonly { readonly label: string; readonly people: readonly Named[] }[];
  };
}

export interface OfficeDetail extends Named {
  readonly sector: string;
  readonly people: readonly PersonView[];
  readonly books: readonly BookView[];
}

export type SubstitutionKind = 'substitute' | 'signingDelegation' | 'functionsDelegation';
export type SubstitutionState = 'inForce' | 'planned' | 'ended';

export interface SubstitutionView {
  readonly id: string;
  readonly kind: SubstitutionKind;
  readonly label: string;
  readonly from: Named;
  readonly to: Named;
  readonly scope: {
    readonly roles: readonly Named[];
    readonly offices: readonly Named[];
    readonly books: readonly Named[];
  };
  readonly validFrom: string;
  readonly validTo?: string;
  readonly actRef?: string;
  readonly state: SubstitutionState;
  readonly endedEarly: boolean;
  readonly mayEnd: boolean;
}
