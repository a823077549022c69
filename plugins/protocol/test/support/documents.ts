import { createHash } from 'node:crypto';
import type { Bundle, CaseDocument, Documents } from '@libro-firma/plugin-documents/ports';
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A PDF with one line a page. */
export const pdfWith = async (...lines: readonly string[]): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const line of lines) pdf.addPage([595, 842]).drawText(line, { x: 60, y: 800, size: 12, font });
  return pdf.save();
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Part = Pick<Documents, 'bundleOf' | 'bytes' | 'freeze' | 'recordRead'>;

/** The documents of the cases, in memory; as far as the protocol asks for them. */
export class TestDocuments implements Part {
  readonly #bundles = new Map<string, Bundle>();
  readonly #bytes = new Map<string, Uint8Array>();
  readonly reads: { readonly actor: string; readonly documentId: string }[] = [];

  /** Puts a main document and attachments into a case, or replaces them. */
  put(caseId: string, main: Uint8Array, attachments: readonly Uint8Array[] = []): void {
    this.#bundles.set(caseId, {
      id: `b-${caseId}`,
      caseId,
      mode: 'live',
      confidential: false,
      createdBy: 'p-0001',
      createdAt: 0,
      main: this.#document(caseId, 'main', 1, main),
      attachments: attachments.map((bytes, index) => this.#document(caseId, 'attachment', index + 1, bytes)),
      derived: [],
    });
  }

  #document(caseId: string, role: 'main' | 'attachment', position: number, bytes: Uint8Array): CaseDocument {
    const digest = sha256(bytes);
    this.#bytes.set(digest, bytes);
    const id = `${caseId}-${role}-${position}`;
    return {
      id,
      bundleId: `b-${caseId}`,
      caseId,
      role,
      position,
      lock: undefined,
      frozen: undefined,
      removedAt: undefined,
      head: {
        documentId: id,
        n: 1,
        kind: 'upload',
        name: role === 'main' ? 'nota & "risposta".pdf' : `allegato-${position}.pdf`,
        mediaType: 'application/pdf',
        pages: 1,
        createdBy: 'p-0001',
        createdAt: 0,
        facts: {},
        digest,
        size: bytes.length,
      },
    };
  }

  bundleOf: Part['bundleOf'] = (_tx, caseId) => Promise.resolve(this.#bundles.get(caseId));

  bytes: Part['bytes'] = (_tenant, { digest }) => {
    const found = this.#bytes.get(digest);
    return found === undefined ? Promise.reject(new Error(`no bytes for ${digest}`)) : Promise.resolve(found);
  };

  freeze: Part['freeze'] = (tx, { by, why }) => Promise.resolve({ by, why, at: tx.now });

  recordRead: Part['recordRead'] = (_tx, { actor, documentId }) => {
    this.reads.push({ actor, documentId });
    return Promise.resolve();
  };
}
