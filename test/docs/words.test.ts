import { expect } from 'chai';
import ts from 'typescript';
import { HOLE, parsed, sources, textsIn, walk, written } from '../support/texts.js';

/** Infinitives that told people what to do, before everybody was told alike. */
const ORDER =
  /(?:^|[.;:] |: )(?:dire|scegliere|sceglierne|mettere|dare|controllare|riprovare|indicare|usare|scrivere|togliere|aggiungere|correggere|aggiornare|ricaricare|tornare|chiedere|caricare|completare|spostare|verificare|attendere|modificare|rimuovere|sostituire|inserire|installare|eseguire)(?=[ .,:])/iu;

describe('what people read in Italian', () => {
  const texts = textsIn(sources('desk/src', 'modeler/src', 'plugins/*/src/*', 'server/src', 'engine/src')).map(
    ({ where, it }) => ({ where, it: it.replaceAll(HOLE, '…') }),
  );
  const those = (wrong: (it: string) => boolean): readonly string[] =>
    texts.filter(({ it }) => wrong(it)).map(({ where, it }) => `${where} ${it}`);

  it('is there to be looked at', () => {
    expect(texts.length).to.be.greaterThan(1_000);
  });

  it('has « » around what it names, and ’ for an apostrophe', () => {
    // After a sign of equality it is a piece of a drawing.
    expect(those((it) => /[“”]|(?<!=)"/.test(it) || /\p{L}'\p{L}/u.test(it))).to.deep.equal([]);
  });

  it('tells people what to do as one tells a colleague: “scegli”, not “scegliere”', () => {
    // Questions and what can be done name the thing itself: “Lasciare la pagina?”, “Vedere il registro”.
    expect(those((it) => !it.endsWith('?') && /[.:]/.test(it) && ORDER.test(it))).to.deep.equal([]);
  });

  it('tells so too what to do about each problem of a diagram', () => {
    const told: string[] = [];
    walk(parsed('engine/src/runtime/definitions/remedies.ts'), (node) => {
      const it = ts.isArrayLiteralExpression(node) && node.elements[0] !== undefined && written(node.elements[0]);
      if (it) told.push(it);
    });
    expect(told.length).to.be.greaterThan(30);
    expect(told.filter((it) => ORDER.test(it))).to.deep.equal([]);
  });
});
