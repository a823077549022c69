import { createPort, type CaseHint, type Live, type RoomDefinition, type TenantId } from '@libro-firma/engine/plugin';

/** Whoever reads the register is told that something in it is new, and nothing of what. */
export const registerRoom: RoomDefinition = {
  prefix: 'protocol.register',
  access: { kind: 'permission', permission: 'protocol.register.read' },
};

const ROOM = `${registerRoom.prefix}:all` as const;

export interface RegisterHints {
  /** In the transaction that takes a number: nothing is told before the commit, which the case's own hint tells. */
  taken(tenant: TenantId, caseId: string): void;
  /** After the commit of a change to what is registered. */
  changed(tenant: TenantId): void;
  listener(tenant: TenantId, hints: readonly CaseHint[]): void;
}

/** Bound for the plugin itself only. */
export const RegisterHintsKey = createPort<RegisterHints>('protocol.register-hints');

export const createRegisterHints = (live: Live): RegisterHints => {
  const underWay = new Set<string>();
  const changed = (tenant: TenantId): void => live.publish(tenant, { room: ROOM }, { type: 'protocol.registration' });
  return {
    taken: (tenant, caseId) => void underWay.add(`${tenant}/${caseId}`),
    changed,
    listener(tenant, hints) {
      const told = hints.filter(({ caseId }) => underWay.delete(`${tenant}/${caseId}`));
      if (told.length > 0) changed(tenant);
    },
  };
};
