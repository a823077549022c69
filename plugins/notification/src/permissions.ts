import type { PermissionDefinition } from '@libro-firma/engine/plugin';

export const USE_ADDRESS_BOOK = 'notification.addressBook.use';
export const EDIT_ADDRESS_BOOK = 'notification.addressBook.edit';
export const READ_OUTBOX = 'notification.outbox.read';

export const permissions: readonly PermissionDefinition[] = [
  { name: USE_ADDRESS_BOOK, label: { it: 'Cercare nella rubrica dei destinatari', en: 'Search the address book' } },
  { name: EDIT_ADDRESS_BOOK, label: { it: 'Modificare la rubrica dei destinatari', en: 'Edit the address book' } },
  { name: READ_OUTBOX, label: { it: 'Vedere tutti gli invii di posta', en: 'See all outgoing mail' } },
];
