import { StepFailure, failed, type CaseMode, type TenantId } from '@libro-firma/engine/plugin';
import type { Seal } from '@libro-firma/plugin-signing/ports';
import type { SealKey } from '../segnatura/seal.js';

/** A seal found before the transaction, ready to be used inside it. */
export interface SealAtHand extends SealKey {
  readonly demo: boolean;
  /** Until when its certificate holds, UTC milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** How long one signature may take while the transaction that takes the number is open, milliseconds. */
const PATIENCE = 1_000;

/**
 * The seal signs XML that holds the number, so it signs while the number's transaction is open: a key in this process needs
 * a millisecond and no I/O. One that does not answer in time is not at hand; the attempt fails, nothing is numbered, and
 * the other writers go on. See docs/decisions on seals that are kept elsewhere.
 *
 * @returns `undefined` where there is no seal for cases of this mode
 */
export const sealAtHand = async (seal: Seal, tenant: TenantId, mode: CaseMode): Promise<SealAtHand | undefined> => {
  const identity = await seal.identity(tenant, mode);
  if (identity === undefined) return undefined;
  return {
    chain: identity.chain,
    algorithm: identity.algorithm,
    demo: identity.demo,
    validFrom: identity.certificate.validFrom,
    validTo: identity.certificate.validTo,
    sign: (data) => inTime(seal.sign(tenant, mode, data)),
  };
};

const inTime = async (signature: Promise<Uint8Array>): Promise<Uint8Array> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new StepFailure(
          failed(
            'protocol.seal-slow',
            `Il sigillo non ha risposto entro ${PATIENCE} ms: il numero non è stato preso. Serve una chiave di sigillo locale.`,
          ),
        ),
      );
    }, PATIENCE);
  });
  try {
    return await Promise.race([signature, late]);
  } finally {
    clearTimeout(timer);
  }
};
