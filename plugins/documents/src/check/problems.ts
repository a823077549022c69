import type { CheckProblem } from '../ports.js';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

const problem = (code: string, text: string, en: string, where?: string): CheckProblem => ({
  code,
  text,
  en,
  ...(where === undefined ? {} : { where }),
});

/** Italian names of what is active in a PDF, by the standard's names, which are English enough. */
const ACTIVE: Readonly<Record<string, string>> = {
  JavaScript: 'uno script JavaScript',
  Launch: 'un comando che avvia un programma',
  ImportData: 'un comando che importa dati',
  SubmitForm: 'un comando che invia dati',
  ResetForm: 'un comando che azzera il modulo',
  Hide: 'un comando che nasconde contenuti',
  SetOCGState: 'un comando che mostra o nasconde livelli',
  XFA: 'un modulo dinamico XFA',
  RichMedia: 'un contenuto multimediale',
  RichMediaExecute: 'un contenuto multimediale',
  Rendition: 'un contenuto multimediale',
  Movie: 'un filmato',
  Screen: 'un contenuto multimediale',
  Sound: 'un suono',
  '3D': 'un modello 3D',
  GoTo3DView: 'un modello 3D',
};

/** What can be wrong with a PDF: one function a code. Each text says what came, and what to do. */
export const problems = {
  /** The bytes are no PDF at all. */
  notPdf: () =>
    problem(
      'documents.not-pdf',
      'Il file non è un PDF. Esporta il documento in PDF dal programma con cui lo hai scritto (File, Esporta come PDF) e caricalo di nuovo.',
      'The file is no PDF. Export the document as PDF from the program that you wrote it with and upload it again.',
    ),
  /** A password or a certificate is needed to read it. */
  encrypted: () =>
    problem(
      'documents.encrypted',
      'Il PDF è cifrato o protetto da password. Esportalo di nuovo senza protezione e caricalo.',
      'The PDF is encrypted or protected by a password. Export it again without protection and upload it.',
    ),
  /** Something in it runs, plays, sends or changes what is shown (DPCM 22.2.2013, art. 4 c. 3). */
  activeContent: (kinds: readonly string[], where: string) =>
    problem(
      'documents.active-content',
      `Il PDF contiene ${[...new Set(kinds.map((kind) => ACTIVE[kind] ?? kind))].join(', ')}: un atto da firmare non può contenere elementi attivi, nemmeno in una revisione precedente. Esporta il documento in PDF/A, oppure stampalo su PDF, e caricalo di nuovo.`,
      `The PDF holds active content (${[...new Set(kinds)].join(', ')}): an act to be signed must have none, not even in an earlier revision. Export the document as PDF/A, or print it to PDF, and upload it again.`,
      where,
    ),
  /** A program is embedded in it. */
  embeddedProgram: (name: string) =>
    problem(
      'documents.embedded-program',
      `Il PDF contiene al suo interno un programma${name === '' ? '' : ` («${name}»)`}. Togli il file incorporato, esporta di nuovo il PDF e caricalo.`,
      `The PDF holds a program${name === '' ? '' : ` (“${name}”)`}. Take the embedded file out, export the PDF again and upload it.`,
    ),
  /** Files are embedded where the setting refuses them: whoever signs would sign what the page does not show. */
  embeddedFile: (name: string) =>
    problem(
      'documents.embedded-file',
      `Il PDF contiene al suo interno un altro file${name === '' ? '' : ` («${name}»)`}, che chi legge non vede. Esporta il PDF senza file incorporati e carica gli altri file come allegati.`,
      `The PDF holds another file${name === '' ? '' : ` (“${name}”)`} that readers do not see. Export the PDF without embedded files and upload the other files as attachments.`,
    ),
  /** A portfolio: what is shown is a cover, the documents are files inside. */
  portfolio: () =>
    problem(
      'documents.portfolio',
      'Il PDF è un portfolio: mostra una copertina e tiene i documenti al suo interno. Carica i documenti uno per uno.',
      'The PDF is a portfolio: it shows a cover and keeps the documents inside. Upload the documents one by one.',
    ),
  /** The index of objects is missing or leads to wrong places; readers would guess, each in its own way. */
  brokenXref: (where: string) =>
    problem(
      'documents.broken-xref',
      'Il PDF è danneggiato: l’indice interno non corrisponde al contenuto. Aprilo con il programma con cui lo hai creato, esportalo di nuovo e caricalo.',
      'The PDF is damaged: its index does not fit its content. Open it with the program that made it, export it again and upload it.',
      where,
    ),
  /** It is a PDF, but cannot be read. */
  unreadable: (where?: string) =>
    problem(
      'documents.unreadable',
      'Il PDF non si riesce a leggere: è danneggiato o troppo complesso. Esportalo di nuovo, se possibile in PDF/A, e caricalo.',
      'The PDF cannot be read: it is damaged or too complex. Export it again, as PDF/A if you can, and upload it.',
      where,
    ),
  /** Small when packed, huge when opened. */
  tooExpanded: (where: string) =>
    problem(
      'documents.too-expanded',
      'Il PDF, una volta aperto, occupa troppa memoria. Riduci immagini e contenuti, esportalo di nuovo e caricalo.',
      'The PDF takes too much memory once it is opened. Make its images and contents smaller, export it again and upload it.',
      where,
    ),
  tooManyPages: (pages: number, max: number) =>
    problem(
      'documents.too-many-pages',
      `Il PDF ha ${pages} pagine; il massimo è ${max}. Sposta una parte negli allegati.`,
      `The PDF has ${pages} pages; ${max} is the most. Move a part of it to the attachments.`,
    ),
  tooLarge: (max: number) =>
    problem(
      'documents.too-large',
      `Il file supera il limite di ${megabytes(max)}. Riduci le immagini (per esempio con «Esporta come PDF» a 150 dpi) oppure dividi il file in più allegati.`,
      `The file is larger than ${megabytes(max)}. Make its images smaller, or part the file into several attachments.`,
    ),
  empty: () =>
    problem(
      'documents.empty',
      'Il file è vuoto. Controlla il file sul tuo computer e caricalo di nuovo.',
      'The file is empty. Look at the file on your computer and upload it again.',
    ),
  /** Certified with "no changes allowed": one more signature would break the certification. */
  certified: () =>
    problem(
      'documents.certified',
      'Il PDF è certificato e non ammette altre firme. Carica la versione precedente alla certificazione, oppure allegalo a una nota.',
      'The PDF is certified and takes no more signatures. Upload the version before it was certified, or attach it to a note.',
    ),
} as const;

export { megabytes };
