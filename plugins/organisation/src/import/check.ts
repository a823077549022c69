import { endOfDay, startOfDay } from '../calendar.js';
import { fiscalCodeProblem } from '../fiscal-code.js';
import type { Holder, ImportProblem, OrganisationData, Period, Person, RoleHeld, SignatureBook } from '../ports.js';
import { holderKey } from '../store/books.js';
import { substitutionProblems } from '../substitutions/rules.js';
import type { Known, KnownRole } from './known.js';

type Report = (where: string, code: string, message: string) => void;

/** What ids mean something once the import is taken: those in it and those known before. */
interface Ids {
  readonly sectors: ReadonlySet<string>;
  readonly offices: ReadonlySet<string>;
  readonly books: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

const union = (known: ReadonlySet<string>, given: readonly { readonly id: string }[] = []): ReadonlySet<string> =>
  new Set([...known, ...given.map((entry) => entry.id)]);

/** Everything that keeps well-shaped data from being taken; empty when nothing does. */
export const checkData = (data: OrganisationData, known: Known): readonly ImportProblem[] => {
  const problems: ImportProblem[] = [];
  const report: Report = (where, code, message) => void problems.push({ where, code, message });
  const ids: Ids = {
    sectors: union(known.sectors, data.sectors),
    offices: union(known.offices, data.offices),
    books: union(known.books, data.books),
    people: union(known.people, data.people),
  };
  checkRepeated(data, report);
  checkPeriods(data, report);
  (data.offices ?? []).forEach((office, n) =>
    refer(ids.sectors, office.sector, `/offices/${n}/sector`, 'Il settore', report),
  );
  checkPeople(data.people ?? [], known, report);
  (data.roles ?? []).forEach((held, n) => {
    refer(ids.people, held.person, `/roles/${n}/person`, 'La persona', report);
    refer(ids.offices, held.office, `/roles/${n}/office`, "L'ufficio", report);
  });
  checkOverlaps(data.roles ?? [], known.roles, report);
  checkSubstitutions(data, ids, report);
  (data.books ?? []).forEach((book, n) => checkBook(book, n, ids, report));
  return problems;
};

const refer = (ids: ReadonlySet<string>, id: string, where: string, what: string, report: Report): void => {
  if (ids.has(id)) return;
  report(
    where,
    'organisation.unknown-reference',
    `${what} «${id}» non esiste e non è nei dati importati: correggi l’identificativo o aggiungilo.`,
  );
};

const checkRepeated = (data: OrganisationData, report: Report): void => {
  for (const list of ['sectors', 'offices', 'people', 'substitutions', 'books'] as const) {
    const seen = new Set<string>();
    (data[list] ?? []).forEach((entry, n) => {
      if (seen.has(entry.id)) {
        report(`/${list}/${n}/id`, 'organisation.repeated-id', `«${entry.id}» compare più volte: lasciane una sola.`);
      }
      seen.add(entry.id);
    });
  }
};

const checkPeriods = (data: OrganisationData, report: Report): void => {
  for (const list of ['sectors', 'offices', 'people', 'roles', 'books'] as const) {
    (data[list] as readonly Period[] | undefined)?.forEach(({ validFrom, validTo }, n) => {
      if (validTo === undefined || validTo >= validFrom) return;
      report(
        `/${list}/${n}/validTo`,
        'organisation.period-reversed',
        `La fine (${validTo}) viene prima dell’inizio (${validFrom}): correggi una delle due date.`,
      );
    });
  }
};

const checkPeople = (people: readonly Person[], known: Known, report: Report): void => {
  // Whoever is in the import gives up what they had: two people may exchange usernames.
  const given = new Set(people.map((person) => person.id));
  const others = (owners: ReadonlyMap<string, string>) => new Map([...owners].filter(([, owner]) => !given.has(owner)));
  const fiscalCodes = others(known.fiscalCodes);
  const usernames = others(known.usernames);
  people.forEach((person, n) => {
    const problem = fiscalCodeProblem(person.fiscalCode);
    if (problem !== undefined) report(`/people/${n}/fiscalCode`, problem.code, problem.message);
    unique(fiscalCodes, person.fiscalCode, person.id, `/people/${n}/fiscalCode`, 'Il codice fiscale', report);
    unique(usernames, person.username, person.id, `/people/${n}/username`, 'Il nome utente', report);
  });
};

const unique = (
  owners: Map<string, string>,
  value: string,
  person: string,
  where: string,
  what: string,
  report: Report,
): void => {
  const owner = owners.get(value);
  if (owner !== undefined && owner !== person) {
    report(where, 'organisation.not-unique', `${what} «${value}» è già della persona «${owner}»: ognuno ha il suo.`);
  }
  owners.set(value, person);
};

/** Nobody holds the same role in the same office twice at one time. */
const checkOverlaps = (given: readonly RoleHeld[], known: readonly KnownRole[], report: Report): void => {
  const keyOf = (held: { person: string; role: string; office: string }) =>
    `${held.person} ${held.role} ${held.office}`;
  const replaced = new Set(given.map((held) => `${keyOf(held)} ${startOfDay(held.validFrom)}`));
  const periods = new Map<string, { from: number; to: number; where: string | undefined }[]>();
  const add = (key: string, period: { from: number; to: number; where: string | undefined }) =>
    periods.set(key, [...(periods.get(key) ?? []), period]);
  for (const row of known) {
    if (replaced.has(`${keyOf(row)} ${row.valid_from}`)) continue;
    add(keyOf(row), { from: row.valid_from, to: row.valid_to ?? Infinity, where: undefined });
  }
  given.forEach((held, n) =>
    add(keyOf(held), {
      from: startOfDay(held.validFrom),
      to: held.validTo === undefined ? Infinity : endOfDay(held.validTo),
      where: `/roles/${n}`,
    }),
  );
  for (const list of periods.values()) {
    list.sort((a, b) => a.from - b.from);
    list.forEach((period, index) => {
      const before = list[index - 1];
      if (before === undefined || before.to <= period.from) return;
      report(
        `${period.where ?? before.where ?? '/roles'}/validFrom`,
        'organisation.role-overlap',
        'La persona ha già questo ruolo nell’ufficio in una parte del periodo: chiudi il periodo precedente o sposta l’inizio.',
      );
    });
  }
};

const checkSubstitutions = (data: OrganisationData, ids: Ids, report: Report): void => {
  (data.substitutions ?? []).forEach((substitution, n) => {
    const where = `/substitutions/${n}`;
    refer(ids.people, substitution.from, `${where}/from`, 'La persona', report);
    refer(ids.people, substitution.to, `${where}/to`, 'La persona', report);
    const { offices = [], books = [] } = substitution.scope;
    offices.forEach((office, m) => refer(ids.offices, office, `${where}/scope/offices/${m}`, "L'ufficio", report));
    books.forEach((book, m) => refer(ids.books, book, `${where}/scope/books/${m}`, 'Il libro firma', report));
    for (const problem of substitutionProblems(substitution)) {
      report(`${where}/${problem.property}`, problem.code, problem.message);
    }
  });
};

const checkBook = (book: SignatureBook, n: number, ids: Ids, report: Report): void => {
  refer(ids.offices, book.office, `/books/${n}/office`, "L'ufficio", report);
  for (const [position, holders] of Object.entries(book.positions) as [string, readonly Holder[]][]) {
    holders.forEach((holder, m) => {
      const where = `/books/${n}/positions/${position}/${m}`;
      if ('person' in holder) refer(ids.people, holder.person, `${where}/person`, 'La persona', report);
      else refer(ids.offices, holder.office, `${where}/office`, "L'ufficio", report);
    });
    if (new Set(holders.map(holderKey)).size < holders.length) {
      report(
        `/books/${n}/positions/${position}`,
        'organisation.repeated-holder',
        'Lo stesso titolare compare due volte.',
      );
    }
  }
  const first = new Set(book.positions.signer1?.map(holderKey));
  if (book.positions.signer2?.some((holder) => first.has(holderKey(holder))) === true) {
    report(
      `/books/${n}/positions/signer2`,
      'organisation.same-signer',
      'Il secondo firmatario è lo stesso del primo: indicarne un altro o togliere la seconda firma.',
    );
  }
  if (book.clerkCheck && book.positions.clerk === undefined) {
    report(
      `/books/${n}/positions/clerk`,
      'organisation.clerk-missing',
      'Il libro prevede il controllo del protocollo ma non dice chi lo fa: assegna la posizione «clerk».',
    );
  }
};
