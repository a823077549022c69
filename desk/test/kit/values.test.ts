import { expect } from 'chai';
import type { FormField } from '../../src/kit/contract.js';
import {
  dayLimitsText,
  initialValues,
  serverFieldErrors,
  standingErrors,
  submittedValues,
  validateValues,
  valueText,
} from '../../src/kit/form/values.js';

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

  it('keep the errors of all fields but the one that was changed, until it is again as it was refused', () => {
    const refused = { subject: '', urgent: true, copies: 0, picked: { failed: 1 } };
    const all: readonly FormField[] = [...fields, { key: 'picked', label: 'File', kind: 'files' }];
    const errors = { subject: 'a', why: 'b', copies: 'c', picked: 'd' };
    const standing = (values: Readonly<Record<string, unknown>>) => standingErrors(all, errors, refused, values);
    expect(standing({ ...refused, picked: { failed: 1 } })).to.deep.equal(errors);
    expect(standing({ ...refused, subject: 'N' })).to.deep.equal({ why: 'b', copies: 'c', picked: 'd' });
    expect(standing({ ...refused, why: 'x', picked: {} })).to.deep.equal({ subject: 'a', copies: 'c' });
  });

  it('lose the error of a field that no longer shows', () => {
    expect(standingErrors(fields, { subject: 'a', why: 'b' }, { urgent: true }, { urgent: false })).to.deep.equal({
      subject: 'a',
    });
  });

  it('are days within their limits; a limit that is still FEEL is left to the server', () => {
    const day: FormField = { key: 'on', label: 'Dal', kind: 'date', earliest: '2026-03-03', latest: '2026-03-10' };
    expect(validateValues([day], { on: '2026-03-03' })).to.deep.equal({});
    expect(validateValues([day], { on: '2026-03-02' })).to.deep.equal({
      on: '«Dal» non può essere prima del 03/03/2026.',
    });
    expect(validateValues([day], { on: '2026-03-11' })).to.deep.equal({
      on: '«Dal» non può essere dopo il 10/03/2026.',
    });
    expect(validateValues([{ ...day, earliest: '=today()', latest: '=x' }], { on: '1999-01-01' })).to.deep.equal({});
  });

  it('are days whose limits stand beside the field, or that there are some', () => {
    const day: FormField = { key: 'on', label: 'Dal', kind: 'date' };
    expect(dayLimitsText(day)).to.equal(undefined);
    expect(dayLimitsText({ ...day, earliest: '2026-03-03', latest: '2026-03-10' })).to.equal(
      'Non prima del 03/03/2026. Non dopo il 10/03/2026.',
    );
    expect(dayLimitsText({ ...day, earliest: '=date(other)', latest: '2026-03-10' })).to.equal(
      'Non dopo il 10/03/2026. I giorni ammessi dipendono anche da altri dati: si controllano all’invio.',
    );
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

  it('get the subject of a sentence that has none, as the server’s schemas refuse', () => {
    const tooLong = { where: '/subject', message: 'deve avere al massimo 10 caratteri: ne ha 12' };
    expect(serverFieldErrors(fields, { message: '', where: undefined, details: { fields: [tooLong] } })).to.deep.equal({
      subject: '«Oggetto» deve avere al massimo 10 caratteri: ne ha 12.',
    });
  });

  it('are too long, too, where a field does not say how long they may be', () => {
    const [open] = [{ key: 'name', label: 'Nome', kind: 'text' }];
    expect(validateValues([open], { name: 'a'.repeat(501) })).to.deep.equal({
      name: '«Nome» ha 501 caratteri: al massimo sono 500.',
    });
    expect(validateValues([open], { name: 'a'.repeat(500) })).to.deep.equal({});
  });
});

describe('an amount in a form', () => {
  const amount: FormField = { key: 'amount', label: 'Importo in euro', kind: 'number', min: 0.01, max: 50_000 };
  const wrong = (value: unknown): string | undefined => validateValues([amount], { amount: value })['amount'];

  it('is sent as the number that was meant', () => {
    expect(submittedValues([amount], { amount: 24400 })).to.deep.equal({ amount: 24400 });
    expect(submittedValues([amount], { amount: '24.400,50' })).to.deep.equal({ amount: 24400.5 });
  });

  it('is refused with how to write it, and with its limits as they are written', () => {
    expect(wrong('24.4')).to.equal(
      '«Importo in euro»: «24.4» non è chiaro. La virgola separa i decimali e il punto le migliaia, come in 24.400,50.',
    );
    expect(wrong('ventimila')).to.equal('«Importo in euro» deve essere un numero, come 24.400,50.');
    expect(wrong(0)).to.equal('«Importo in euro» non può essere minore di 0,01.');
    expect(wrong(50_000.01)).to.equal('«Importo in euro» non può essere maggiore di 50.000,00.');
    expect(wrong('24,400')).to.contain('ha più di due decimali');
    expect(wrong('24.400')).to.equal(undefined);
  });

  it('is read as it is written, its cents in two digits; a year has no point', () => {
    expect(valueText(amount, 24400)).to.equal('24.400,00');
    expect(valueText({ key: 'fee', label: 'Canone', kind: 'number', unit: 'euro' }, 24400)).to.equal('24.400,00');
    expect(valueText(amount, 1234.5)).to.equal('1.234,50');
    expect(valueText({ key: 'length', label: 'Metri', kind: 'number' }, 1234.5)).to.equal('1.234,5');
    expect(valueText({ key: 'year', label: 'Anno', kind: 'integer' }, 2026)).to.equal('2026');
    expect(valueText({ key: 'copies', label: 'Abitanti', kind: 'integer' }, 630_828)).to.equal('630.828');
  });
});
