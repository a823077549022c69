import type { Database, TenantId, Tx } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import { copyName, copyNotes } from './courtesy/notes.js';
import type { Workshop } from './courtesy/workshop.js';
import { refuse } from './errors.js';
import { checkImport } from './import-check.js';
import type {
  ClassEntry,
  DerivedFile,
  Protocol,
  ProtocolData,
  RegisterOpening,
  RegisterState,
  Registration,
  RegistrationPage,
  RegistrationQuery,
  WhenVoided,
} from './ports.js';
import { allClasses, saveClasses } from './store/classes.js';
import { openingOfRegister, openRegister, registerStates, saveArea, saveRegister } from './store/registers.js';
import { registrationById, registrationsOfCase, segnaturaOf } from './store/registrations.js';
import { searchRegistrations } from './store/search.js';
import { isTrialId, trialById, trialSegnaturaOf, trialsOfCase } from './store/trials.js';
import type { VoidingNews } from './voiding-news.js';

const PDF = 'application/pdf';

/** The port {@link Protocol} on this plugin's tables. */
export class StoredProtocol implements Protocol {
  readonly #db: Database;
  readonly #documents: Pick<Documents, 'bytes'>;
  readonly #workshop: Workshop;
  readonly #news: Pick<VoidingNews, 'listen'>;

  constructor(parts: {
    readonly db: Database;
    readonly documents: Pick<Documents, 'bytes'>;
    readonly workshop: Workshop;
    readonly news: Pick<VoidingNews, 'listen'>;
  }) {
    this.#db = parts.db;
    this.#documents = parts.documents;
    this.#workshop = parts.workshop;
    this.#news = parts.news;
  }

  registration(tx: Tx, id: string): Promise<Registration | undefined> {
    return isTrialId(id) ? trialById(tx, id) : registrationById(tx, id);
  }

  async registrationsOf(tx: Tx, caseId: string): Promise<readonly Registration[]> {
    return [...(await registrationsOfCase(tx, caseId)), ...(await trialsOfCase(tx, caseId))];
  }

  search(tx: Tx, query: RegistrationQuery): Promise<RegistrationPage> {
    return searchRegistrations(tx, query);
  }

  async segnatura(tx: Tx, registrationId: string): Promise<DerivedFile | undefined> {
    const xml = isTrialId(registrationId)
      ? await trialSegnaturaOf(tx, registrationId)
      : (await segnaturaOf(tx, registrationId))?.xml;
    return xml && { name: 'segnatura.xml', mediaType: 'application/xml', bytes: new Uint8Array(xml) };
  }

  async courtesyCopy(tenant: TenantId, registrationId: string): Promise<DerivedFile> {
    const registration = await this.#db.read(tenant, (tx) => this.registration(tx, registrationId));
    if (registration === undefined) throw refuse('not-found');
    const [main] = registration.documents;
    if (main?.mediaType !== PDF) throw refuse('not-a-pdf');
    const original = await this.#documents.bytes(tenant, main);
    const bytes = await this.#workshop.make({ original, notes: copyNotes(registration) });
    return { name: copyName(registration), mediaType: PDF, bytes };
  }

  whenVoided(told: WhenVoided): void {
    this.#news.listen(told);
  }

  registers(tx: Tx): Promise<readonly RegisterState[]> {
    return registerStates(tx);
  }

  classification(tx: Tx): Promise<readonly ClassEntry[]> {
    return allClasses(tx);
  }

  async import(tx: Tx, data: ProtocolData): Promise<void> {
    checkImport(data);
    for (const area of data.areas ?? []) await saveArea(tx, area);
    for (const { opening, ...register } of data.registers ?? []) {
      await saveRegister(tx, register);
      if (opening === undefined || (await openingOfRegister(tx, register.id)) !== undefined) continue;
      await openRegister(tx, { register: register.id, ...opening });
    }
    await saveClasses(tx, data.classification ?? []);
  }

  open(
    tx: Tx,
    opening: { readonly register: string; readonly firstNumber: number; readonly by: string; readonly act: string },
  ): Promise<RegisterOpening> {
    return openRegister(tx, opening);
  }
}
