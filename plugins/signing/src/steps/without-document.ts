import type { Localized } from '@libro-firma/engine/plugin';
import { withoutDocument } from '@libro-firma/plugin-documents/ports';
import { ENDORSEMENT, INITIALS, SIGNATURE } from './manifests.js';

const DOES: Readonly<Record<string, Localized>> = {
  [INITIALS]: { it: 'sigla un documento', en: 'initials a document' },
  [ENDORSEMENT]: { it: 'mette il visto su un documento', en: 'endorses a document' },
  [SIGNATURE]: { it: 'firma un documento', en: 'signs a document' },
};

/** Nobody can sign what is not there: the task would say so, and the case would not go on. */
export const nothingToSign = withoutDocument({
  code: 'signing.without-document',
  does: ({ step }) => (step === undefined ? undefined : DOES[step.type]),
});
