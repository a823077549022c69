import { PROTOCOL_REGISTER } from './organisation/books.js';

/** In what the determinations are numbered: a register of its own (*repertorio*), named in their route. */
export const DETERMINATIONS_REGISTER = 'determinazioni';

const AREA = 'aoo-palermo';

/** One registry area. The IPA codes are invented. */
export const areas = [
  {
    id: AREA,
    description: 'Comune di Palermo - Area organizzativa unica',
    administration: { name: 'Comune di Palermo', ipaCode: 'c_g273' },
    ipaCode: 'AREG',
    pec: 'protocollo@pec.comune.palermo.example',
  },
] as const;

/** All begin with number 1. */
export const registers = [
  {
    id: PROTOCOL_REGISTER,
    area: AREA,
    code: 'AREG',
    description: 'Registro ufficiale di protocollo',
    kind: 'protocol',
    act: 'Determinazione di apertura del registro ufficiale di protocollo',
  },
  {
    id: DETERMINATIONS_REGISTER,
    area: AREA,
    code: 'DET',
    description: 'Registro delle determinazioni dirigenziali',
    kind: 'serialRegister',
    act: 'Determinazione di apertura del registro delle determinazioni',
  },
  {
    id: 'ordinanze',
    area: AREA,
    code: 'ORD',
    description: 'Registro delle ordinanze dirigenziali',
    kind: 'serialRegister',
    act: 'Determinazione di apertura del registro delle ordinanze',
  },
  {
    id: 'liquidazioni',
    area: AREA,
    code: 'LIQ',
    description: 'Registro degli atti di liquidazione',
    kind: 'serialRegister',
    act: 'Determinazione di apertura del registro delle liquidazioni',
  },
  {
    id: 'repertorio-contratti',
    area: AREA,
    code: 'REP',
    description: 'Repertorio dei contratti e delle concessioni',
    kind: 'serialRegister',
    act: 'Determinazione di apertura del repertorio dei contratti',
  },
  {
    id: 'permessi-di-costruire',
    area: AREA,
    code: 'PDC',
    description: 'Registro dei permessi di costruire',
    kind: 'serialRegister',
    act: 'Determinazione di apertura del registro dei permessi',
  },
] as const;

const scheme = `
I Amministrazione generale
I.1 Legislazione e circolari esplicative
I.2 Denominazione, territorio e confini
I.6 Archivio generale e sistema informativo
I.8 Informazioni e relazioni con il pubblico
II Organi di governo
II.1 Sindaco
II.2 Consiglio
II.3 Giunta
III Risorse umane
III.1 Concorsi, selezioni, colloqui
III.2 Assunzioni e cessazioni
III.8 Formazione e aggiornamento professionale
III.12 Inquadramenti e applicazione contratti collettivi
IV Risorse finanziarie e patrimonio
IV.1 Bilancio preventivo e piano esecutivo di gestione
IV.3 Gestione delle entrate: accertamento, riscossione, versamento
IV.4 Gestione della spesa: impegno, liquidazione, ordinazione, pagamento
IV.8 Beni immobili
IV.10 Economato
V Affari legali
V.1 Contenzioso
V.2 Responsabilità civile e penale verso terzi
VI Pianificazione e gestione del territorio
VI.1 Urbanistica: piano regolatore generale e varianti
VI.2 Urbanistica: strumenti di attuazione del piano regolatore
VI.3 Edilizia privata
VI.5 Opere pubbliche
VI.7 Viabilità
VI.9 Ambiente: autorizzazioni, monitoraggio e controllo
VII Servizi alla persona
VII.1 Diritto allo studio e servizi
VII.6 Attività ed eventi culturali
VII.11 Interventi di carattere sociale
VII.15 Politiche per la casa
VIII Attività economiche
VIII.4 Commercio
IX Polizia locale e sicurezza pubblica
IX.2 Polizia stradale
X Tutela della salute
XI Servizi demografici
XI.1 Stato civile
XI.2 Anagrafe e certificazioni
XII Elezioni e iniziative popolari
XIII Affari militari
XIV Oggetti diversi
`;

/** The classification scheme (*titolario*), after the model for municipalities of the Archives administration, shortened. */
export const classification = scheme
  .trim()
  .split('\n')
  .map((line) => {
    const gap = line.indexOf(' ');
    return { code: line.slice(0, gap), title: line.slice(gap + 1), active: true };
  });
