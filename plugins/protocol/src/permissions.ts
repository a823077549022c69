import type { PermissionDefinition } from '@libro-firma/engine/plugin';

export const permissions = [
  {
    name: 'protocol.register.read',
    label: { it: 'Consultare il registro di protocollo', en: 'Read the protocol register' },
  },
  {
    name: 'protocol.classify',
    label: {
      it: 'Classificare, fascicolare e assegnare le registrazioni',
      en: 'Classify, file and assign registrations',
    },
  },
  { name: 'protocol.void', label: { it: 'Annullare una registrazione', en: 'Void a registration' } },
  { name: 'protocol.open', label: { it: 'Aprire un registro', en: 'Open a register' } },
] as const satisfies readonly PermissionDefinition[];
