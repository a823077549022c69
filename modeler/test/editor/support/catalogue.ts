import { lfDescriptor } from '@libro-firma/engine';
import documents from '@libro-firma/plugin-documents';
import notification from '@libro-firma/plugin-notification';
import protocol from '@libro-firma/plugin-protocol';
import signing from '@libro-firma/plugin-signing';
import { supportedElements } from '../../../../engine/src/model/supported.js';
import { bundleShape } from '../../../../plugins/documents/src/fields/bundle.js';
import { recipientsField } from '../../../../plugins/notification/src/addresses/field.js';
import { fields } from '../../../../plugins/organisation/src/fields/fields.js';
import { lists } from '../../../../plugins/organisation/src/lists.js';
import { roleLabels, roles } from '../../../../plugins/organisation/src/roles.js';
import type { Catalogue } from '../../../src/editor/contract.js';

const builtIn = {
  text: 'Testo',
  longText: 'Testo lungo',
  number: 'Numero',
  integer: 'Numero intero',
  date: 'Data',
  boolean: 'Sì o no',
  choice: 'Una scelta',
  choices: 'Più scelte',
  email: 'E-mail',
};

const positions = {
  requester: 'Chi può fare richieste',
  clerk: 'Addetto al protocollo',
  initials: 'Chi sigla',
  signer1: 'Primo firmatario',
  signer2: 'Secondo firmatario',
  substitute: 'Sostituto del primo firmatario',
  accounting: 'Ragioneria',
};

/** The catalogue as a server with all plugins gives it, without a server. */
export const catalogue: Catalogue = {
  steps: [documents, signing, protocol, notification].flatMap((plugin) => plugin.manifest.steps ?? []),
  elements: supportedElements,
  fieldKinds: [
    ...Object.entries(builtIn).map(([kind, it]) => ({ kind, label: { it } })),
    ...[...fields, recipientsField()].map(({ kind, label, variable }) => ({
      kind,
      label,
      ...(variable === undefined ? {} : { variable }),
    })),
    { kind: 'documents.bundle', label: { it: 'Plico: documento da firmare e allegati' }, variable: bundleShape },
    { kind: 'documents.correction', label: { it: 'Correzione dei documenti' }, variable: bundleShape },
  ],
  lists: [
    ...lists.map(({ name, label }) => ({ name, label })),
    { name: 'protocol.registers', label: { it: 'Registri' } },
    { name: 'protocol.classification', label: { it: 'Titolario' } },
  ],
  ruleKinds: ['role', 'book', 'requester', 'person', 'substitute'],
  roles: roles.map((value) => ({ value, label: { it: roleLabels[value] } })),
  positions: Object.entries(positions).map(([value, it]) => ({ value, label: { it } })),
  lfDescriptor,
};
