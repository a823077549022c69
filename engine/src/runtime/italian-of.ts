import { LibroFirmaError } from '../plugin/errors.js';

/** What an incident says of something that was thrown: the sentence it brings, or that it brings none. */
export const italianOf = (error: unknown): string =>
  error instanceof LibroFirmaError
    ? error.text.it
    : `Il passo si è fermato per un errore imprevisto: ${error instanceof Error ? error.message : String(error)}`;
