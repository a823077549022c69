import type { EngineDatabase } from '@libro-firma/engine';

/** What went over to the database and came back, counted at the one place where the engine's own statements run. */
export interface Meter {
  /** Characters of parameters and of rows. */
  readonly traffic: number;
  readonly statements: number;
}

/** The same database, with everything that the commit pipeline asks of it counted. */
export const metered = (database: EngineDatabase): { readonly database: EngineDatabase; readonly meter: Meter } => {
  const meter = { traffic: 0, statements: 0 };
  const { sql } = database;
  const counted =
    (run: typeof sql.run): typeof sql.run =>
    async (tx, statement, parameters) => {
      const rows = await run(tx, statement, parameters);
      meter.statements += 1;
      meter.traffic += JSON.stringify(parameters).length + JSON.stringify(rows).length;
      return rows;
    };
  const last = sql.runLast === undefined ? {} : { runLast: counted(sql.runLast) };
  return { database: { ...database, sql: { ...sql, run: counted(sql.run), ...last } }, meter };
};
