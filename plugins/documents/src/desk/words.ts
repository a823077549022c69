import { formatBytes, plural, say } from '@libro-firma/desk/kit';

const KINDS: Readonly<Record<string, string>> = {
  upload: say('caricato', 'uploaded'),
  correction: say('corretto', 'corrected'),
  letter: say('composto dal modello', 'made from the template'),
  signaturePage: say('aggiunta la pagina delle firme', 'the page of signatures was added'),
  signed: say('firmato', 'signed'),
  derived: say('prodotto dal sistema', 'made by the system'),
};

/** Why a version was made. Kinds of other plugins are their own matter. */
export const kindText = (kind: string): string => KINDS[kind] ?? say('prodotto dal sistema', 'made by the system');

export const pagesText = (pages: number | undefined): string =>
  pages === undefined ? '' : say(plural(pages, 'pagina', 'pagine'), plural(pages, 'page', 'pages'));

/** `3 pagine, 120 kB`. */
export const sizeText = ({ pages, size }: { readonly pages?: number; readonly size: number }): string =>
  [pagesText(pages), formatBytes(size)].filter((text) => text !== '').join(', ');
