import { approves, board, does, scenarioOf, signs, type BookRun } from './run.js';
import { directors } from './team.js';

/** Area Risorse Umane e Innovazione. */
export const risorse: readonly BookRun[] = [
  {
    book: 'lf-personale',
    act: 'Ordine di servizio, con informazione sindacale',
    play: (team) =>
      scenarioOf(team, {
        processId: 'ordine-di-servizio',
        book: 'lf-personale',
        office: 'personale',
        title: 'Turni di apertura pomeridiana dello sportello',
        classification: 'III.12',
        values: { employee: team.colleague.id, effectiveFrom: '2026-03-16', unionsInformed: true },
        steps: [
          does(team.manager, 'informazione', { unionsRemarks: 'Nessuna osservazione.' }),
          approves(team.manager, 'sigla'),
          signs(team.director, 'firma'),
          does(team.colleague, 'presa_visione'),
        ],
        end: {
          at: 'visto_dal_dipendente',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [team.colleague.email],
        },
      }),
  },
  {
    book: 'lf-formazione',
    act: 'Circolare interna a tutto il personale',
    play: (team) =>
      scenarioOf(team, {
        processId: 'circolare-interna',
        book: 'lf-formazione',
        office: 'formazione',
        title: 'Piano della formazione: iscrizioni ai corsi di primavera',
        classification: 'III.8',
        values: { audience: 'everybody' },
        steps: [
          approves(team.manager, 'sigla'),
          signs(team.director, 'firma'),
          { notice: { who: team.colleague.username, says: 'iscrizioni ai corsi di primavera' } },
        ],
        end: {
          at: 'circolare_diffusa',
          register: 'protocollo-generale',
          signatures: 1,
          mails: directors().map(({ email }) => email),
        },
      }),
  },
  {
    book: 'lf-sistemi',
    act: 'Determinazione senza spesa',
    play: (team) =>
      scenarioOf(team, {
        processId: 'determinazione-dirigenziale',
        book: 'lf-sistemi',
        office: 'sistemi',
        title: 'Nomina degli amministratori di sistema',
        classification: 'I.6',
        main: 'determina-nomina-commissione',
        values: { withExpense: false },
        steps: [
          approves(team.manager, 'sigla'),
          approves(team.director, 'regolarita_tecnica', { technicalOpinion: 'Favorevole.' }),
          signs(team.director, 'firma'),
          approves(team.clerk, 'verifica_numero'),
          does(team.clerk, 'esecutivita'),
          ...board(team.clerk),
        ],
        end: { at: 'conclusa', register: 'determinazioni', signatures: 1, mails: [] },
      }),
  },
];
