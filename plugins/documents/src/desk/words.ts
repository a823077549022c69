import { formatBytes, plural } from '@libro-firma/desk/kit';

const KINDS: Readonly<Record<string, string>> = {
  upload: 'caricato',
  correction: 'corretto',
  letter: 'composto dal modello',
  signaturePage: 'aggiunta la pagina delle firme',
  signed: 'firmato',
  derived: 'prodotto dal sistema',
};

/** Why a version was made. Kinds of other plugins are their own matter. */
export const kindText = (kind: string): string => KINDS[kind] ?? 'prodotto dal sistema';

export const pagesText = (pages: number | undefined): string =>
  pages === undefined ? '' : plural(pages, 'pagina', 'pagine');

/** `3 pagine, 120 kB`. */
export const sizeText = ({ pages, size }: { readonly pages?: number; readonly size: number }): string =>
  [pagesText(pages), formatBytes(size)].filter((text) => text !== '').join(', ');
