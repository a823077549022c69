import type { Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import type { Register, RegisterOpening, RegisterState, RegistryArea } from '../ports.js';
import { romeTime } from '../rome.js';

interface AreaRow {
  readonly id: string;
  readonly description: string;
  readonly administration_name: string;
  readonly administration_code: string;
  readonly administration_tax_code: string | null;
  readonly area_code: string;
  readonly pec: string | null;
}

export interface RegisterRow {
  readonly id: string;
  readonly area: string;
  readonly code: string;
  readonly description: string;
  readonly kind: Register['kind'];
}

interface OpeningRow {
  readonly register: string;
  readonly year: number;
  readonly first_number: number;
  readonly opened_by: string;
  readonly act: string;
  readonly opened_at: number;
}

const areaOf = (row: AreaRow): RegistryArea => ({
  id: row.id,
  description: row.description,
  administration: {
    name: row.administration_name,
    ipaCode: row.administration_code,
    ...(row.administration_tax_code === null ? {} : { taxCode: row.administration_tax_code }),
  },
  ipaCode: row.area_code,
  ...(row.pec === null ? {} : { pec: row.pec }),
});

const registerOf = ({ id, area, code, description, kind }: RegisterRow): Register => ({
  id,
  area,
  code,
  description,
  kind,
});

const openingOf = (row: OpeningRow): RegisterOpening => ({
  register: row.register,
  year: row.year,
  firstNumber: row.first_number,
  by: row.opened_by,
  act: row.act,
  at: row.opened_at,
});

export const saveArea = async (tx: Tx, area: RegistryArea): Promise<void> => {
  await tx
    .sql('protocol_area')
    .insert({
      tenant: tx.tenant,
      id: area.id,
      description: area.description,
      administration_name: area.administration.name,
      administration_code: area.administration.ipaCode,
      administration_tax_code: area.administration.taxCode ?? null,
      area_code: area.ipaCode,
      pec: area.pec ?? null,
    })
    .onConflict(['tenant', 'id'])
    .merge();
};

export const saveRegister = async (tx: Tx, register: Register): Promise<void> => {
  await tx
    .sql('protocol_register')
    .insert({ tenant: tx.tenant, ...registerOf(register as RegisterRow) })
    .onConflict(['tenant', 'id'])
    .merge();
};

export const areaById = async (tx: Tx, id: string): Promise<RegistryArea | undefined> => {
  const row = (await tx.sql('protocol_area').where({ tenant: tx.tenant, id }).first()) as AreaRow | undefined;
  return row && areaOf(row);
};

export const registerById = async (tx: Tx, id: string): Promise<Register | undefined> => {
  const row = (await tx.sql('protocol_register').where({ tenant: tx.tenant, id }).first()) as RegisterRow | undefined;
  return row && registerOf(row);
};

export const openingOfRegister = async (tx: Tx, register: string): Promise<RegisterOpening | undefined> => {
  const row = (await tx.sql('protocol_opening').where({ tenant: tx.tenant, register }).first()) as
    OpeningRow | undefined;
  return row && openingOf(row);
};

/** Begins the numbering of a register: once, from any number, with the person and the act. */
export const openRegister = async (
  tx: Tx,
  request: { readonly register: string; readonly firstNumber: number; readonly by: string; readonly act: string },
): Promise<RegisterOpening> => {
  const { register, firstNumber, by, act } = request;
  // Holds the register against a second opening at the same moment.
  const found = await tx.sql('protocol_register').where({ tenant: tx.tenant, id: register }).forUpdate().first('id');
  if (found === undefined) throw refuse('register-unknown', { details: { register } });
  const before = await openingOfRegister(tx, register);
  if (before !== undefined) {
    throw refuse('already-open', {
      more: {
        it: `Primo numero ${before.firstNumber} del ${before.year}, atto: ${before.act}.`,
        en: `First number ${before.firstNumber} of ${before.year}, act: ${before.act}.`,
      },
      details: { register, year: before.year, firstNumber: before.firstNumber },
    });
  }
  const opening: RegisterOpening = { register, year: romeTime(tx.now).year, firstNumber, by, act, at: tx.now };
  await tx.sql('protocol_opening').insert({
    tenant: tx.tenant,
    register,
    year: opening.year,
    first_number: firstNumber,
    opened_by: by,
    act,
    opened_at: opening.at,
  });
  await tx.sql('protocol_counter').insert({
    tenant: tx.tenant,
    register,
    year: opening.year,
    first_number: firstNumber,
    last_number: firstNumber - 1,
    last_at: opening.at,
  });
  return opening;
};

interface CounterRow {
  readonly register: string;
  readonly year: number;
  readonly first_number: number;
  readonly last_number: number;
  readonly last_at: number;
}

/** All registers with what became of them, by code. */
export const registerStates = async (tx: Tx): Promise<readonly RegisterState[]> => {
  const of = { tenant: tx.tenant };
  const registers = (await tx.sql('protocol_register').where(of).orderBy('code').orderBy('id')) as RegisterRow[];
  const areas = new Map(((await tx.sql('protocol_area').where(of)) as AreaRow[]).map((row) => [row.id, row]));
  const openings = new Map(
    ((await tx.sql('protocol_opening').where(of)) as OpeningRow[]).map((row) => [row.register, openingOf(row)]),
  );
  const last = new Map<string, NonNullable<RegisterState['last']>>();
  for (const row of (await tx.sql('protocol_counter').where(of).orderBy('year')) as CounterRow[]) {
    if (row.last_number < row.first_number) continue;
    last.set(row.register, { year: row.year, number: row.last_number, at: row.last_at });
  }
  return registers.map((row) => ({
    ...registerOf(row),
    areaDescription: areas.get(row.area)?.description ?? row.area,
    opening: openings.get(row.id),
    last: last.get(row.id),
  }));
};
