/** Notes and determinations to try the routes with; `documents/<id>.pdf` is each as the letter template makes it. */
export interface SampleLetter {
  /** File name of the PDF, without its ending. */
  readonly id: string;
  readonly kind: 'note' | 'determination';
  /** Id of the office that writes it. */
  readonly office: string;
  readonly subject: string;
  /** Paragraphs are parted by an empty line. */
  readonly body: string;
  /** Names in the address book. */
  readonly recipients: readonly string[];
  readonly classification: string;
  /** Titles over the places for signatures, in their order. */
  readonly signers: readonly string[];
}

export const letters: readonly SampleLetter[] = [
  {
    id: 'nota-sopralluogo-ponte',
    kind: 'note',
    office: 'gare',
    subject: 'Lavori di manutenzione del ponte di via Oreto: convocazione del sopralluogo',
    body: `Con riferimento alla procedura di gara per i lavori in oggetto, si convoca il sopralluogo obbligatorio per il giorno 15 del prossimo mese alle ore 9,30, con ritrovo all’imbocco del ponte.

I concorrenti sono invitati a presentarsi muniti di documento di riconoscimento e di delega del legale rappresentante.

Dell’avvenuto sopralluogo sarà rilasciata attestazione, da allegare all’offerta.`,
    recipients: ['Conca d’Oro Costruzioni S.r.l.', 'Città Metropolitana di Palermo - Direzione Viabilità'],
    classification: 'VI.5',
    signers: ['Il Dirigente dell’Ufficio', 'Il Capo Area'],
  },
  {
    id: 'nota-richiesta-documenti',
    kind: 'note',
    office: 'gare',
    subject: 'Richiesta di integrazione della documentazione amministrativa',
    body: `Dall’esame della documentazione presentata risulta mancante la dichiarazione sul possesso dei requisiti di qualificazione.

Si assegna il termine di dieci giorni dal ricevimento della presente per l’integrazione. Decorso inutilmente il termine, il concorrente è escluso dalla procedura.`,
    recipients: ['Conca d’Oro Costruzioni S.r.l.'],
    classification: 'VI.5',
    signers: ['Il Dirigente dell’Ufficio', 'Il Capo Area'],
  },
  {
    id: 'nota-chiusura-strada',
    kind: 'note',
    office: 'strade',
    subject: 'Chiusura al traffico di via Roma per lavori urgenti alla rete idrica',
    body: `Si comunica che, per consentire lavori urgenti alla rete idrica, via Roma sarà chiusa al traffico nel tratto compreso tra piazza San Domenico e via Cavour.

I percorsi alternativi saranno segnalati sul posto.`,
    recipients: ['Prefettura di Palermo - Area I', 'Città Metropolitana di Palermo - Direzione Viabilità'],
    classification: 'VI.7',
    signers: ['Il Dirigente dell’Ufficio'],
  },
  {
    id: 'determina-fornitura-segnaletica',
    kind: 'determination',
    office: 'gare',
    subject: 'Affidamento della fornitura di segnaletica stradale e impegno della spesa',
    body: `Premesso che occorre provvedere alla fornitura di segnaletica stradale per i quartieri della prima circoscrizione;

visto l’articolo 183 del decreto legislativo 18 agosto 2000, n. 267;

determina di affidare la fornitura alla Conca d’Oro Costruzioni S.r.l. per l’importo di euro 24.400,00 e di impegnare la spesa sul capitolo 10500 del bilancio in corso.`,
    recipients: [],
    classification: 'IV.4',
    signers: ['Il Dirigente'],
  },
  {
    id: 'determina-nomina-commissione',
    kind: 'determination',
    office: 'gare',
    subject: 'Nomina della commissione giudicatrice per i lavori di via Oreto',
    body: `Scaduto il termine per la presentazione delle offerte, occorre nominare la commissione giudicatrice.

Determina di nominare la commissione composta da tre dipendenti dell’Amministrazione. Il provvedimento non comporta spesa.`,
    recipients: [],
    classification: 'VI.5',
    signers: ['Il Dirigente'],
  },
];
