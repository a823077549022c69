import type { PermissionDefinition } from '@libro-firma/engine/plugin';
import documents from '@libro-firma/plugin-documents';
import notification from '@libro-firma/plugin-notification';
import organisation, { permissionsByRole } from '@libro-firma/plugin-organisation';
import protocol from '@libro-firma/plugin-protocol';
import signing from '@libro-firma/plugin-signing';
import { expect } from 'chai';

/** Of the server's own routes. */
const ofServer = ['server.accounts', 'engine.deploy', 'engine.incidents', 'engine.model', 'engine.watch'];
const ofPlugins = [organisation, documents, signing, protocol, notification].flatMap(
  ({ permissions }): readonly PermissionDefinition[] => permissions ?? [],
);

describe('the table of permissions by role', () => {
  const defined = new Set([...ofServer, ...ofPlugins.map(({ name }) => name)]);
  const given = new Set(Object.values(permissionsByRole).flat());

  it('gives only permissions that the server or a plugin defines', () => {
    expect([...given].filter((name) => !defined.has(name))).to.deep.equal([]);
  });

  it('gives every one of them to some role', () => {
    expect([...defined].filter((name) => !given.has(name))).to.deep.equal([]);
  });
});
