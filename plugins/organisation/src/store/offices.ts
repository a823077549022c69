import type { Tx } from '@libro-firma/engine/plugin';
import type { Office, Sector } from '../ports.js';
import { holdingAt, periodOf, periodRow, type PeriodRow } from './sql.js';

interface SectorRow extends PeriodRow {
  readonly id: string;
  readonly name: string;
}

interface OfficeRow extends SectorRow {
  readonly sector: string;
}

const sectorOf = (row: SectorRow): Sector => ({ id: row.id, name: row.name, ...periodOf(row) });
const officeOf = (row: OfficeRow): Office => ({ ...sectorOf(row), sector: row.sector });

export const sectorRow = (sector: Sector) => ({ id: sector.id, name: sector.name, ...periodRow(sector) });
export const officeRow = (office: Office) => ({ ...sectorRow(office), sector: office.sector });

export const findSector = async (tx: Tx, id: string): Promise<Sector | undefined> => {
  const row: SectorRow | undefined = await tx.sql('organisation_sector').where({ tenant: tx.tenant, id }).first();
  return row && sectorOf(row);
};

export const findOffice = async (tx: Tx, id: string): Promise<Office | undefined> => {
  const row: OfficeRow | undefined = await tx.sql('organisation_office').where({ tenant: tx.tenant, id }).first();
  return row && officeOf(row);
};

export const listSectors = async (tx: Tx, at: number): Promise<readonly Sector[]> => {
  const rows: readonly SectorRow[] = await tx
    .sql('organisation_sector')
    .where('tenant', tx.tenant)
    .modify(holdingAt(at))
    .orderBy(['name', 'id']);
  return rows.map(sectorOf);
};

/** All of them, or those named. */
export const listOffices = async (tx: Tx, at: number, ids?: readonly string[]): Promise<readonly Office[]> => {
  const query = tx.sql('organisation_office').where('tenant', tx.tenant).modify(holdingAt(at)).orderBy(['name', 'id']);
  if (ids !== undefined) void query.whereIn('id', [...ids]);
  const rows: readonly OfficeRow[] = await query;
  return rows.map(officeOf);
};
