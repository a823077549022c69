import type { Scenario, Start, Step } from './scenario.js';

const withoutExpense: Start = {
  who: 'richiedente',
  title: 'Nomina della commissione giudicatrice per i lavori di via Oreto',
  bundle: { main: 'determina-nomina-commissione' },
  values: { office: 'gare', book: 'lf-gare', classification: 'VI.5', withExpense: false },
};

const withExpense: Start = {
  who: 'richiedente',
  title: 'Affidamento della fornitura di segnaletica stradale e impegno della spesa',
  bundle: { main: 'determina-fornitura-segnaletica', attachments: ['elenco-documenti-di-gara'] },
  values: {
    office: 'gare',
    book: 'lf-gare',
    classification: 'IV.4',
    withExpense: true,
    amount: 24400,
    chapter: '10500',
  },
};

const initialled: Step = { who: 'responsabile', task: 'sigla', outcome: 'approved' };
const regular: Step = {
  who: 'dirigente1',
  task: 'regolarita_tecnica',
  outcome: 'approved',
  values: { technicalOpinion: 'Favorevole.' },
};
const covered: Step = {
  who: 'ragioneria',
  task: 'verifica_contabile',
  outcome: 'approved',
  values: { commitment: '311/2026' },
};
const signed: Step = { who: 'dirigente1', sign: 'firma' };
const numbered: Step = { who: 'protocollo', task: 'verifica_numero', outcome: 'approved' };

/** Runs of the route *determinazione dirigenziale*. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'without expense is signed, numbered, published for 15 days and enforceable',
    processId: 'determinazione-dirigenziale',
    start: withoutExpense,
    steps: [
      initialled,
      regular,
      { open: ['firma'] },
      signed,
      { open: ['verifica_numero'] },
      numbered,
      { open: ['affissione', 'esecutivita'] },
      {
        who: 'protocollo',
        task: 'esecutivita',
        values: { enforceableFrom: '2019-01-01' },
        refused: '«Esecutiva dal» non può essere prima del',
      },
      { who: 'protocollo', task: 'esecutivita' },
      {
        who: 'protocollo',
        task: 'affissione',
        values: { publishedFrom: '2019-01-01' },
        refused: '«Pubblicato dal» non può essere prima del',
      },
      {
        who: 'protocollo',
        task: 'affissione',
        values: { publishedFrom: '2062-01-01' },
        refused: '«Pubblicato dal» non può essere dopo il',
      },
      { who: 'protocollo', task: 'affissione', values: { boardNumber: '812/2026' } },
      { open: [] },
      { wait: 'P15D' },
      { open: [] },
      { wait: 'P1D' },
      { open: ['fine_pubblicazione'] },
      {
        who: 'protocollo',
        task: 'fine_pubblicazione',
        values: { publishedTo: '2026-03-04' },
        refused: '«Pubblicato fino al» non può essere prima del',
      },
      {
        who: 'protocollo',
        task: 'fine_pubblicazione',
        values: { publishedTo: '2062-01-01' },
        refused: '«Pubblicato fino al» non può essere dopo il',
      },
      { open: ['fine_pubblicazione'] },
      { who: 'protocollo', task: 'fine_pubblicazione' },
      { notice: { who: 'richiedente', says: 'è pubblicata' } },
    ],
    end: { at: 'conclusa', register: 'determinazioni', signatures: 1, mails: [] },
  },
  {
    name: 'with expense comes back from accounting, then gets its endorsement after the number',
    processId: 'determinazione-dirigenziale',
    start: withExpense,
    steps: [
      initialled,
      regular,
      { open: ['verifica_contabile'] },
      { who: 'ragioneria', task: 'verifica_contabile', outcome: 'rejected', reason: 'Capitolo senza disponibilità.' },
      { who: 'richiedente', task: 'correzione', outcome: 'resend', values: { chapter: '10510' } },
      initialled,
      regular,
      covered,
      signed,
      numbered,
      { open: ['affissione', 'visto'] },
      { who: 'ragioneria', task: 'visto', outcome: 'approved' },
      { open: ['affissione', 'esecutivita'] },
      { who: 'protocollo', task: 'affissione' },
      { wait: 'P16D' },
      { who: 'protocollo', task: 'fine_pubblicazione' },
      { who: 'protocollo', task: 'esecutivita' },
    ],
    end: { at: 'conclusa', register: 'determinazioni', signatures: 1, mails: [] },
  },
  {
    name: 'warns of the seven days while it waits for its publication',
    processId: 'determinazione-dirigenziale',
    start: withoutExpense,
    steps: [
      initialled,
      regular,
      signed,
      numbered,
      { open: ['affissione', 'esecutivita'] },
      { wait: 'P5D' },
      {
        open: ['affissione', 'esecutivita'],
        notice: { who: 'protocollo', says: 'va all’albo entro due giorni' },
      },
      { wait: 'P2D' },
      { open: ['affissione', 'esecutivita'], notice: { who: 'dirigente1', says: 'Sono passati i sette giorni' } },
    ],
    end: { at: 'albo', register: 'determinazioni', signatures: 1, mails: [] },
  },
  {
    name: 'is annulled before the number and takes none',
    processId: 'determinazione-dirigenziale',
    start: withoutExpense,
    steps: [
      initialled,
      regular,
      signed,
      { who: 'protocollo', task: 'verifica_numero', outcome: 'annulled', reason: 'La gara è andata deserta.' },
      { notice: { who: 'richiedente', says: 'La gara è andata deserta.' } },
    ],
    end: { at: 'annullata', signatures: 1, mails: [] },
  },
  {
    name: 'whose endorsement is refused is taken note of and not enforceable',
    processId: 'determinazione-dirigenziale',
    start: withExpense,
    steps: [
      initialled,
      regular,
      covered,
      signed,
      numbered,
      { who: 'ragioneria', task: 'visto', outcome: 'rejected', reason: 'Sopravvenuta indisponibilità.' },
      { open: ['affissione', 'presa_atto'] },
      { who: 'dirigente1', task: 'presa_atto', values: { measures: 'Si revoca con nuova determinazione.' } },
      { open: ['affissione'] },
    ],
    end: { at: 'numero', register: 'determinazioni', signatures: 1, mails: [] },
  },
];
