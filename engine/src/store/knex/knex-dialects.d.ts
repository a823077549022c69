/** knex's own dialect class, as far as we extend it. */
declare module 'knex/lib/dialects/sqlite3/index.js' {
  interface KnexTransaction {
    begin(connection: unknown): Promise<unknown>;
    query(connection: unknown, sql: string): Promise<unknown>;
  }
  export default class SqliteClient {
    constructor(config: object);
    transaction(...parameters: unknown[]): KnexTransaction;
    destroyRawConnection(connection: unknown): Promise<void>;
    _driver(): unknown;
  }
}

/** The driver brings no types; we need its parsers only. */
declare module 'pg' {
  const pg: { readonly types: { getTypeParser(oid: number, format?: string): unknown } };
  export default pg;
}
