import { LibroFirmaError } from '../plugin/errors.js';
import type { Said } from '../plugin/said.js';

/** What an incident says of something that was thrown: the sentence it brings, or that it brings none. */
export const saidOf = (error: unknown): Said => {
  if (error instanceof LibroFirmaError) return error.text;
  const why = error instanceof Error ? error.message : String(error);
  return {
    it: `Il passo si è fermato per un errore imprevisto: ${why}`,
    en: `The step stopped because of an unexpected error: ${why}`,
  };
};
