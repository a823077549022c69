import { withoutDocument } from '@libro-firma/plugin-documents/ports';
import { REGISTER_STEP } from './steps/register-manifest.js';

/** No number is taken for a case that has no document: the case would stop there. */
export const nothingToRegister = withoutDocument({
  code: 'protocol.without-document',
  does: ({ step }) =>
    step?.type === REGISTER_STEP ? { it: 'registra un documento', en: 'registers a document' } : undefined,
});
