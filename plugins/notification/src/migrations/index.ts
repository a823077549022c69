import type { Migration } from '@libro-firma/engine/plugin';
import { addresses } from './001-addresses.js';
import { outbox } from './002-outbox.js';
import { notices } from './003-notices.js';
import { demoMailbox } from './004-demo-mailbox.js';
import { addressOrder } from './005-address-order.js';
import { personNames } from './006-person-names.js';

export const migrations: readonly Migration[] = [addresses, outbox, notices, demoMailbox, addressOrder, personNames];
