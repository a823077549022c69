import { PDFDocument } from 'pdf-lib';
import type { CheckProblem, CheckPurpose, CheckReport, PdfFacts } from '../ports.js';
import { PdfFile } from '../pdf/file.js';
import { readPages } from '../pdf/pages.js';
import { PdfLimitError, PdfSyntaxError } from '../pdf/values.js';
import { claimsOf } from '../pdf/claims.js';
import { inspect, type Inspection } from './inspect.js';
import type { CheckLimits } from './limits.js';
import { problems } from './problems.js';
import { refused } from './report.js';

/**
 * Looks through a PDF: every object of every revision, by our own reader; then the library that will sign it must see the
 * same pages. Runs in a child process ({@link CheckerPool}); it is as careful as one can be, yet the file is hostile.
 * Never throws for what the file contains.
 */
export const checkPdf = async (bytes: Uint8Array, purpose: CheckPurpose, limits: CheckLimits): Promise<CheckReport> => {
  if (bytes.length === 0) return refused([problems.empty()]);
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return refused([problems.notPdf()]);
  let file: PdfFile;
  try {
    file = new PdfFile(bytes, limits);
  } catch (error) {
    return refused([problemOf(error)]);
  }
  if (file.isEncrypted) return refused([problems.encrypted()], { version: file.version, encrypted: true });
  try {
    return await look(file, purpose, limits);
  } catch (error) {
    return refused([problemOf(error)], { version: file.version });
  }
};

const look = async (file: PdfFile, purpose: CheckPurpose, limits: CheckLimits): Promise<CheckReport> => {
  const tree = readPages(file, limits.maxObjects);
  const found = inspect(file, limits);
  const claims = claimsOf(file);
  const facts: PdfFacts = {
    version: claims.version ?? file.version,
    revisions: found.revisions,
    encrypted: false,
    signatures: found.signatures,
    ...(found.docMdp === undefined ? {} : { docMdp: found.docMdp }),
    form: claims.form,
    tagged: claims.tagged,
    ...(claims.pdfa === undefined ? {} : { pdfa: claims.pdfa }),
    text: tree.text,
    embeddedFiles: found.embedded.map(({ name }) => name),
  };
  const list = problemsOf(found, claims.portfolio, tree.pages, purpose, limits);
  if (list.length === 0) list.push(...(await secondOpinion(file.bytes, tree.pages)));
  return { ok: list.length === 0, pages: tree.pages, problems: list, facts };
};

const problemsOf = (
  found: Inspection,
  portfolio: boolean,
  pages: number,
  purpose: CheckPurpose,
  limits: CheckLimits,
): CheckProblem[] => {
  const list: CheckProblem[] = [];
  if (found.active.length > 0) {
    list.push(
      problems.activeContent(
        found.active.map(({ kind }) => kind),
        found.active.map(({ kind, num }) => `oggetto ${num}: ${kind}`).join('; '),
      ),
    );
  }
  const closed = limits.embeddedFiles === 'refuse' || (limits.embeddedFiles === 'attachments' && purpose === 'main');
  for (const file of found.embedded) {
    if (file.program) list.push(problems.embeddedProgram(file.name));
    else if (closed) list.push(problems.embeddedFile(file.name));
  }
  if (portfolio) list.push(problems.portfolio());
  if (purpose === 'main' && pages > limits.maxPages) list.push(problems.tooManyPages(pages, limits.maxPages));
  if (purpose === 'main' && found.docMdp === 1) list.push(problems.certified());
  return list;
};

/** What signs later reads the file from front to back; it must come to the same document. */
const secondOpinion = async (bytes: Uint8Array, pages: number): Promise<CheckProblem[]> => {
  try {
    const document = await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false });
    const seen = document.getPageCount();
    return seen === pages ? [] : [problems.brokenXref(`pagine: ${pages} o ${seen}, secondo il lettore`)];
  } catch (error) {
    return [problems.unreadable(error instanceof Error ? error.message : String(error))];
  }
};

const problemOf = (error: unknown): CheckProblem => {
  if (error instanceof PdfLimitError) return problems.tooExpanded(error.limit);
  if (error instanceof PdfSyntaxError) return problems.brokenXref(error.message);
  return problems.unreadable(error instanceof Error ? error.message : String(error));
};
