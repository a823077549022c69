/**
 * The server: REST, live updates, accounts and sessions around an engine with its plugins.
 * @packageDocumentation
 */
export { startServer, type PreparedServer, type RunningServer, type StartOptions } from './compose/start-server.js';
export { DEMO_DEFAULTS, startDemo, type Demo } from './demo/start-demo.js';
export { DEMO_PASSWORD } from './demo/seed.js';
export { openProduct, type Product, type ProductOptions } from './compose/product.js';
export { loadSettings, type LoadOptions, type Settings } from './settings/load.js';
export { STANDARD_MODULES, type SettingsInput, type Tenant } from './settings/schema.js';
export { accountByUsername, addAccount, listAccounts, type Account, type NewAccount } from './accounts/accounts.js';
export { DEMO_COST, hashPassword, PRODUCTION_COST, type ScryptCost } from './accounts/password.js';
export { openApiOf } from './http/openapi.js';
export { clientSource } from './http/client-source.js';
export type { TableEntry } from './http/table.js';
export type { Problem } from './http/problem.js';
export type { LiveServer } from './live/live-server.js';
