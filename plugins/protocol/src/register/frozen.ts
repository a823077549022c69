import type { Tx } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import type { Registration } from '../ports.js';

/**
 * What a registration bears the digests of does not change after it (DPR 445/2000, art. 53): no signature, no correction,
 * whichever way the case takes. Voided, it stays so: what is right instead is another document.
 */
export const frozenBy = async (
  tx: Tx,
  documents: Pick<Documents, 'freeze'>,
  { id, label, documents: registered }: Registration,
): Promise<void> => {
  const why = { it: `è registrato con il numero ${label}`, en: `is registered under number ${label}` };
  for (const { documentId, digest } of registered) {
    await documents.freeze(tx, { documentId, expectedHead: digest, by: `protocol:${id}`, why });
  }
};
