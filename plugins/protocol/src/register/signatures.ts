import type { CaseMode, Localized } from '@libro-firma/engine/plugin';
import type { VerificationReport } from '@libro-firma/plugin-signing/ports';
import { followedBy, sentenceOf } from '../errors.js';
import { SIGNATURE_INVALID, UNSIGNED } from '../steps/register-manifest.js';

export interface Objection {
  readonly code: typeof UNSIGNED | typeof SIGNATURE_INVALID;
  readonly message: Localized;
}

/**
 * Why a document may not be numbered yet, from what verification found; nothing when all its signatures hold. In a trial
 * one person plays all signers, so there it is signatures that are counted.
 */
export const objectionTo = (report: VerificationReport, atLeast: number, mode: CaseMode): Objection | undefined => {
  if (report.unreadable !== undefined) {
    return { code: SIGNATURE_INVALID, message: followedBy(sentenceOf('signature-invalid'), report.unreadable) };
  }
  const { signatures } = report;
  const broken = signatures.find((signature) => !signature.valid);
  if (broken !== undefined) {
    const who = broken.signer?.name ?? broken.field;
    const why = broken.problems.join(', ');
    return {
      code: SIGNATURE_INVALID,
      message: followedBy(sentenceOf('signature-invalid'), {
        it: `Firma di ${who}: ${why}.`,
        en: `Signature of ${who}: ${why}.`,
      }),
    };
  }
  const different = new Set(signatures.map(({ signer, field }) => signer?.fiscalCode ?? signer?.subject ?? field)).size;
  const signers = mode === 'trial' ? signatures.length : different;
  if (signers < atLeast) {
    const counted = {
      it: `Firmatari attesi: almeno ${atLeast}; trovati: ${signers}.`,
      en: `Signers expected: at least ${atLeast}; found: ${signers}.`,
    };
    return { code: UNSIGNED, message: followedBy(sentenceOf('unsigned'), counted) };
  }
  if (!report.valid) {
    return {
      code: SIGNATURE_INVALID,
      message: followedBy(sentenceOf('signature-invalid'), {
        it: 'L’ultima firma non copre tutto il documento.',
        en: 'The last signature does not cover the whole document.',
      }),
    };
  }
  return undefined;
};
