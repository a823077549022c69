import { startPostgres, type TestPostgres } from './postgres.js';

let postgres: TestPostgres | undefined;

/** One real PostgreSQL for the whole run, from npm; or the one that LF_TEST_POSTGRES names. */
export const mochaGlobalSetup = async (): Promise<void> => {
  if (process.env['LF_TEST_POSTGRES'] !== undefined) return;
  postgres = await startPostgres();
  process.env['LF_TEST_POSTGRES'] = postgres.url;
};

export const mochaGlobalTeardown = async (): Promise<void> => {
  await postgres?.stop();
};
