import { approves, citizen, company, does, scenarioOf, signs, signsSecond, type BookRun } from './run.js';

/** Area Ragioneria, Tributi e Patrimonio. */
export const finanze: readonly BookRun[] = [
  {
    book: 'lf-ragioneria',
    act: 'Liquidazione di una fattura',
    play: (team) =>
      scenarioOf(team, {
        processId: 'liquidazione',
        book: 'lf-ragioneria',
        office: 'ragioneria',
        title: 'Liquidazione della fattura per la segnaletica stradale',
        classification: 'IV.4',
        main: 'determina-fornitura-segnaletica',
        values: {
          recipients: [company],
          invoiceNumber: '118/PA',
          invoiceReceivedOn: '2026-02-20',
          amount: 24_400,
          chapter: '10500',
          commitment: '311/2026',
        },
        steps: [
          approves(team.manager, 'regolare_esecuzione', {
            executionChecked: 'Fornitura conforme all’ordine.',
            durcValidTo: '2026-05-31',
          }),
          signs(team.director, 'firma'),
          approves(team.accounting, 'verifica_contabile'),
          does(team.accounting, 'mandato', { paymentOrder: '2044' }),
        ],
        end: { at: 'pagata', register: 'liquidazioni', signatures: 1, mails: [company.email] },
      }),
  },
  {
    book: 'lf-tributi',
    act: 'Avviso di accertamento, notificato dal messo',
    play: (team) =>
      scenarioOf(team, {
        processId: 'avviso-di-accertamento',
        book: 'lf-tributi',
        office: 'tributi',
        title: 'IMU 2021, immobile di via del Vespro 9',
        classification: 'IV.3',
        values: {
          recipients: [citizen],
          tax: 'imu',
          taxYear: 2021,
          amount: 812.4,
          transmissionMode: 'messenger',
        },
        steps: [
          does(team.manager, 'osservazioni', { observations: 'Chiede l’aliquota ridotta.' }),
          approves(team.manager, 'decisione', { amount: 640, grounds: 'L’aliquota ridotta spetta da luglio.' }),
          approves(team.clerk, 'controllo'),
          signs(team.director, 'firma'),
          signsSecond(team),
          {
            ...does(team.messenger, 'notifica', { dispatchReference: 'Relata n. 51, a mani proprie' }),
            outcome: 'delivered',
          },
        ],
        end: {
          at: 'avviso_notificato',
          register: 'protocollo-generale',
          signatures: 2,
          mails: [citizen.email, team.drafter.email],
        },
      }),
  },
  {
    book: 'lf-patrimonio',
    act: 'Concessione di un immobile, spedita su carta',
    play: (team) =>
      scenarioOf(team, {
        processId: 'concessione',
        book: 'lf-patrimonio',
        office: 'patrimonio',
        title: 'Concessione dei locali di via Galatea 44',
        classification: 'IV.8',
        values: {
          recipients: [company],
          asset: 'Locali di via Galatea 44, piano terra',
          grantedFrom: '2026-04-01',
          grantedTo: '2032-03-31',
          transmissionMode: 'paper',
        },
        steps: [
          approves(team.manager, 'istruttoria', { fee: 9600, deposit: 2400 }),
          approves(team.drafter, 'accettazione', { depositReceipt: 'Bonifico del 02/03/2026' }),
          signs(team.director, 'firma'),
          does(team.clerk, 'spedizione_carta', {
            dispatchedBy: 'registeredLetter',
            dispatchReference: '61594832102-4',
          }),
          does(team.manager, 'consegna', { handoverReport: 'Verbale n. 7' }),
        ],
        end: { at: 'consegnata', register: 'repertorio-contratti', signatures: 1, mails: [team.drafter.email] },
      }),
  },
];
