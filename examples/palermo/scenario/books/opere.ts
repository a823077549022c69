import { administration, approves, board, company, does, scenarioOf, signs, signsSecond, type BookRun } from './run.js';

/** Area Opere Pubbliche e Manutenzioni: its three offices, and the book of the sector. */
export const opere: readonly BookRun[] = [
  {
    book: 'lf-infrastrutture',
    act: 'Determinazione con impegno di spesa',
    play: (team) =>
      scenarioOf(team, {
        processId: 'determinazione-dirigenziale',
        book: 'lf-infrastrutture',
        office: 'infrastrutture',
        title: 'Affidamento della manutenzione della rete di drenaggio',
        classification: 'IV.4',
        main: 'determina-fornitura-segnaletica',
        values: { withExpense: true, amount: 38_000, chapter: '20710' },
        steps: [
          approves(team.manager, 'sigla'),
          approves(team.director, 'regolarita_tecnica', { technicalOpinion: 'Favorevole.' }),
          approves(team.accounting, 'verifica_contabile', { commitment: '402/2026' }),
          signs(team.director, 'firma'),
          approves(team.clerk, 'verifica_numero'),
          approves(team.accounting, 'visto'),
          does(team.clerk, 'esecutivita'),
          ...board(team.clerk),
        ],
        end: { at: 'conclusa', register: 'determinazioni', signatures: 1, mails: [] },
      }),
  },
  {
    book: 'lf-gare',
    act: 'Nota in uscita con due firme e controllo del protocollo',
    play: (team) =>
      scenarioOf(team, {
        processId: 'nota-in-uscita',
        book: 'lf-gare',
        office: 'gare',
        title: 'Richiesta di integrazione della documentazione amministrativa',
        classification: 'VI.5',
        main: 'nota-richiesta-documenti',
        values: { recipients: [company], transmissionMode: 'email', initialsWanted: true },
        steps: [
          approves(team.clerk, 'controllo'),
          approves(team.manager, 'sigla'),
          signs(team.director, 'firma'),
          signsSecond(team),
        ],
        end: {
          at: 'nota_spedita',
          register: 'protocollo-generale',
          signatures: 2,
          mails: [company.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-strade',
    act: 'Ordinanza sulla circolazione, con posa della segnaletica',
    play: (team) =>
      scenarioOf(team, {
        processId: 'ordinanza-dirigenziale',
        book: 'lf-strade',
        office: 'strade',
        title: 'Divieto di sosta in via Roma per lavori alla rete idrica',
        classification: 'VI.7',
        values: { orderKind: 'traffic', effectiveFrom: '2026-03-16' },
        steps: [
          approves(team.manager, 'sigla'),
          signs(team.director, 'firma'),
          does(team.manager, 'segnaletica', { signsReport: 'Verbale n. 18' }),
          ...board(team.clerk),
        ],
        end: { at: 'ordinanza_eseguita', register: 'ordinanze', signatures: 1, mails: [] },
      }),
  },
  {
    book: 'lf-area-opere',
    act: 'Nota in uscita firmata dal solo capo area, chiesta da un suo ufficio',
    asks: 'strade',
    play: (team) =>
      scenarioOf(team, {
        processId: 'nota-in-uscita',
        book: 'lf-area-opere',
        office: 'strade',
        title: 'Programma dei lavori sulle strade di competenza regionale',
        classification: 'VI.7',
        values: { recipients: [administration], transmissionMode: 'email' },
        steps: [signs(team.director, 'firma')],
        end: {
          at: 'nota_spedita',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [administration.email, team.drafter.email],
        },
      }),
  },
];
