import type { Directory, EngineApi, Live } from '@libro-firma/engine/plugin';
import type { Registration, WhenVoided } from '@libro-firma/plugin-protocol/ports';
import { writeNotice } from './store.js';

const KIND = 'voiding';

const textOf = (registration: Registration, by: string, { act, reason }: { act: string; reason: string }): string => {
  const { label, register, subject, confidential } = registration;
  const number = `Il n. ${label} (${register.name})`;
  if (confidential) {
    return `${number}, di un atto riservato, è stato annullato da ${by}. Provvedimento e motivo sono nella pratica.`;
  }
  return `${number}, «${subject}», è stato annullato da ${by}. Provvedimento: ${act}. Motivo: ${reason}`;
};

/**
 * Whoever asked for an act and whoever signed it have to know that its number no longer holds (DPR 445/2000, art. 54): the
 * notices are written with the voiding or not at all.
 */
export const createVoidedNotices =
  ({
    engine,
    directory,
    live,
  }: {
    readonly engine: Pick<EngineApi, 'case'>;
    readonly directory: Pick<Directory, 'describe'>;
    readonly live: Live;
  }): WhenVoided =>
  async (tx, { registration, voiding, signers }) => {
    const { id, caseId, confidential } = registration;
    const about = await engine.case(tx, caseId);
    const persons = new Set([...(about === undefined ? [] : [about.startedBy]), ...signers]);
    persons.delete(voiding.by);
    const [by] = await directory.describe(tx, [voiding.by]);
    const text = textOf(registration, by?.name ?? voiding.by, voiding);
    const told = await writeNotice(tx, { key: `voided:${id}`, kind: KIND, caseId, mode: 'live', confidential, text }, [
      ...persons,
    ]);
    return () => {
      for (const actor of told) {
        live.publish(tx.tenant, { actor }, { type: 'notification.notice', data: { kind: KIND } });
      }
    };
  };
