import { expect } from 'chai';
import type { FormField } from '../../src/kit/contract.js';
import { initialValues, serverFieldErrors, submittedValues, validateValues } from '../../src/kit/form/values.js';

const fields: readonly FormField[] = [
  { key: 'subject', label: 'Oggetto', kind: 'text', required: true, maxLength: 10 },
  { key: 'urgent', label: 'Urgente', kind: 'boolean' },
  { key: 'why', label: 'Motivo', kind: 'longText', required: true, showWhen: { field: 'urgent', is: true } },
  { key: 'copies', label: 'Copie', kind: 'integer', min: 1, max: 9, default: 1 },
  { key: 'mail', label: 'E-mail', kind: 'email' },
  { key: 'due', label: 'Entro', kind: 'date', default: '=today()' },
];

describe('the values of a form', () => {
  it('begin with what is given, then with defaults; a default that is still FEEL is none', () => {
    expect(initialValues(fields, { subject: 'Nota' })).to.deep.equal({ subject: 'Nota', urgent: false, copies: 1 });
  });

  it('are checked for what is shown only', () => {
    expect(validateValues(fields, { urgent: false })).to.deep.equal({ subject: 'Compila «Oggetto».' });
    expect(Object.keys(validateValues(fields, { subject: 'x', urgent: true }))).to.deep.equal(['why']);
  });

  it('are told what is wrong in words that say what would be right', () => {
    const wrong = validateValues(fields, { subject: 'più di dieci lettere', copies: '2,5', mail: 'mario' });
    expect(wrong).to.deep.equal({
      subject: '«Oggetto» ha 20 caratteri: al massimo sono 10.',
      copies: '«Copie» deve essere un numero intero.',
      mail: '«E-mail» deve essere un indirizzo e-mail, come nome@comune.it.',
    });
  });

  it('are submitted without hidden and empty ones, numbers as numbers', () => {
    const submitted = submittedValues(fields, { subject: ' Nota ', urgent: false, why: 'x', copies: '3', mail: '' });
    expect(submitted).to.deep.equal({ subject: 'Nota', urgent: false, copies: 3 });
  });

  it('get the errors that the server found, by key or by JSON pointer', () => {
    const byKey = { message: 'Controllare i campi.', where: undefined, details: { fields: { subject: 'Già usato.' } } };
    const byPointer = {
      message: 'Errore.',
      where: '/values/copies',
      details: { fields: [{ where: '/values/copies', message: 'Troppe.' }] },
    };
    expect(serverFieldErrors(fields, byKey)).to.deep.equal({ subject: 'Già usato.' });
    expect(serverFieldErrors(fields, byPointer)).to.deep.equal({ copies: 'Troppe.' });
  });
});
