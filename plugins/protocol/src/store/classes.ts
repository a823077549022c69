import { randomBytes } from 'node:crypto';
import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import type { CaseFile, ClassEntry } from '../ports.js';
import { romeTime } from '../rome.js';

interface ClassRow {
  readonly code: string;
  readonly title: string;
  readonly position: number;
  readonly active: number;
}

const entryOf = (row: ClassRow): ClassEntry => ({ code: row.code, title: row.title, active: row.active === 1 });

/** Inserts or replaces entries; new ones come after those that are there. */
export const saveClasses = async (tx: Tx, entries: readonly ClassEntry[]): Promise<void> => {
  const known = new Map(
    ((await tx.sql('protocol_class').where({ tenant: tx.tenant })) as ClassRow[]).map((row) => [
      row.code,
      row.position,
    ]),
  );
  let position = Math.max(0, ...known.values());
  for (const { code, title, active } of entries) {
    const row = { tenant: tx.tenant, code, title, position: known.get(code) ?? ++position, active: active ? 1 : 0 };
    await tx.sql('protocol_class').insert(row).onConflict(['tenant', 'code']).merge();
  }
};

export const allClasses = async (tx: Tx): Promise<readonly ClassEntry[]> => {
  const rows = (await tx.sql('protocol_class').where({ tenant: tx.tenant }).orderBy('position')) as ClassRow[];
  return rows.map(entryOf);
};

export const classByCode = async (tx: Tx, code: string): Promise<ClassEntry | undefined> => {
  const row = (await tx.sql('protocol_class').where({ tenant: tx.tenant, code }).first()) as ClassRow | undefined;
  return row && entryOf(row);
};

/** One that may be given today. */
export const activeClass = async (tx: Tx, code: string): Promise<ClassEntry> => {
  const found = await classByCode(tx, code);
  if (found === undefined || !found.active) {
    throw refuse('classification-unknown', {
      more: { it: `Indicata: «${code}».`, en: `Given: "${code}".` },
      details: { classification: code },
    });
  }
  return found;
};

/** `VI.3.1` -> `VI`, `VI.3`, `VI.3.1` */
export const levelsOf = (code: string): readonly string[] => {
  const parts = code.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
};

/** The entry and those above it, topmost first; a level that the scheme lacks is left out. */
export const classPath = async (tx: Tx, code: string): Promise<readonly ClassEntry[]> => {
  const levels = levelsOf(code);
  const rows = (await tx.sql('protocol_class').where({ tenant: tx.tenant }).whereIn('code', levels)) as ClassRow[];
  return levels.flatMap((level) => {
    const row = rows.find((each) => each.code === level);
    return row === undefined ? [] : [entryOf(row)];
  });
};

interface CaseFileRow {
  readonly id: string;
  readonly class: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly opened_by: string;
  readonly opened_at: number;
}

const fileOf = (row: CaseFileRow): CaseFile => ({
  id: row.id,
  code: `${row.class}/${row.year}/${row.number}`,
  title: row.title,
  classification: row.class,
  openedAt: row.opened_at,
  openedBy: row.opened_by,
});

export const caseFilesById = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, CaseFile>> => {
  if (ids.length === 0) return new Map();
  const rows = (await tx.sql('protocol_case_file').where({ tenant: tx.tenant }).whereIn('id', ids)) as CaseFileRow[];
  return new Map(rows.map((row) => [row.id, fileOf(row)]));
};

/** A case file by id or code that belongs to this class. */
export const caseFileIn = async (tx: Tx, classification: string, idOrCode: string): Promise<CaseFile> => {
  const [, year, number] = /\/(\d{4})\/(\d{1,9})$/.exec(idOrCode) ?? [];
  const row = (await tx
    .sql('protocol_case_file')
    .where({ tenant: tx.tenant, class: classification })
    .andWhere((either) => {
      void either.where({ id: idOrCode });
      if (year !== undefined) void either.orWhere({ year: Number(year), number: Number(number) });
    })
    .first()) as CaseFileRow | undefined;
  const file = row && fileOf(row);
  if (file === undefined || (file.id !== idOrCode && file.code !== idOrCode)) {
    throw refuse('case-file-unknown', { details: { caseFile: idOrCode, classification } });
  }
  return file;
};

/** Newest first, at most 200. */
export const caseFiles = async (tx: Tx, classification?: string): Promise<readonly CaseFile[]> => {
  const query = tx.sql('protocol_case_file').where({ tenant: tx.tenant });
  if (classification !== undefined) void query.andWhere({ class: classification });
  const rows = (await query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(200)) as CaseFileRow[];
  return rows.map(fileOf);
};

export const openCaseFile = async (
  tx: Tx,
  request: { readonly classification: string; readonly title: string; readonly by: ActorId },
): Promise<CaseFile> => {
  // Holds the class: two files opened at once get two numbers.
  await tx.sql('protocol_class').where({ tenant: tx.tenant, code: request.classification }).forUpdate().first('code');
  const entry = await activeClass(tx, request.classification);
  const { year } = romeTime(tx.now);
  const within = { tenant: tx.tenant, class: entry.code, year };
  const highest = (await tx.sql('protocol_case_file').where(within).max({ number: 'number' }).first()) as
    { number: number | null } | undefined;
  const row: CaseFileRow = {
    id: `f-${tx.now.toString(36)}${randomBytes(6).toString('hex')}`,
    class: entry.code,
    year,
    number: (highest?.number ?? 0) + 1,
    title: request.title,
    opened_by: request.by,
    opened_at: tx.now,
  };
  await tx.sql('protocol_case_file').insert({ tenant: tx.tenant, ...row });
  return fileOf(row);
};
