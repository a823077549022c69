import { createPort, type Tx } from '@libro-firma/engine/plugin';
import type { Signing } from '@libro-firma/plugin-signing/ports';
import type { Registration, WhenVoided } from './ports.js';

/** Who wants to know that a registration was voided, and how they are told. */
export interface VoidingNews {
  listen(told: WhenVoided): void;
  /** In the transaction of the voiding, with the registration as it stands now; what it gives runs after the commit. */
  tell(tx: Tx, registration: Registration): Promise<() => void>;
}

/** Bound for the plugin itself only. */
export const VoidingNewsKey = createPort<VoidingNews>('protocol.voiding-news');

export const createVoidingNews = (signing: Pick<Signing, 'signaturesOfCase'>): VoidingNews => {
  const listeners: WhenVoided[] = [];
  return {
    listen: (told) => void listeners.push(told),
    tell: async (tx, registration) => {
      const { voiding, documents, caseId } = registration;
      if (voiding === undefined) return () => undefined;
      const registered = new Set(documents.map(({ documentId }) => documentId));
      const signers = (await signing.signaturesOfCase(tx, caseId))
        .filter(({ documentId }) => registered.has(documentId))
        .flatMap(({ actor, onBehalfOf }) => (onBehalfOf === undefined ? [actor] : [actor, onBehalfOf]));
      const after: (() => void)[] = [];
      for (const told of listeners) {
        after.push(await told(tx, { registration, voiding, signers: [...new Set(signers)] }));
      }
      return () => after.forEach((run) => run());
    },
  };
};
