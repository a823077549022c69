import type { PositionName, RoleView, SubstitutionKind } from './answers.js';

/** In the order of the route. */
export const positionWords: readonly (readonly [PositionName, string])[] = [
  ['requester', 'Chiede'],
  ['clerk', 'Controlla i dati'],
  ['initials', 'Sigla'],
  ['signer1', 'Firma'],
  ['signer2', 'Firma per secondo'],
  ['substitute', 'Sostituisce chi firma'],
  ['accounting', 'Ragioneria'],
];

export const kinds: readonly { readonly value: SubstitutionKind; readonly label: string; readonly help: string }[] = [
  {
    value: 'substitute',
    label: 'Sostituto o vicario',
    help: 'Fa tutto ciò che fa la persona sostituita, o la parte indicata sotto.',
  },
  {
    value: 'signingDelegation',
    label: 'Delega di firma',
    help: 'Firma nei libri firma con il proprio certificato; l’atto resta imputato al delegante.',
  },
  {
    value: 'functionsDelegation',
    label: 'Delega di funzioni',
    help: 'Scritta, motivata e a termine: esercita le funzioni indicate.',
  },
];

/** "Dirigente; Istruttore", each once. */
export const roleNames = (roles: readonly RoleView[]): string =>
  [...new Set(roles.map(({ label }) => label))].join('; ');

/** "Dirigente, Ufficio Gare". */
export const rolesInOffices = (roles: readonly RoleView[]): string =>
  roles.map(({ label, office }) => `${label}, ${office.name}`).join('; ');
