import { expect } from 'chai';
import type * as Compare from '../../src/app/compare/compare.js';
import { catalogue } from '../editor/support/catalogue.js';
import { palermo } from '../editor/support/moddle.js';
import { appModule } from './support/app-module.js';

const drawing = (name: string): string => palermo.find((route) => route.name === `${name}.bpmn`)?.xml ?? '';
const note = drawing('nota-in-uscita');
/** The parts that the note calls. */
const numbering = drawing('protocolla-e-invia');
const clerk = drawing('controllo-protocollo');

type Change = readonly [string | RegExp, string];

/** A drawing with something of it otherwise; fails where there is nothing to change. */
const changed = (drawn: string, ...alterations: readonly Change[]): string =>
  alterations.reduce((xml, [from, to]) => {
    const altered = xml.replace(from, to);
    if (altered === xml) throw new Error(`Not in the drawing: ${String(from)}`);
    return altered;
  }, drawn);
const noteWith = (...alterations: readonly Change[]): string => changed(note, ...alterations);

describe('two drawings of a route, compared', () => {
  let compareDrawings: typeof Compare.compareDrawings;
  before(async () => {
    ({ compareDrawings } = await appModule<typeof Compare>('compare/compare'));
  });

  const changes = (after: string, before = note): Promise<readonly Compare.ElementChange[]> =>
    compareDrawings(before, after, catalogue);
  /** The one change, as it is read on the page. */
  const change = async (after: string, before = note): Promise<string> => {
    const [only, ...others] = await changes(after, before);
    expect(others.map(({ elementName }) => elementName)).to.deep.equal([]);
    if (only === undefined) throw new Error('No change was found.');
    const details = only.details.map(({ label, before, after: now }) => `${label}: ${before ?? '–'} > ${now ?? '–'}`);
    return [`${only.kind} ${only.elementType} ${only.elementName}`, ...details].join('\n');
  };

  it('are the same when nothing was changed', async () => {
    for (const { xml } of palermo) expect(await compareDrawings(xml, xml, catalogue)).to.deep.equal([]);
  });

  it('are the same when what they say stands in another order, or is empty', async () => {
    const otherwise = noteWith(
      [/(propagateAllParentVariables="false") (propagateAllChildVariables="false")/g, '$2 $1'],
      [/<lf:input source="([^"]*)" target="([^"]*)"/, '<lf:input target="$2" source="$1"'],
      [/<sequenceFlow id="[^"]*" (?=sourceRef)/, '$&name="" '],
    );
    expect(await changes(otherwise)).to.deep.equal([]);
  });

  it('differ by what a step of a plugin is set to, told in its form’s words', async () => {
    const incoming = changed(numbering, [/key="direction" value="out"/, 'key="direction" value="in"']);
    expect(await change(incoming, numbering)).to.match(/^changed Passo automatico Numero e segnatura\n.+: .+ > .+$/);
    expect(await change(incoming, numbering)).not.to.include('direction');
  });

  it('differ by a setting that is gone', async () => {
    const without = changed(numbering, [/<lf:header key="office" value="=office.id" \/>/, '']);
    expect(await change(without, numbering)).to.match(
      /^changed Passo automatico Numero e segnatura\n[^:]+: =?office\.id > –$/,
    );
  });

  it('differ by who does a task, told as a sentence', async () => {
    expect(await change(noteWith([/(id="sigla"[\s\S]*?):initials/, '$1:signer1']))).to.equal(
      'changed Attività Sigla\nChi lo fa: Chi sigla del libro firma di book.id > Primo firmatario del libro firma di book.id',
    );
  });

  it('differ by a deadline', async () => {
    expect(await change(noteWith([/(id="sigla"[\s\S]*?)P2D/, '$1P3D']))).to.equal(
      'changed Attività Sigla\nScadenza: dopo 2 giorni > dopo 3 giorni',
    );
  });

  it('differ by a condition', async () => {
    expect(await change(noteWith([/=initialsWanted = true/, '=initialsWanted = false']))).to.equal(
      'changed Freccia sì\nQuando: initialsWanted è sì > initialsWanted è no',
    );
  });

  it('differ by a field of a form, and by how a task can end', async () => {
    const required = noteWith([
      /"label": "Urgente: firma entro un giorno", "kind": "boolean"/,
      '"label": "Urgente: firma entro un giorno", "kind": "boolean", "required": true',
    ]);
    expect(await change(required)).to.match(
      /^changed Inizio Richiesta avanzata\nCampo «Urgente: [^»]+»: .*facoltativo > .*obbligatorio$/,
    );
    const outcome = changed(clerk, [/"label": "I dati sono completi"/, '"label": "Va bene"']);
    expect(await change(outcome, clerk)).to.match(/^changed Attività Controllo dei dati di protocollo\n/);
  });

  it('differ by the name of a task, and not by the arrows that lead to it', async () => {
    expect(await change(noteWith([/name="Sigla"/, 'name="Sigla del responsabile"']))).to.equal(
      'changed Attività Sigla del responsabile\nNome: Sigla > Sigla del responsabile',
    );
  });

  it('differ by an element that is there in one of them only, whichever way they are compared', async () => {
    const without = changed(
      numbering,
      [/<serviceTask id="avviso"[\s\S]*?<\/serviceTask>/, ''],
      [/<sequenceFlow id="[^"]*" sourceRef="avviso"[^>]*\/>/, ''],
      [/<sequenceFlow id="[^"]*" sourceRef="[^"]*" targetRef="avviso"[^>]*\/>/, ''],
      [/<flowNodeRef>avviso<\/flowNodeRef>/, ''],
    );
    const removed = await changes(without, numbering);
    expect(removed.filter(({ kind }) => kind === 'removed').map(({ elementId }) => elementId)).to.include('avviso');
    const added = await compareDrawings(without, numbering, catalogue);
    expect(added.filter(({ kind }) => kind === 'added').map(({ elementId }) => elementId)).to.include('avviso');
  });

  it('differ by a place on the canvas only, when nothing else is otherwise', async () => {
    const moved = noteWith([/(bpmnElement="sigla"[^>]*>\s*<dc:Bounds x=")(\d+)/, '$19']);
    expect((await changes(moved)).map(({ kind, elementId }) => `${kind} ${elementId}`)).to.deep.equal(['moved sigla']);
  });

  it('differ by who may start the route', async () => {
    expect(await change(noteWith([/, role:analyst@\*/, '']))).to.match(
      /^changed Iter Nota in uscita\nChi può avviarlo: .+ > .+$/,
    );
  });

  it('are not compared when one of them is no BPMN', async () => {
    const failure = await compareDrawings(note, '<p>ciao</p>', catalogue).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
