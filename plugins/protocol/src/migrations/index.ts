import type { Migration } from '@libro-firma/engine/plugin';
import { registers } from './001-registers.js';
import { registrations } from './002-registrations.js';
import { classification } from './003-classification.js';

export const migrations: readonly Migration[] = [registers, registrations, classification];
