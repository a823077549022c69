import { roleLabels, type Person, type Role, type RoleHeld } from '@libro-firma/plugin-organisation';

/** An account of the demo command. Its password is the server's matter. */
export interface DemoAccount {
  readonly username: string;
  /** Actor id. */
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly roleLabel: string;
  /** Id of the office in which the role is held. */
  readonly office: string;
  /** What to try with it, one sentence. */
  readonly does: string;
}

interface Plan {
  readonly username: string;
  readonly role: Role;
  readonly office: string;
  readonly does: string;
}

/** All that the two routes need in the book of the Ufficio Gare, and who keeps the house. */
const plans: readonly Plan[] = [
  {
    username: 'richiedente',
    role: 'drafter',
    office: 'gare',
    does: 'Avvia una nota o una determinazione dell’Ufficio Gare.',
  },
  {
    username: 'protocollo',
    role: 'registry',
    office: 'gare',
    does: 'Controlla i dati, numera e pubblica per l’Ufficio Gare.',
  },
  {
    username: 'responsabile',
    role: 'procedureManager',
    office: 'gare',
    does: 'Appone la sigla come responsabile del procedimento.',
  },
  { username: 'dirigente1', role: 'director', office: 'gare', does: 'Firma per primo gli atti dell’Ufficio Gare.' },
  {
    username: 'dirigente2',
    role: 'director',
    office: 'infrastrutture',
    does: 'Capo Area: firma per secondo gli atti dell’Ufficio Gare.',
  },
  {
    username: 'sostituto',
    role: 'director',
    office: 'strade',
    does: 'Firma al posto di dirigente1 quando il termine è scaduto.',
  },
  {
    username: 'ragioneria',
    role: 'accounting',
    office: 'ragioneria',
    does: 'Verifica la copertura e appone il visto contabile.',
  },
  {
    username: 'amministratore',
    role: 'administrator',
    office: 'sistemi',
    does: 'Apre i registri, sblocca i certificati di firma, segue le pratiche ferme.',
  },
  {
    username: 'analista',
    role: 'analyst',
    office: 'sistemi',
    does: 'Disegna, prova e pubblica gli iter (su /modeler) e segue le pratiche ferme.',
  },
];

/** Somebody with this role and no other, so that an account shows what one role sees; where there is nobody, the first. */
const holderOf = (roles: readonly RoleHeld[], plan: Plan): string => {
  const holders = roles.filter(({ role, office }) => role === plan.role && office === plan.office);
  const held =
    holders.find(({ person }) => roles.filter((other) => other.person === person).length === 1) ?? holders[0];
  if (held === undefined) throw new RangeError(`Nobody is ${plan.role} in ${plan.office}`);
  return held.person;
};

/** The easy username by person id. */
export const demoUsernames = ({ roles }: { readonly roles: readonly RoleHeld[] }): ReadonlyMap<string, string> =>
  new Map(plans.map((plan) => [holderOf(roles, plan), plan.username]));

/** A handful of accounts, one a role, for people of the organisation. */
export const demoAccounts = (organisation: {
  readonly people: readonly Person[];
  readonly roles: readonly RoleHeld[];
}): readonly DemoAccount[] =>
  plans.map((plan) => {
    const id = holderOf(organisation.roles, plan);
    const person = organisation.people.find((one) => one.id === id);
    return {
      username: plan.username,
      person: id,
      name: `${person?.givenName ?? ''} ${person?.familyName ?? ''}`.trim(),
      role: plan.role,
      roleLabel: roleLabels[plan.role],
      office: plan.office,
      does: plan.does,
    };
  });
