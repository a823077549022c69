import { approves, citizen, company, does, scenarioOf, signs, signsSecond, type BookRun } from './run.js';
import { directors } from './team.js';

/** Area Segreteria Generale e Affari Istituzionali. */
export const segreteria: readonly BookRun[] = [
  {
    book: 'lf-segreteria-generale',
    act: 'Circolare interna ai dirigenti',
    play: (team) =>
      scenarioOf(team, {
        processId: 'circolare-interna',
        book: 'lf-segreteria-generale',
        office: 'segreteria-generale',
        title: 'Termini per la trasmissione delle proposte di deliberazione',
        classification: 'I.1',
        values: { audience: 'directors' },
        steps: [approves(team.manager, 'sigla'), signs(team.director, 'firma')],
        end: {
          at: 'circolare_diffusa',
          register: 'protocollo-generale',
          signatures: 1,
          mails: directors().map(({ email }) => email),
        },
      }),
  },
  {
    book: 'lf-protocollo',
    act: 'Risposta a una domanda di accesso, con un controinteressato',
    play: (team) =>
      scenarioOf(team, {
        processId: 'accesso-agli-atti',
        book: 'lf-protocollo',
        office: 'protocollo',
        title: 'Accesso agli atti della gara per il ponte di via Oreto',
        classification: 'I.6',
        values: {
          recipients: [citizen],
          requestReceivedOn: '2026-03-02',
          withOpponents: true,
          opponents: [company],
          transmissionMode: 'email',
        },
        steps: [
          does(team.manager, 'opposizione', { opposition: 'Chiede di oscurare i prezzi unitari.' }),
          approves(team.manager, 'decisione', { decision: 'partly', grounds: 'I prezzi sono un segreto commerciale.' }),
          signs(team.director, 'firma'),
        ],
        end: {
          at: 'risposta_inviata',
          register: 'protocollo-generale',
          signatures: 1,
          mails: [company.email, citizen.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-contratti',
    act: 'Contratto dopo una gara, con spesa',
    play: (team) =>
      scenarioOf(team, {
        processId: 'contratto',
        book: 'lf-contratti',
        office: 'contratti',
        title: 'Contratto per i lavori di manutenzione del ponte di via Oreto',
        classification: 'VI.5',
        main: 'nota-sopralluogo-ponte',
        values: {
          recipients: [company],
          withTender: true,
          awardNotifiedOn: '2026-01-15',
          withExpense: true,
          amount: 480_000,
          chapter: '20500',
        },
        steps: [
          approves(team.manager, 'verifiche', {
            durcValidTo: '2026-05-31',
            antimafia: 'Iscritta alla white list',
            guarantee: 'Fideiussione n. 44, polizza n. 91',
          }),
          approves(team.accounting, 'verifica_contabile', { commitment: '377/2026' }),
          {
            ...approves(team.clerk, 'firma_contraente', {
              counterpartSigner: 'Ing. Nicolò Ferraro, amministratore unico',
            }),
            replace: 'nota-sopralluogo-ponte',
          },
          signs(team.director, 'firma'),
          signsSecond(team),
          does(team.clerk, 'registrazione_fiscale', { taxRegistration: 'Serie 1 n. 1208' }),
        ],
        end: { at: 'contratto_registrato', register: 'repertorio-contratti', signatures: 2, mails: [company.email] },
      }),
  },
];
