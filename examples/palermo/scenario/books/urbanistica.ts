import {
  administration,
  approves,
  board,
  citizen,
  company,
  does,
  scenarioOf,
  signs,
  signsSecond,
  type BookRun,
} from './run.js';

/** Area Urbanistica e Ambiente. */
export const urbanistica: readonly BookRun[] = [
  {
    book: 'lf-pianificazione',
    act: 'Parere, con un’integrazione che interrompe il termine',
    play: (team) =>
      scenarioOf(team, {
        processId: 'parere',
        book: 'lf-pianificazione',
        office: 'pianificazione',
        title: 'Variante per il nuovo svincolo di viale Regione Siciliana',
        classification: 'VI.1',
        values: {
          recipients: [administration],
          requestReference: 'Nota n. 4410 del 26/02/2026',
          requestReceivedOn: '2026-02-27',
          transmissionMode: 'email',
        },
        steps: [
          { ...does(team.manager, 'esame', { missing: 'La relazione geologica.' }), outcome: 'integration' },
          does(team.manager, 'integrazione'),
          approves(team.manager, 'esame_integrato', { opinion: 'conditions' }),
          signs(team.director, 'firma'),
        ],
        end: {
          at: 'parere_inviato',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [administration.email, administration.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-edilizia',
    act: 'Permesso di costruire in zona vincolata',
    play: (team) =>
      scenarioOf(team, {
        processId: 'permesso-di-costruire',
        book: 'lf-edilizia',
        office: 'edilizia',
        title: 'Ristrutturazione in corso Calatafimi 300',
        classification: 'VI.3',
        main: 'nota-sopralluogo-ponte',
        values: {
          recipients: [citizen],
          site: 'Corso Calatafimi 300, foglio 52 particella 118',
          protectedSite: true,
          transmissionMode: 'email',
        },
        steps: [
          approves(team.manager, 'istruttoria', { conformity: 'Conforme al piano regolatore.' }),
          does(team.manager, 'paesaggistica', { landscapePermit: '812', landscapePermitOn: '2026-02-10' }),
          does(team.manager, 'contributo', {
            constructionFee: 5400,
            feePaidOn: '2026-03-02',
            feeReceipt: 'PagoPA 3010',
          }),
          approves(team.clerk, 'controllo'),
          signs(team.director, 'firma'),
          signsSecond(team),
          ...board(team.clerk),
        ],
        end: {
          at: 'permesso_rilasciato',
          register: 'permessi-di-costruire',
          signatures: 2,
          mails: [citizen.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-ambiente',
    act: 'Ordinanza a carico di qualcuno, notificata dal messo',
    play: (team) =>
      scenarioOf(team, {
        processId: 'ordinanza-dirigenziale',
        book: 'lf-ambiente',
        office: 'ambiente',
        title: 'Sospensione delle attività rumorose in via Galatea 44',
        classification: 'VI.9',
        values: { orderKind: 'person', recipients: [company], effectiveFrom: '2026-03-10' },
        steps: [
          approves(team.manager, 'sigla'),
          signs(team.director, 'firma'),
          {
            ...does(team.messenger, 'notifica', { dispatchReference: 'Relata n. 52, al portiere' }),
            outcome: 'delivered',
          },
          ...board(team.clerk),
        ],
        end: { at: 'ordinanza_eseguita', register: 'ordinanze', signatures: 1, mails: [] },
      }),
  },
];
