import { type Directory, type Database, type Live, type TenantId, type Tx } from '@libro-firma/engine/plugin';
import type { NoticeRequest, Notices } from '../ports.js';
import { writeNotice } from './store.js';

export interface NoticeParts {
  readonly db: Database;
  readonly live: Live;
  readonly directory: Directory;
}

/** Who is meant today. A trial case tells nobody but who is named. */
const personsOf = async (tx: Tx, request: NoticeRequest, directory: Directory): Promise<readonly string[]> => {
  if ('persons' in request.to) return request.to.persons;
  if (request.mode === 'trial') return [];
  const persons = new Set<string>();
  for (const group of request.to.groups) {
    for (const person of await directory.holdersOf(tx, group, tx.now)) persons.add(person);
  }
  return [...persons];
};

/** Stores first and tells afterwards: somebody who is not looking finds the notice later, a push lost is no notice lost. */
export const createNotices = ({ db, live, directory }: NoticeParts): Notices => ({
  async post(tenant: TenantId, request: NoticeRequest) {
    const told = await db.write(tenant, async (tx) => {
      const persons = await personsOf(tx, request, directory);
      return writeNotice(
        tx,
        {
          key: request.key,
          kind: request.kind,
          caseId: request.caseId,
          mode: request.mode ?? 'live',
          confidential: request.confidential ?? false,
          text: request.text,
        },
        persons,
      );
    });
    for (const person of told) {
      live.publish(tenant, { actor: person }, { type: 'notification.notice', data: { kind: request.kind } });
    }
  },
});
