import { expect } from 'chai';
import type * as Words from '../../src/app/trial/step-words.js';
import { appModule } from './support/app-module.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const dirigente = { id: 'p1', name: 'Rosa Ferraro' };

describe('what was done in a trial, as sentences', () => {
  let words: typeof Words;
  before(async () => {
    words = await appModule<typeof Words>('trial/step-words');
  });

  it('names the person that was played, the step and how it ended', () => {
    const step = { kind: 'task', elementId: 'firma', elementName: 'Firma del dirigente', as: dirigente } as const;
    expect(words.playedText(step)).to.equal('Rosa Ferraro completa «Firma del dirigente»');
    expect(words.playedText({ ...step, outcome: 'rejected' })).to.equal(
      'Rosa Ferraro conclude «Firma del dirigente»: respinto',
    );
    expect(words.playedText({ ...step, outcome: 'rinviata' })).to.equal(
      'Rosa Ferraro conclude «Firma del dirigente»: «rinviata»',
    );
  });

  it('says who made the request, and who it is when nobody is named', () => {
    expect(words.playedText({ kind: 'start', as: dirigente })).to.equal('Rosa Ferraro fa la richiesta');
    expect(words.playedText({ kind: 'start' })).to.equal('Parte la richiesta');
    expect(words.playedText({ kind: 'task', elementId: 'sigla' })).to.equal('Chi prova completa «sigla»');
  });

  it('tells time as a date in a trial, and as a span in a scenario, which begins anew each time', () => {
    const start = Date.parse('2026-03-03T08:00:00Z');
    expect(words.playedText({ kind: 'time', to: 2 * DAY }, start)).to.match(/05\/03\/2026.*9:00/);
    expect(words.playedText({ kind: 'time', to: 2 * DAY })).to.equal('Il tempo va a 2 giorni dall’inizio');
  });

  it('rounds spans to their two largest units', () => {
    const spans = [0, MINUTE, HOUR, 90 * MINUTE, DAY + HOUR + MINUTE, 2 * DAY + 5 * MINUTE].map(words.spanText);
    expect(spans).to.deep.equal([
      '1 minuto',
      '1 minuto',
      '1 ora',
      '1 ora e 30 minuti',
      '1 giorno e 1 ora',
      '2 giorni e 5 minuti',
    ]);
  });
});
