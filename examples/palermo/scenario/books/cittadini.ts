import { administration, approves, citizen, company, does, scenarioOf, signs, type BookRun } from './run.js';

/** Area Servizi al Cittadino, Sociali e Cultura. */
export const cittadini: readonly BookRun[] = [
  {
    book: 'lf-servizi-sociali',
    act: 'Relazione riservata per il giudice',
    play: (team) =>
      scenarioOf(team, {
        processId: 'relazione-riservata',
        book: 'lf-servizi-sociali',
        office: 'servizi-sociali',
        title: 'Relazione sul nucleo familiare di A. B.',
        classification: 'VII.11',
        confidential: true,
        values: {
          recipients: [administration],
          courtReference: 'Decreto n. 77/2026',
          courtDeadline: '2026-03-31',
          transmissionMode: 'email',
        },
        steps: [approves(team.manager, 'sigla'), approves(team.clerk, 'controllo'), signs(team.director, 'firma')],
        end: {
          at: 'relazione_inviata',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [administration.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-anagrafe',
    act: 'Certificato composto dal programma',
    play: (team) =>
      scenarioOf(team, {
        processId: 'certificato-anagrafico',
        book: 'lf-anagrafe',
        office: 'anagrafe',
        title: 'Certificato storico di residenza di Rosalia Santoro',
        classification: 'XI.2',
        main: null,
        values: {
          recipients: [citizen],
          certificate: 'residence',
          body: 'Si certifica che Rosalia Santoro ha risieduto in via del Vespro 9 dal 3 maggio 2001.',
          stampDuty: 'due',
          stampNumber: '01200345678901',
          transmissionMode: 'email',
        },
        steps: [
          approves(team.manager, 'confronto', { registerEntry: 'Scheda individuale n. 40112' }),
          signs(team.director, 'firma'),
        ],
        end: {
          at: 'consegnato',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [citizen.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-cultura',
    act: 'Concessione di una sala, inviata per posta elettronica',
    play: (team) =>
      scenarioOf(team, {
        processId: 'concessione',
        book: 'lf-cultura',
        office: 'cultura',
        title: 'Uso della sala lettura della biblioteca comunale',
        classification: 'VII.6',
        values: {
          recipients: [company],
          asset: 'Sala lettura, biblioteca di piazza Casa Professa',
          grantedFrom: '2026-04-10',
          grantedTo: '2026-04-11',
          transmissionMode: 'email',
        },
        steps: [
          approves(team.manager, 'istruttoria', { fee: 0, deposit: 200, freeFor: 'Regolamento delle sale, art. 9' }),
          approves(team.drafter, 'accettazione', { depositReceipt: 'PagoPA 771' }),
          signs(team.director, 'firma'),
          does(team.manager, 'consegna', { handoverReport: 'Verbale n. 3' }),
        ],
        end: {
          at: 'consegnata',
          register: 'repertorio-contratti',
          signatures: 1,
          mails: [company.email, team.drafter.email],
        },
      }),
  },
];
