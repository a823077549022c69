import type { Access, RoomDefinition } from '@libro-firma/engine/plugin';

/** A room that may be asked for, and what decides. */
export interface Room {
  /** `case:01h...`, as the client says it. */
  readonly name: string;
  readonly access: Access;
  readonly key: string;
}

const CASE: RoomDefinition = { prefix: 'case', access: { kind: 'case', param: 'key' } };

const ROOM_NAME = /^[a-z][a-z0-9.-]{0,63}:[A-Za-z0-9._@~-]{1,160}$/;

/** Rooms by name; a room that nobody defined does not exist. An actor's own room is not asked for: it is joined by itself. */
export const roomFinder = (plugins: readonly RoomDefinition[]): ((name: unknown) => Room | undefined) => {
  const byPrefix = new Map([CASE, ...plugins].map((definition) => [definition.prefix, definition]));
  return (name) => {
    if (typeof name !== 'string' || !ROOM_NAME.test(name)) return undefined;
    const colon = name.indexOf(':');
    const definition = byPrefix.get(name.slice(0, colon));
    return definition && { name, access: definition.access, key: name.slice(colon + 1) };
  };
};

/** The same room of two administrations is two rooms. */
export const tenantRoom = (tenant: string, room: string): string => `${tenant}/${room}`;
