import type { Directory } from '../plugin/directory.js';

const PERSON = /^person:(.+)$/;

/** For an engine without an organisation: everybody is a group of their own, `person:<id>`, and holds no permission. */
export const personalDirectory: Directory = {
  groupsOf: (_tx, actor) => Promise.resolve([{ group: `person:${actor}`, kind: 'own' }]),
  holdersOf: (_tx, group) => Promise.resolve(PERSON.exec(group)?.slice(1) ?? []),
  permissionsOf: () => Promise.resolve(new Set()),
  describe: (_tx, actors) => Promise.resolve(actors.map((id) => ({ id, name: id, email: undefined }))),
  labelOf: (_tx, groups) => Promise.resolve(new Map(groups.map((group) => [group, group]))),
  problemWith: () => Promise.resolve(undefined),
};
