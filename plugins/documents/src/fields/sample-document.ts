import { Readable } from 'node:stream';
import type { ActorId, Clock, TenantId } from '@libro-firma/engine/plugin';
import { renderLetter } from '../letter/render.js';
import type { Uploads } from '../uploads.js';

/** Makes a document for a trial in which nobody brings one: an upload of whoever plays. @returns its id */
export type SampleDocument = (request: { readonly tenant: TenantId; readonly actor: ActorId }) => Promise<string>;

const NAME = 'documento-di-prova.pdf';

/** A letter without legal value, which says so on its page. */
export const sampleDocument =
  (uploads: Pick<Uploads, 'receive'>, clock: Clock): SampleDocument =>
  async ({ tenant, actor }) => {
    const now = clock.now();
    const { bytes } = await renderLetter(
      {
        administration: 'Documento di prova',
        office: undefined,
        contacts: undefined,
        recipients: [],
        subject: 'Documento di prova, senza valore legale',
        body: 'Questo documento sta al posto di quello che porterebbe chi fa la richiesta. Serve soltanto a provare l’iter.',
        attachments: [],
        place: undefined,
        date: 'in una prova',
        signers: [{ title: 'Il Dirigente' }],
        trial: true,
      },
      now,
    );
    const upload = await uploads.receive({
      ...{ tenant, owner: actor, name: NAME, now },
      as: 'main',
      announced: bytes.byteLength,
      stream: Readable.from([Buffer.from(bytes)]),
    });
    return upload.id;
  };
