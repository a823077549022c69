/** knex's own dialect classes, as far as we extend it. */
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

declare module 'knex/lib/dialects/postgres/index.js' {
  export default class PostgresClient {
    constructor(config: object);
    acquireRawConnection(): Promise<unknown>;
  }
}

/** The driver brings no types; we need its parsers only. */
declare module 'pg' {
  const pg: { readonly types: { getTypeParser(oid: number, format?: string): unknown } };
  export default pg;
}
