import { withoutDocument } from '@libro-firma/plugin-documents/ports';
import type { Audience } from './mail/words.js';
import { DEFAULT_ATTACHED } from './steps/mail-attachments.js';
import { MAIL_STEP } from './steps/mail-manifest.js';

/** A mail that carries the act or its attachments cannot leave a case that has none: the case would stop there. */
export const nothingToAttach = withoutDocument({
  code: 'notification.without-document',
  does: ({ step }) => {
    if (step?.type !== MAIL_STEP || step.computed.includes('attach')) return undefined;
    const attached = step.config['attach'] ?? DEFAULT_ATTACHED[step.config['to'] as Audience];
    const carries =
      Array.isArray(attached) && attached.some((one) => one === 'signedDocument' || one === 'attachments');
    return carries ? { it: 'allega i documenti della pratica', en: 'attaches the documents of the case' } : undefined;
  },
});
