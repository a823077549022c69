import { expect } from 'chai';
import { testDialects } from '@libro-firma/engine/testing';
import { DemoServer } from '../support/demo-server.js';
import { postgresSchema } from '../../server/test/support/server.js';
import {
  operationsOf,
  sampleOf,
  strangeBodies,
  strangeIds,
  strangeQueries,
  type Operation,
} from './support/garbage.js';
import { isProblem, isRefused } from './support/refused.js';
import { signIn, visitor, type Ask, type Reply, type Visitor } from './support/visitor.js';

const PASSWORD = 'libro-firma-demo';
/** They would end what the others are asked with. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'server.session.begin',
  'server.session.end',
  'server.session.password',
]);
/** Between them they may do everything. */
const PEOPLE = ['amministratore', 'analista', 'protocollo', 'richiedente', 'dirigente1'] as const;
const AT_ONCE = 8;

interface Asked {
  readonly by: Visitor;
  readonly method: string;
  readonly path: string;
  readonly ask: Ask;
}

const dialects = testDialects();
/** What the server looks at before any database is asked on one of them only; of the many bodies, each takes its share. */
const [first] = dialects;

for (const [place, dialect] of dialects.entries())
  describe(`a request that no screen sends, on ${dialect}`, function () {
    this.timeout(300_000);
    let server: DemoServer;
    let drop: () => Promise<void> = () => Promise.resolve();
    let people: readonly Visitor[];
    let operations: readonly Operation[];

    before(async () => {
      const settings: Record<string, string> = {};
      if (dialect === 'postgres') {
        const url = process.env['LF_TEST_POSTGRES'] ?? '';
        const schema = await postgresSchema(url);
        drop = schema.drop;
        Object.assign(settings, { LF_DATABASE_URL: url, LF_DATABASE_SCHEMA: schema.database.schema });
      }
      server = await DemoServer.open('2026-03-03T08:00:00Z', settings);
      people = await Promise.all(PEOPLE.map((name) => signIn(server.url, name, PASSWORD)));
      const openapi = await visitor(server.url).want('GET', 'openapi.json');
      operations = operationsOf(openapi).filter(({ name }) => !LEFT_OUT.has(name));
    });
    after(async () => {
      await server?.close();
      await drop();
    });

    /** What is wrong with an answer to something wrong: it may be taken after all, but it is never a bug. */
    const look = async ({ by, method, path, ask }: Asked): Promise<string | undefined> => {
      const reply = await by.ask(method, path, ask);
      const told = `${method} ${path.slice(0, 200)} ${JSON.stringify(ask).slice(0, 200)} gave ${reply.status}: ${reply.text.slice(0, 300)}`;
      if (reply.status < 400) return undefined;
      if (reply.status >= 500) return told;
      try {
        isProblem(reply);
        return undefined;
      } catch (error) {
        return `${told}\n${(error as Error).message}`;
      }
    };

    const lookAtAll = async (asked: readonly Asked[]): Promise<readonly string[]> => {
      const found: string[] = [];
      for (let from = 0; from < asked.length; from += AT_ONCE)
        found.push(...(await Promise.all(asked.slice(from, from + AT_ONCE).map(look))).flatMap((one) => one ?? []));
      return found;
    };

    const pathOf = ({ path, params }: Operation, id = 'nessuno'): string =>
      params.reduce((filled, name) => filled.replace(`{${name}}`, encodeURIComponent(id)), path);
    const plainAsk = ({ body }: Operation): Ask => (body === undefined ? {} : { body: sampleOf(body) });

    /** Somebody whom the operation does not refuse by their role: others would not reach what is looked at here. */
    const entitled = async (operation: Operation): Promise<Visitor> => {
      for (const by of people) {
        const { status } = await by.ask(operation.method, pathOf(operation), plainAsk(operation));
        if (status !== 403) return by;
      }
      // What it is about decides, and it is about nothing here.
      return people[0] as Visitor;
    };

    const all = async (
      questions: (operation: Operation) => readonly { readonly path: string; readonly ask: Ask }[],
    ): Promise<readonly Asked[]> => {
      const asked: Asked[] = [];
      for (const operation of operations) {
        const found = questions(operation);
        if (found.length === 0) continue;
        const by = await entitled(operation);
        asked.push(...found.map((question) => ({ by, method: operation.method, ...question })));
      }
      return asked;
    };

    it('about ids of nothing', async () => {
      const asked = await all((operation) =>
        operation.params.length === 0
          ? []
          : strangeIds.map((id) => ({ path: pathOf(operation, id), ask: plainAsk(operation) })),
      );
      expect(asked.length).to.be.greaterThan(200);
      expect((await lookAtAll(asked)).join('\n')).to.equal('');
    });

    it('with cursors and filters that no list has given', async () => {
      const asked = await all((operation) =>
        operation.query.flatMap((parameter) =>
          strangeQueries(parameter).map((value) => ({
            path: `${pathOf(operation)}?${new URLSearchParams({ [parameter.name]: value }).toString()}`,
            ask: plainAsk(operation),
          })),
        ),
      );
      expect(asked.length).to.be.greaterThan(200);
      expect((await lookAtAll(asked)).join('\n')).to.equal('');
    });

    it('with bodies in which any place is spoiled', async () => {
      const asked = await all((operation) =>
        operation.body === undefined
          ? []
          : strangeBodies(operation.body).map((body) => ({ path: pathOf(operation), ask: { body } })),
      );
      expect(asked.length).to.be.greaterThan(200);
      const share = asked.filter((_, index) => index % dialects.length === place);
      expect((await lookAtAll(share)).join('\n')).to.equal('');
    });

    const refusedOf = async (operation: Operation, ask: Ask, path = pathOf(operation)): Promise<readonly Reply[]> =>
      (await Promise.all(people.map((by) => by.ask(operation.method, path, ask)))).filter(
        ({ status }) => status !== 403 && status !== 404,
      );

    if (dialect === first)
      it('with an unknown field or parameter, or with what is no JSON, is refused everywhere', async () => {
        const type = 'application/json';
        let looked = 0;
        for (const operation of operations) {
          const unknown = `${pathOf(operation)}?nessuno=1`;
          for (const reply of await refusedOf(operation, plainAsk(operation), unknown)) {
            isRefused(reply, 400, 'server.schema', /parametri|indirizzo/);
            looked += 1;
          }
          if (operation.body === undefined) continue;
          const body = { ...(sampleOf(operation.body) as object), sconosciuto: 1 };
          for (const reply of await refusedOf(operation, { body })) {
            isRefused(reply, 400, 'server.schema', /nei dati inviati|indirizzo/);
            looked += 1;
          }
          for (const bytes of ['{"a": ', '{a: 1}', '[', 'null,', '\ufeff{'])
            for (const reply of await refusedOf(operation, { bytes, type })) {
              expect(['server.json', 'server.schema'], reply.text).to.include(reply.code);
              isProblem(reply);
              looked += 1;
            }
        }
        expect(looked).to.be.greaterThan(300);
      });

    it('with a key that was used for something else is refused; a repetition is answered as the first time', async () => {
      const [, , clerk] = people;
      const open = (title: string, key: string): Promise<Reply> =>
        (clerk as Visitor).ask('POST', 'protocol/case-files', {
          body: { classification: 'VI.5', title },
          headers: { 'idempotency-key': key },
        });
      const first = await open('Ponte di via Oreto', 'chiave-numero-1');
      expect(first.status, first.text).to.be.lessThan(300);
      expect((await open('Ponte di via Oreto', 'chiave-numero-1')).body).to.deep.equal(first.body);
      isRefused(
        await open('Un altro ponte', 'chiave-numero-1'),
        409,
        'server.idempotency-mismatch',
        /già stata usata per una richiesta diversa/,
      );
      isRefused(await open('Ponte', 'no'), 400, 'server.idempotency-key', /da 8 a 128 caratteri/);
    });
  });
