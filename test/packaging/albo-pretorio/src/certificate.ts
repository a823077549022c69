import { LibroFirmaError, type TenantId } from '@libro-firma/engine/plugin';
import type { Documents, WrittenLetter } from '@libro-firma/plugin-documents/ports';
import type { Publication } from './publications.js';

export interface CertificateParts {
  readonly documents: Documents;
  readonly administration: string;
  readonly demo: boolean;
}

const italian = (day: string): string => day.split('-').reverse().join('/');

/** The certificate of publication (*relata*): a PDF in the store of the documents, for the act's case. */
export const writeCertificate = async (
  { documents, administration, demo }: CertificateParts,
  tenant: TenantId,
  publication: Publication,
  at: number,
): Promise<WrittenLetter> => {
  const { year, number, title, firstDay, lastDay } = publication;
  const write = (act: string): Promise<WrittenLetter> =>
    documents.writeLetter(tenant, {
      administration,
      office: 'Albo pretorio',
      subject: `Relata di pubblicazione n. ${number}/${year}`,
      body: `Si attesta che ${act} è stato pubblicato all’albo pretorio al numero ${number}/${year} dal ${italian(firstDay)} al ${italian(lastDay)}.`,
      at,
      trial: demo,
    });
  try {
    return await write(`l’atto «${title}»`);
  } catch (error) {
    // A title may hold letters that no font of ours has: the number says as well which act it was.
    if (error instanceof LibroFirmaError && error.code === 'documents.letter-characters') return write('l’atto');
    throw error;
  }
};
