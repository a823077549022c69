import type { Scenario, Start, Step } from './scenario.js';

const company = {
  kind: 'company',
  name: 'Conca d’Oro Costruzioni S.r.l.',
  email: 'gare@concadorocostruzioni.example',
} as const;
const roads = {
  kind: 'administration',
  name: 'Città Metropolitana di Palermo - Direzione Viabilità',
  email: 'viabilita@cittametropolitana.palermo.example',
} as const;

/** Who asks is written to as well, with number and date. */
const requester = 'patrizia.aiello@comune.palermo.example';

/** In the book of the Ufficio Gare: the clerk checks, two managers sign. */
const start: Start = {
  who: 'richiedente',
  title: 'Lavori di manutenzione del ponte di via Oreto: convocazione del sopralluogo',
  bundle: {
    main: 'nota-sopralluogo-ponte',
    attachments: ['elenco-documenti-di-gara', 'planimetria-del-sopralluogo'],
  },
  values: {
    office: 'gare',
    book: 'lf-gare',
    classification: 'VI.5',
    transmissionMode: 'email',
    recipients: [company, roads],
  },
};

const checked: Step = { who: 'protocollo', task: 'controllo', outcome: 'approved' };
const first: Step = { who: 'dirigente1', sign: 'firma' };
const second: Step = { who: 'dirigente2', sign: 'firma_secondo' };
const withInitials: Start = { ...start, values: { ...start.values, initialsWanted: true } };

/** Runs of the route *nota in uscita*. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'goes from the request to the recipients, signed by two managers',
    processId: 'nota-in-uscita',
    start: withInitials,
    steps: [
      { open: ['controllo'], notFor: { who: 'dirigente1', task: 'controllo' } },
      checked,
      { open: ['sigla'] },
      { who: 'responsabile', task: 'sigla', outcome: 'approved' },
      { open: ['firma'], notFor: { who: 'dirigente2', task: 'firma' } },
      first,
      { open: ['firma_secondo'] },
      second,
      { notice: { who: 'richiedente', says: 'è registrata con il numero' } },
    ],
    end: {
      at: 'nota_spedita',
      register: 'protocollo-generale',
      signatures: 2,
      mails: [requester, company.email, roads.email],
    },
  },
  {
    name: 'comes back with a reason, is corrected and goes round again',
    processId: 'nota-in-uscita',
    start,
    steps: [
      { who: 'protocollo', task: 'controllo', outcome: 'rejected', reason: 'Manca un destinatario.' },
      { open: ['correzione'] },
      { who: 'richiedente', task: 'correzione', outcome: 'resend', values: { recipients: [roads] } },
      checked,
      first,
      { who: 'dirigente2', task: 'firma_secondo', outcome: 'rejected', reason: 'Il termine è troppo breve.' },
      {
        who: 'richiedente',
        task: 'correzione',
        outcome: 'resend',
        replace: 'nota-richiesta-documenti',
        values: { subject: 'Richiesta di integrazione della documentazione amministrativa' },
      },
      checked,
      first,
      second,
    ],
    end: { at: 'nota_spedita', register: 'protocollo-generale', signatures: 2, mails: [requester, roads.email] },
  },
  {
    name: 'is withdrawn and takes no number',
    processId: 'nota-in-uscita',
    start,
    steps: [
      { who: 'protocollo', task: 'controllo', outcome: 'rejected', reason: 'Nota già spedita ieri.' },
      { who: 'richiedente', task: 'correzione', outcome: 'withdraw', reason: 'Era già partita.' },
    ],
    end: { at: 'ritirata', signatures: 0, mails: [] },
  },
  {
    name: 'passes to the substitute when the term for the signature is over',
    processId: 'nota-in-uscita',
    start,
    steps: [
      checked,
      { open: ['firma'], notFor: { who: 'sostituto', task: 'firma' } },
      { wait: 'P3D' },
      { open: ['firma_sostituto'], notice: { who: 'sostituto', says: 'ora può firmare anche il sostituto' } },
      { who: 'sostituto', sign: 'firma_sostituto' },
      second,
    ],
    end: {
      at: 'nota_spedita',
      register: 'protocollo-generale',
      signatures: 2,
      mails: [requester, company.email, roads.email],
    },
  },
  {
    name: 'is posted on paper where the request says so',
    processId: 'nota-in-uscita',
    start: { ...start, values: { ...start.values, transmissionMode: 'paper' } },
    steps: [
      checked,
      first,
      second,
      { open: ['spedizione_carta'] },
      {
        who: 'protocollo',
        task: 'spedizione_carta',
        values: { dispatchedBy: 'registeredLetter', dispatchReference: '61594832101-3' },
      },
    ],
    end: { at: 'nota_spedita', register: 'protocollo-generale', signatures: 2, mails: [requester] },
  },
  {
    name: 'needs neither check nor second signature in the book of the sector',
    processId: 'nota-in-uscita',
    start: { ...start, values: { ...start.values, book: 'lf-area-opere' } },
    steps: [{ open: ['firma'] }, { who: 'dirigente2', sign: 'firma' }],
    end: {
      at: 'nota_spedita',
      register: 'protocollo-generale',
      signatures: 1,
      mails: [requester, company.email, roads.email],
    },
  },
  {
    name: 'is tried by the analyst and leaves nothing behind',
    processId: 'nota-in-uscita',
    start: { ...withInitials, who: 'analista', mode: 'trial' },
    steps: [
      { open: ['controllo'], notFor: { who: 'protocollo', task: 'controllo' } },
      { who: 'analista', task: 'controllo', outcome: 'approved' },
      { who: 'analista', task: 'sigla', outcome: 'approved' },
      { who: 'analista', sign: 'firma' },
      { who: 'analista', sign: 'firma_secondo' },
    ],
    end: { at: 'nota_spedita', signatures: 2, mails: [] },
  },
];
