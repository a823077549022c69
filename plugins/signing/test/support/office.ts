import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleVariable, Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import {
  addAccount,
  DEMO_COST,
  hashPassword,
  loadSettings,
  startServer,
  type RunningServer,
} from '@libro-firma/server';
import type { BrowserContext } from 'playwright-core';
import { organisation, people, route, routes, TENANT, type RouteName } from './house.js';
import { letter } from './pdfs.js';

const PASSWORD = 'una porta di legno verde';

/** The real server in demo mode with organisation, documents and signing, for browsers. */
export class Office {
  private constructor(
    readonly server: RunningServer,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Office> {
    const folder = await mkdtemp(join(tmpdir(), 'lf-signing-desk-'));
    const settings = loadSettings({
      environment: { NODE_ENV: 'test' },
      values: {
        tenants: [{ id: TENANT, name: 'Comune di Palermo' }],
        port: 0,
        dataDir: folder,
        modules: ['@libro-firma/plugin-organisation', '@libro-firma/plugin-documents', '@libro-firma/plugin-signing'],
      },
    });
    const server = await startServer({
      settings,
      demo: true,
      passwordCost: DEMO_COST,
      logDestination: { write: () => undefined },
    });
    const office = new Office(server, folder);
    const password = await hashPassword(PASSWORD, DEMO_COST);
    await server.db.write(TENANT, async (tx) => {
      await office.port<Organisation>('organisation', Organisation).import(tx, organisation);
      for (const person of Object.values(people)) {
        await addAccount(tx, { username: person, person, password, mustChange: false, createdBy: 'test' });
      }
    });
    for (const [name, tasks] of Object.entries(routes)) {
      await server.engine.deploy({ tenant: TENANT, xml: route(name, tasks), actor: people.manager, publish: true });
    }
    return office;
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  port<T>(plugin: string, port: symbol): T {
    const found = this.server.engine.plugins.find(({ definition }) => definition.manifest.name === plugin);
    return found!.context.container.get<T>(port);
  }

  get documents(): Documents {
    return this.port('documents', Documents);
  }

  async start(name: RouteName, title: string): Promise<string> {
    const { documents } = this;
    const blob = await documents.store(TENANT, await letter(title));
    const { instanceId } = await this.server.engine.start({
      tenant: TENANT,
      processId: name,
      actor: people.drafter,
      title,
      write: async (tx, { instanceId: caseId }) => {
        await documents.addDocument(tx, {
          caseId,
          role: 'main',
          mode: 'live',
          confidential: false,
          name: `${title}.pdf`,
          mediaType: 'application/pdf',
          pages: 1,
          kind: 'upload',
          createdBy: people.drafter,
          blob,
        });
        return { bundle: bundleVariable((await documents.bundleOf(tx, caseId))!)! };
      },
    });
    return instanceId;
  }

  async taskOf(caseId: string): Promise<string> {
    const [task] = await this.server.db.read(TENANT, (tx) => this.server.engine.openTasks(tx, caseId));
    if (!task) throw new Error(`no open task in ${caseId}`);
    return task.id;
  }

  /** Signs the person in, as the sign-in page does. */
  async signIn(context: BrowserContext, person: string): Promise<void> {
    const answer = await fetch(`${this.server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: person, password: PASSWORD }),
    });
    if (answer.status !== 204) throw new Error(`signing in gave ${answer.status}: ${await answer.text()}`);
    const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]!.split('=');
    await context.addCookies([{ name, value, url: this.server.url }]);
  }
}
