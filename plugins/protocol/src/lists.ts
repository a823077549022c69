import type { ListDefinition } from '@libro-firma/engine/plugin';
import type { Protocol } from './ports.js';

/** Live lists for forms and the modeler. */
export const lists = (protocol: Protocol): readonly ListDefinition[] => [
  {
    name: 'protocol.registers',
    label: { it: 'Registri di protocollo e repertori', en: 'Registers' },
    read: async (tx) =>
      (await protocol.registers(tx)).map(({ id, code, description }) => ({
        value: id,
        label: `${description} (${code})`,
      })),
  },
  {
    name: 'protocol.classification',
    label: { it: 'Titolario di classificazione', en: 'Classification scheme' },
    read: async (tx) =>
      (await protocol.classification(tx))
        .filter(({ active }) => active)
        .map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
  },
];
