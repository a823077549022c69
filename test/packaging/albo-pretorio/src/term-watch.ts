import type { Health, PluginContext } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import { writeCertificate } from './certificate.js';
import type { Portal } from './portal.js';
import { due, end, type Publication } from './publications.js';
import { correlationKeyOf } from './publish.js';
import type { AlboSettings } from './settings.js';

const PORTAL_MS = 10_000;
/** A term that ended so long ago should have been acted upon. */
const LATE_MS = 3_600_000;

/** Takes acts down when their term is over. Whatever is cut short is done again, by this node or another. */
export class TermWatch {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: PluginContext<AlboSettings>,
    private readonly documents: Documents,
    private readonly portal: Portal,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#round = this.#round.then(() => this.#look());
    }, this.context.settings.checkSeconds * 1_000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  async health(): Promise<Health> {
    const { db, tenants, clock } = this.context;
    const late = clock.now() - LATE_MS;
    for (const tenant of tenants) {
      if ((await db.read(tenant, due)).some(({ until }) => until < late))
        return { ok: false, message: { it: 'Un atto scaduto non si riesce a togliere dal portale dell’albo.' } };
    }
    return { ok: true };
  }

  async #look(): Promise<void> {
    const { db, tenants, log } = this.context;
    for (const tenant of tenants) {
      for (const publication of await db.read(tenant, due)) {
        try {
          await this.#takeDown(tenant, publication);
        } catch (error) {
          log.warn({ error, publication: publication.id }, 'an act could not be taken down, it is tried again');
        }
      }
    }
  }

  async #takeDown(tenant: string, publication: Publication): Promise<void> {
    await this.portal.withdraw(publication.noticeId, AbortSignal.timeout(PORTAL_MS));
    const { settings, demo, clock } = this.context;
    const parts = { documents: this.documents, administration: settings.administration, demo };
    const { pages, ...blob } = await writeCertificate(parts, tenant, publication, clock.now());
    const { year, number, firstDay, lastDay } = publication;
    await this.context.engine.resumeStep({
      tenant,
      correlationKey: correlationKeyOf(publication.id),
      commandId: `albo.expired.${publication.id}`,
      output: { publication: { label: `${number}/${year}`, firstDay, lastDay } },
      write: async (tx) => {
        await end(tx, publication.id, 'expired');
        await this.documents.addDocument(tx, {
          caseId: publication.caseId,
          role: 'derived',
          kind: 'albo.certificate',
          name: `relata-${number}-${year}.pdf`,
          mediaType: 'application/pdf',
          pages,
          blob,
          createdBy: 'albo',
          mode: 'live',
          confidential: false,
        });
      },
    });
  }
}
