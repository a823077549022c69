import { expect } from 'chai';
import { until } from '../support/until.js';
import { openMunicipality, type Municipality } from './support/municipality.js';
import type { Visitor } from './support/visitor.js';

interface Task {
  readonly id: string;
  readonly elementId: string;
  readonly holders: readonly { readonly id: string }[];
  readonly outcomes: readonly { readonly value: string; readonly rejects?: boolean }[];
  readonly form?: { readonly fields: readonly { key: string; readOnly?: boolean; default?: unknown }[] };
}

interface Trial {
  readonly caseId: string;
  readonly state: string;
  readonly busy: boolean;
  readonly tasks: readonly Task[];
  readonly nextTimer: { readonly elementId: string } | null;
  readonly incidents: readonly unknown[];
  readonly traces: readonly {
    readonly kind: string;
    readonly label: { readonly it: string };
    readonly file?: string;
  }[];
  readonly instances: readonly { readonly processId: string; readonly visited: readonly string[] }[];
}

interface Route {
  readonly id: string;
  readonly rev: number;
  readonly version: number | null;
  readonly scenarios: number;
}

const company = { kind: 'company', name: 'Conca d’Oro Costruzioni S.r.l.', email: 'gare@concadoro.example' };

/** What the analyst writes into forms whose fields have no default; everything else is left to samples. */
const WRITTEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  regolarita_tecnica: { technicalOpinion: 'Favorevole.' },
  verifica_contabile: { commitment: '311/2026' },
  affissione: { boardNumber: '812/2026' },
};

const ROUTES = [
  {
    id: 'nota-in-uscita',
    values: {
      office: 'gare',
      book: 'lf-gare',
      classification: 'VI.5',
      transmissionMode: 'email',
      initialsWanted: true,
      recipients: [company],
    },
    late: { task: 'firma', timer: 'termine_scaduto', then: 'firma_sostituto' },
    end: 'nota_spedita',
  },
  {
    id: 'determinazione-dirigenziale',
    values: { office: 'gare', book: 'lf-gare', classification: 'VI.5', withExpense: false },
    late: { task: 'firma', timer: 'termine_scaduto', then: 'firma_sostituto' },
    end: 'conclusa',
  },
] as const;

describe('a trial of a route of Palermo', function () {
  this.timeout(300_000);
  let town: Municipality;
  let analyst: Visitor;
  let other: Visitor;
  before(async () => {
    town = await openMunicipality();
    [analyst, other] = [await town.as('analista'), await town.as('protocollo')];
  });
  after(() => town?.close());

  const rested = (caseId: string): Promise<Trial> =>
    until('the trial to rest', async () => {
      const trial = await analyst.want<Trial>('GET', `trials/${caseId}`);
      if (trial.incidents.length > 0) throw new Error(JSON.stringify(trial.incidents));
      return trial.busy ? undefined : trial;
    });

  /** Whoever holds the task does what is favourable. */
  const approve = async ({ caseId }: Trial, task: Task): Promise<void> => {
    const fields = task.form?.fields ?? [];
    const shown = fields.filter(
      (field) => field.readOnly !== true && field.default !== undefined && field.default !== null,
    );
    const outcome = task.outcomes.find(({ rejects }) => rejects !== true)?.value;
    await analyst.want('POST', `trials/${caseId}/tasks/${task.id}/complete`, {
      body: {
        as: task.holders[0]?.id,
        ...(outcome === undefined ? {} : { outcome }),
        values: { ...Object.fromEntries(shown.map((field) => [field.key, field.default])), ...WRITTEN[task.elementId] },
      },
    });
  };

  for (const { id, values, late, end } of ROUTES)
    it(`${id} is played to its end, past its term, and is run again before publication`, async () => {
      const before = await analyst.want<{ items: unknown[] }>('GET', 'cases');
      const form = await analyst.want<{ starters: { name: string }[]; form: { fields: unknown[] } }>(
        'POST',
        `routes/${id}/trials/form`,
        { body: { version: 1 } },
      );
      const starters = form.starters.map(({ name }) => name);
      expect(starters).to.have.length.greaterThan(50);
      expect(starters).to.deep.equal([...starters].sort(new Intl.Collator('it').compare));
      expect(form.form.fields).to.have.length.greaterThan(3);

      const begun = await analyst.want<Trial>('POST', `routes/${id}/trials`, { body: { version: 1, values } });
      let trial = await rested(begun.caseId);
      let substituted = false;
      for (let moves = 0; trial.state === 'running' && moves < 40; moves += 1) {
        const open = trial.tasks.map(({ elementId }) => elementId);
        if (!substituted && open.includes(late.task)) {
          expect(trial.nextTimer).to.include({ elementId: late.timer });
          await analyst.want('POST', `trials/${trial.caseId}/time`, { body: { nextTimer: true } });
          substituted = true;
        } else {
          const task = trial.tasks.find(({ elementId }) => elementId === late.then) ?? trial.tasks[0];
          if (task !== undefined) await approve(trial, task);
          else if (trial.nextTimer !== null)
            await analyst.want('POST', `trials/${trial.caseId}/time`, { body: { nextTimer: true } });
          else throw new Error(`Nothing is open: ${JSON.stringify(trial)}`);
        }
        trial = await rested(trial.caseId);
      }
      expect(trial.state).to.equal('completed');
      expect(trial.instances[0]?.visited).to.include(end);
      expect(trial.instances.flatMap(({ visited }) => visited)).to.include(late.then);
      const files = trial.traces.flatMap(({ kind, file }) => (kind === 'document' && file !== undefined ? [file] : []));
      const types = new Set<string | null>();
      for (const file of files) {
        const read = await analyst.ask('GET', file.slice(1));
        expect(read.status, 'whoever plays reads what came of it').to.equal(200);
        types.add(read.headers.get('content-type'));
        expect((await other.ask('GET', file.slice(1))).status, 'nobody else').to.equal(404);
      }
      expect(types).to.include('application/pdf');
      expect(trial.traces.map(({ label }) => label.it)).to.include('Documento firmato per prova');

      const kept = await analyst.want<{ end: { state: string } }>('POST', `trials/${trial.caseId}/keep`, {
        body: { name: 'Firma il sostituto' },
      });
      expect(kept.end.state).to.equal('completed');

      const draft = await analyst.want<{ xml: string; rev: number }>('GET', `routes/${id}/draft`);
      const changed = draft.xml.replace('name="description" value="', 'name="description" value="Provato. ');
      const saved = await analyst.want<Route>('PUT', `routes/${id}/draft`, { body: { xml: changed, rev: draft.rev } });
      const { route } = await analyst.want<{ route: Route }>('POST', `routes/${id}/publish`, {
        body: { rev: saved.rev, reason: 'Descrizione più chiara' },
      });
      expect(route).to.include({ version: 2, scenarios: 1 });

      expect((await analyst.want<{ items: unknown[] }>('GET', 'cases')).items).to.deep.equal(before.items);
      await analyst.want('DELETE', `trials/${trial.caseId}`);
      expect((await analyst.ask('GET', `trials/${trial.caseId}`)).status).to.equal(404);
    });

  it('leaves no number and no mail', async () => {
    const registry = await town.as('protocollo');
    const numbers = await registry.want<{ items: unknown[] }>('GET', 'protocol/registrations?limit=100');
    expect(numbers.items).to.deep.equal([]);
    const mails = await registry.want<{ items: unknown[] }>('GET', 'notification/demo/mails?limit=100');
    expect(mails.items).to.deep.equal([]);
  });
});
