import { expect } from 'chai';
import type * as Saver from '../../src/app/drawing/draft-saver.js';
import { until } from '../../../test/support/until.js';
import { appModule, type WithErrors } from './support/app-module.js';

type Loaded = typeof Saver & WithErrors;

/** The server's draft, and the line to it. */
interface Shelf {
  rev: number;
  xml: string;
  saves: number;
  line: 'whole' | 'cut' | 'answers lost';
  /** A save waits for it. */
  gate: Promise<void>;
}

describe('a draft that is saved while it is drawn', () => {
  let loaded: Loaded;
  let shelf: Shelf;
  let drawn: string;
  let states: Saver.DraftState[];
  let saver: Saver.DraftSaver;

  before(async () => {
    loaded = await appModule<typeof Saver>('drawing/draft-saver');
  });

  const network = (): Error => new loaded.ApiError({ status: 0, code: 'desk.network', detail: 'Nessuna connessione.' });
  const overtaken = (): Error =>
    new loaded.ApiError({
      status: 409,
      code: 'routes.draft-changed',
      detail: 'La bozza è cambiata.',
      details: { by: { id: 'lucia', name: 'Lucia Greco' }, at: 1_000 },
    });

  const save = async (xml: string, rev: number): Promise<{ readonly rev: number }> => {
    await shelf.gate;
    if (shelf.line === 'cut') throw network();
    if (rev !== shelf.rev) throw overtaken();
    shelf.xml = xml;
    shelf.saves += 1;
    shelf.rev += 1;
    if (shelf.line === 'answers lost') throw network();
    return { rev: shelf.rev };
  };

  beforeEach(() => {
    shelf = { rev: 4, xml: 'as it was', saves: 0, line: 'whole', gate: Promise.resolve() };
    drawn = 'as it was';
    states = [];
    saver = loaded.createDraftSaver({
      rev: 4,
      read: () => Promise.resolve(drawn),
      save,
      reread: () => Promise.resolve({ xml: shelf.xml, rev: shelf.rev }),
      onState: (state) => states.push(state),
      restMs: 5,
      retryMs: 5,
    });
  });
  afterEach(() => saver.stop());

  const draw = (xml: string): void => {
    drawn = xml;
    saver.changed();
  };
  const state = (): string | undefined => states.at(-1)?.kind;
  const reaches = (kind: Saver.DraftState['kind']): Promise<unknown> =>
    until(`the state ${kind}`, () => Promise.resolve(state() === kind || undefined));

  it('reaches the server when drawing rests, many changes in one save', async () => {
    for (const xml of ['a', 'ab', 'abc']) draw(xml);
    expect(state()).to.equal('waiting');
    await reaches('saved');
    expect(shelf).to.include({ xml: 'abc', saves: 1, rev: 5 });
  });

  it('is saved once more when something was drawn during a save', async () => {
    let open = (): void => undefined;
    shelf.gate = new Promise((resolve) => {
      open = resolve;
    });
    draw('first');
    await reaches('saving');
    draw('second');
    open();
    expect(await saver.flush()).to.equal(true);
    await reaches('saved');
    expect(shelf).to.include({ xml: 'second', rev: saver.rev() });
  });

  it('is not sent when nothing was drawn', async () => {
    expect(await saver.flush()).to.equal(true);
    expect(shelf.saves).to.equal(0);
  });

  it('never takes the place of what somebody else saved: it says who and when, and stops', async () => {
    shelf.xml = 'Lucia’s';
    shelf.rev = 5;
    draw('mine');
    await reaches('conflict');
    expect(states.at(-1)).to.deep.equal({ kind: 'conflict', by: { id: 'lucia', name: 'Lucia Greco' }, at: 1_000 });
    draw('mine, and more');
    expect(await saver.flush()).to.equal(false);
    expect(shelf).to.include({ xml: 'Lucia’s', saves: 0 });
  });

  it('is told of somebody else’s save before anything of its own is refused', () => {
    saver.overtaken(5, { id: 'lucia', name: 'Lucia Greco' }, 2_000);
    expect(states.at(-1)).to.deep.equal({ kind: 'conflict', by: { id: 'lucia', name: 'Lucia Greco' }, at: 2_000 });
  });

  it('does not take a hint about its own save for somebody else’s', async () => {
    draw('mine');
    await reaches('saved');
    saver.overtaken(5, undefined, undefined);
    expect(state()).to.equal('saved');
  });

  it('is tried again by itself while the connection is gone', async () => {
    shelf.line = 'cut';
    draw('mine');
    await reaches('failed');
    shelf.line = 'whole';
    await reaches('saved');
    expect(shelf).to.include({ xml: 'mine', saves: 1 });
  });

  it('knows its own save again when only the answer got lost', async () => {
    shelf.line = 'answers lost';
    draw('mine');
    await reaches('failed');
    shelf.line = 'whole';
    await reaches('saved');
    expect(shelf.xml).to.equal('mine');
    expect(states.some(({ kind }) => kind === 'conflict')).to.equal(false);
  });

  it('does not take a hint about such a save for somebody else’s', async () => {
    shelf.line = 'answers lost';
    draw('mine');
    await reaches('failed');
    shelf.line = 'whole';
    saver.overtaken(shelf.rev, undefined, undefined);
    await reaches('saved');
    expect(states.some(({ kind }) => kind === 'conflict')).to.equal(false);
  });

  it('takes a save whose answer got lost for overtaken when somebody else saved after it', async () => {
    shelf.line = 'answers lost';
    draw('mine');
    await reaches('failed');
    shelf.xml = 'Lucia’s';
    shelf.rev += 1;
    shelf.line = 'whole';
    await reaches('conflict');
    expect(shelf.xml).to.equal('Lucia’s');
  });

  it('begins anew on the revision that was read again', async () => {
    shelf.xml = 'Lucia’s';
    shelf.rev = 5;
    draw('mine');
    await reaches('conflict');
    saver.restart(5);
    expect(state()).to.equal('saved');
    draw('Lucia’s, and mine');
    await reaches('saved');
    expect(shelf).to.include({ xml: 'Lucia’s, and mine', rev: 6 });
  });
});
