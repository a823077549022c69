import { say } from '@libro-firma/desk/kit';
import type { PositionName, RoleView, SubstitutionKind } from './answers.js';

/** In the order of the route. */
export const positionWords: readonly (readonly [PositionName, string])[] = [
  ['requester', say('Chiede', 'Asks')],
  ['clerk', say('Controlla i dati', 'Checks the data')],
  ['initials', say('Sigla', 'Initials')],
  ['signer1', say('Firma', 'Signs')],
  ['signer2', say('Firma per secondo', 'Signs second')],
  ['substitute', say('Sostituisce chi firma', 'Stands in for who signs')],
  ['accounting', say('Ragioneria', 'Accounting')],
];

export const kinds: readonly { readonly value: SubstitutionKind; readonly label: string; readonly help: string }[] = [
  {
    value: 'substitute',
    label: say('Sostituto o vicario', 'Substitute or deputy'),
    help: say(
      'Fa tutto ciò che fa la persona sostituita, o la parte indicata sotto.',
      'Does all that the person does, or the part said below.',
    ),
  },
  {
    value: 'signingDelegation',
    label: say('Delega di firma', 'Delegation of signature'),
    help: say(
      'Firma nei libri firma con il proprio certificato; l’atto resta imputato al delegante.',
      'Signs in the signature books with their own certificate; the act remains that of who delegates.',
    ),
  },
  {
    value: 'functionsDelegation',
    label: say('Delega di funzioni', 'Delegation of functions'),
    help: say(
      'Scritta, motivata e a termine: esercita le funzioni indicate.',
      'Written, with reasons and an end: exercises the functions said.',
    ),
  },
];

/** "Dirigente; Istruttore", each once. */
export const roleNames = (roles: readonly RoleView[]): string =>
  [...new Set(roles.map(({ label }) => label))].join('; ');

/** "Dirigente, Ufficio Gare". */
export const rolesInOffices = (roles: readonly RoleView[]): string =>
  roles.map(({ label, office }) => `${label}, ${office.name}`).join('; ');
