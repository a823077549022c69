import { expect } from 'chai';
import { defineRoute, type AnyRoute, type LibroFirmaError } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { openApiOf } from '../src/http/openapi.js';
import { routeTable } from '../src/http/table.js';

const route = (change: Partial<AnyRoute> = {}): AnyRoute => ({
  ...defineRoute({
    name: 'albo.acts.list',
    method: 'GET',
    path: '/albo/acts',
    summary: { it: 'Gli atti' },
    access: { kind: 'permission', permission: 'albo.read' },
    answer: { kind: 'json', schema: z.object({ items: z.array(z.string()) }) },
    handle: () => Promise.resolve({ items: [] }),
  }),
  ...change,
});

const refusal = (...routes: readonly AnyRoute[]): string => {
  try {
    routeTable([{ owner: 'albo', routes }]);
  } catch (error) {
    expect((error as LibroFirmaError).code).to.equal('server.route-invalid');
    return (error as LibroFirmaError).text.it;
  }
  throw new Error('It was expected to be refused');
};

describe('the table of routes', () => {
  it('takes no route that does not say who may call it', () => {
    const { access: _access, ...without } = route();
    expect(refusal(without as AnyRoute)).to.include('non dice chi può chiamarla');
    expect(refusal(route({ access: { kind: 'everybody' } as never }))).to.include('non dice chi può chiamarla');
  });

  it('takes no open route that does not say why', () => {
    expect(refusal(route({ access: { kind: 'public', why: ' ' } }))).to.include('non dice perché');
  });

  it('takes no access by a parameter that is not in the path', () => {
    expect(refusal(route({ access: { kind: 'case', param: 'caseId' } }))).to.include(':caseId');
  });

  it('takes no name and no path twice, whatever the parameter is called', () => {
    expect(refusal(route(), route({ path: '/albo/other' }))).to.include('il nome è già usato');
    expect(refusal(route({ path: '/albo/:id' }), route({ name: 'albo.b', path: '/albo/:key' }))).to.include(
      'già servito',
    );
  });

  it("keeps a plugin to its own name: paths, names, and pages outside the server's own", () => {
    expect(refusal(route({ name: 'protocol.x' }))).to.include('deve cominciare con «albo.»');
    expect(refusal(route({ path: '/session' }))).to.include('deve cominciare con «/albo/»');
    expect(refusal(route({ page: true, path: '/api/albo' }))).to.include('una pagina si legge con GET');
  });

  it('takes no schema that lets unknown fields in, however deep they are', () => {
    const loose = z.strictObject({ inner: z.array(z.object({ a: z.string() })) });
    expect(refusal(route({ method: 'POST', body: { kind: 'json', schema: loose } }))).to.include('campi sconosciuti');
    expect(refusal(route({ query: z.object({ q: z.string() }) }))).to.include('campi sconosciuti');
  });

  it('asks fixed paths before parameters', () => {
    const table = routeTable([
      {
        owner: 'albo',
        routes: [
          route({ name: 'albo.a', path: '/albo/:id' }),
          route({ name: 'albo.b', path: '/albo/:id/file' }),
          route({ name: 'albo.c', path: '/albo/check' }),
        ],
      },
    ]);
    expect(table.map((entry) => entry.route.name)).to.deep.equal(['albo.c', 'albo.b', 'albo.a']);
  });

  it('is told to programs as OpenAPI 3.1, access and refusals included', () => {
    const body = z.strictObject({ subject: z.string().max(200), days: z.number().int().default(15) });
    const table = routeTable([
      {
        owner: 'albo',
        routes: [
          route({
            name: 'albo.acts.publish',
            method: 'POST',
            path: '/albo/acts/:id',
            params: z.strictObject({ id: z.string() }),
            body: { kind: 'json', schema: body },
          }),
        ],
      },
    ]);
    const document = openApiOf(table, { version: '1.0.0', publicUrl: 'http://localhost' }) as {
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(document.openapi).to.equal('3.1.0');
    const operation = document.paths['/api/v1/albo/acts/{id}']?.['post'];
    expect(operation?.['operationId']).to.equal('albo.acts.publish');
    expect(operation?.['description']).to.equal('Chi ha oggi il permesso albo.read');
    expect(operation?.['security']).to.deep.equal([{ session: [], csrf: [] }]);
    const sent = operation?.['requestBody'] as { content: { 'application/json': { schema: Record<string, unknown> } } };
    expect(sent.content['application/json'].schema).to.deep.include({
      additionalProperties: false,
      required: ['subject'],
    });
    expect(operation?.['responses']).to.have.property('default');
  });
});
