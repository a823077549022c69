import { expect } from 'chai';
import type * as Words from '../../src/app/parts/group-words.js';
import { appModule } from './support/app-module.js';

const vocabulary = {
  roles: [
    { value: 'director', label: { it: 'Dirigente', en: 'Director' } },
    { value: 'analyst', label: { it: 'Analista', en: 'Analyst' } },
  ],
  positions: [{ value: 'signer1', label: { it: 'Primo firmatario', en: 'First signer' } }],
};

/** As the organisation says them. */
const groups = [
  { group: 'role:director@gare', label: 'Dirigente, Ufficio Gare, Appalti' },
  { group: 'role:director@contratti', label: 'Dirigente, Ufficio Contratti' },
  { group: 'role:analyst@*', label: 'Analista, qualsiasi ufficio' },
  { group: 'book:gare:signer1', label: 'Primo firmatario del libro firma Ufficio Gare' },
  { group: 'person:p-1', label: 'Davide Ribaudo' },
  { group: 'role:employee@*', label: 'Tutti i dipendenti' },
];

describe('who may do something, in words', () => {
  it('names each role and position once, with its offices and books', async () => {
    const { groupsText } = await appModule<typeof Words>('parts/group-words');
    expect(groupsText(groups, vocabulary)).to.equal(
      'Dirigente (Ufficio Gare, Appalti; Ufficio Contratti), Analista (qualsiasi ufficio), ' +
        'Primo firmatario (libro firma Ufficio Gare), Davide Ribaudo, Tutti i dipendenti',
    );
    expect(groupsText(groups), 'before the catalogue has come').to.equal(groupsText(groups, vocabulary));
    expect(groupsText([])).to.equal('');
  });

  it('says all but the names in English where the modeler is English', async () => {
    const { groupsText } = await appModule<typeof Words>('parts/group-words', 'en');
    expect(groupsText(groups, vocabulary)).to.equal(
      'Director (Ufficio Gare, Appalti; Ufficio Contratti), Analyst (any office), ' +
        'First signer (signature book Ufficio Gare), Davide Ribaudo, All employees',
    );
  });
});
