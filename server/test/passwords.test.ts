import { expect } from 'chai';
import type { LibroFirmaError } from '@libro-firma/engine/plugin';
import {
  checkPassword,
  decoyHash,
  DEMO_COST,
  generatePassword,
  hashPassword,
  isStale,
  PRODUCTION_COST,
  verifyPassword,
} from '../src/accounts/password.js';

const weakness = (password: string, username = 'anna.rossi'): string | undefined => {
  try {
    checkPassword(password, username);
    return undefined;
  } catch (error) {
    expect((error as LibroFirmaError).code).to.equal('server.password-weak');
    return (error as LibroFirmaError).text.it;
  }
};

describe('a password', () => {
  it('is kept as scrypt with its own salt and its cost, and never the same twice', async () => {
    const first = await hashPassword('quattro parole messe in fila', DEMO_COST);
    const second = await hashPassword('quattro parole messe in fila', DEMO_COST);
    expect(first).to.match(/^scrypt\$512\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(first).not.to.equal(second);
    expect(await verifyPassword('quattro parole messe in fila', first)).to.equal(true);
    expect(await verifyPassword('quattro parole messe in filo', first)).to.equal(false);
  });

  it('is the same however its accents were typed', async () => {
    const composed = await hashPassword('perché no però sì', DEMO_COST);
    expect(await verifyPassword('perché no però sì'.normalize('NFD'), composed)).to.equal(true);
  });

  it('is hashed anew when the cost has changed', async () => {
    const stored = await hashPassword('quattro parole messe in fila', DEMO_COST);
    expect(isStale(stored, DEMO_COST)).to.equal(false);
    expect(isStale(stored, PRODUCTION_COST)).to.equal(true);
  });

  it('opens no decoy', async () => {
    expect(await verifyPassword('', decoyHash(DEMO_COST))).to.equal(false);
  });

  it('has to be long, and not the user name', () => {
    expect(weakness('corta')).to.include('almeno 12 caratteri');
    expect(weakness('anna.rossi-2026')).to.include('nome utente');
    expect(weakness('aaaaaaaaaaaaaaaa')).to.include('stessi caratteri');
    expect(weakness('una frase che ricordo solo io')).to.equal(undefined);
  });

  it('that is given to somebody is long and readable', () => {
    const given = generatePassword();
    expect(given).to.match(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(weakness(given)).to.equal(undefined);
  });
});
