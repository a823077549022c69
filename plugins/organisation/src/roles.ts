/** Roles are held in an office for a period, never by a person as such. `employee` is everybody in service. */
export const roles = [
  'drafter',
  'procedureManager',
  'director',
  'accounting',
  'registry',
  'administrator',
  'analyst',
  'employee',
] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Readonly<Record<Role, string>> = {
  drafter: 'Istruttore',
  procedureManager: 'Responsabile del procedimento',
  director: 'Dirigente',
  accounting: 'Ragioneria',
  registry: 'Protocollo e segreteria',
  administrator: 'Amministratore',
  analyst: 'Analista',
  employee: 'Dipendente',
};

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** What somebody does for a signature book. `substitute` stands in for `signer1`. */
export const positions = ['requester', 'clerk', 'initials', 'signer1', 'signer2', 'substitute', 'accounting'] as const;
export type Position = (typeof positions)[number];

export const positionLabels: Readonly<Record<Position, string>> = {
  requester: 'Richiedente',
  clerk: 'Addetto al protocollo',
  initials: 'Incaricato della sigla',
  signer1: 'Primo firmatario',
  signer2: 'Secondo firmatario',
  substitute: 'Sostituto del primo firmatario',
  accounting: 'Ragioneria',
};

export const isPosition = (text: string): text is Position => (positions as readonly string[]).includes(text);
