import { LibroFirmaError } from '@libro-firma/engine/plugin';
import type { NewLetter } from '../ports.js';
import type { Settings } from '../settings.js';
import { renderLetter, UnwritableText, type RenderedLetter } from './render.js';

export type Letterhead = Settings['letterhead'];

/** The letter as a PDF, on the letterhead where it names none of its own. */
export const writeLetter = async (given: NewLetter, letterhead: Letterhead): Promise<RenderedLetter> => {
  const administration = given.administration ?? letterhead.administration;
  if (administration === undefined) throw letterheadMissing();
  const letter = {
    administration,
    office: given.office,
    contacts: given.contacts ?? letterhead.contacts,
    recipients: given.recipients ?? [],
    subject: given.subject,
    body: given.body,
    attachments: given.attachments ?? [],
    place: given.place,
    date: longDate(given.date === undefined ? given.at : Date.parse(`${given.date}T12:00:00Z`)),
    signers: given.signers ?? [],
    trial: given.trial ?? false,
  };
  try {
    return await renderLetter(letter, given.at);
  } catch (error) {
    if (error instanceof UnwritableText) throw unwritable(error);
    throw error;
  }
};

const longDate = (at: number): string =>
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  );

const letterheadMissing = (): LibroFirmaError =>
  new LibroFirmaError('invalid', 'documents.letterhead-missing', {
    it: 'Manca l’intestazione della lettera: indica «administration» nel passo del diagramma, oppure «letterhead.administration» nelle impostazioni del plugin documents.',
  });

const unwritable = (cause: UnwritableText): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'documents.letter-characters',
    {
      it: `La lettera contiene caratteri che il suo carattere tipografico non ha: ${cause.letters.slice(0, 20).join(' ')}. Sostituiscili nel testo e riprova.`,
    },
    { cause },
  );
