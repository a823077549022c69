import type { testDialects } from '@libro-firma/engine/testing';
import { postgresSchema, testServer, type TestServer, type TestServerOptions } from './server.js';

export { testDialects } from '@libro-firma/engine/testing';

/** {@link testServer} on one of the databases that can be tried here. */
export const testServerOn = async (
  dialect: ReturnType<typeof testDialects>[number],
  { values, ...options }: TestServerOptions = {},
): Promise<TestServer> => {
  const url = process.env['LF_TEST_POSTGRES'];
  if (dialect === 'sqlite' || url === undefined)
    return testServer({ ...options, ...(values === undefined ? {} : { values }) });
  const schema = await postgresSchema(url);
  const server = await testServer({ ...options, values: { ...values, database: schema.database } });
  return {
    ...server,
    drop: async () => {
      await server.drop();
      await schema.drop();
    },
  };
};
