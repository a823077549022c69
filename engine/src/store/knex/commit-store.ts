import type { SqlDialect } from '../dialect.js';
import type { CommitStore } from '../port.js';
import { loaders } from './load.js';
import { writer } from './write.js';

export const commitStore = (sql: SqlDialect): CommitStore => ({ ...loaders(sql), write: writer(sql) });
