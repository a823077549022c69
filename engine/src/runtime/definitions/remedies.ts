import type { ProblemCode } from '../../model/index.js';
import type { Localized } from '../../plugin/json.js';
import type { SurroundingsCode } from './problem.js';

type Remedy = readonly [it: string, en: string];

const OTHER_FILE: Remedy = ['Scegli un altro file.', 'Choose another file.'];

/** What to do about each problem that the engine finds; shown beside the sentence that says what is wrong. */
const REMEDIES: Readonly<Record<ProblemCode | SurroundingsCode, Remedy>> = {
  'xml-invalid': [
    'Esporta di nuovo il diagramma in BPMN 2.0 dal programma che l’ha fatto, o scegline un altro.',
    'Export the diagram as BPMN 2.0 again, or choose another file.',
  ],
  'xml-doctype': ['Togli la riga DOCTYPE dal file.', 'Remove the DOCTYPE line from the file.'],
  'xml-too-large': OTHER_FILE,
  'xml-unknown': [
    'Se la parte serve, ridisegnala con gli elementi della tavolozza; altrimenti si può lasciare.',
    'Draw the part again with the elements of the palette if it is needed.',
  ],
  'no-process': ['Segna il processo come eseguibile.', 'Mark the process as executable.'],
  'duplicate-id': [
    'Cancella uno dei due elementi e disegnalo di nuovo.',
    'Delete one of the two elements and draw it again.',
  ],
  'unsupported-element': [
    'Sostituiscilo con un elemento della tavolozza.',
    'Replace it with an element of the palette.',
  ],
  'foreign-extension': [
    'Compila i dati del passo nel pannello a fianco.',
    'Fill in the data of the step in the panel beside.',
  ],
  'no-start-event': ['Aggiungi un inizio.', 'Add a start.'],
  'many-start-events': ['Lascia un solo inizio.', 'Leave one start only.'],
  'start-has-incoming': ['Togli la freccia che arriva qui.', 'Remove the arrow that leads here.'],
  'end-has-outgoing': ['Togli la freccia che esce da qui.', 'Remove the arrow that leaves here.'],
  'not-connected': [
    'Tira una freccia dal passo che viene prima, o cancellalo.',
    'Connect it to what comes before, or delete it.',
  ],
  'dead-end': ['Aggiungi con «+» il passo che segue, o una fine.', 'Connect it to what follows, or to an end.'],
  'flow-broken': ['Cancella il percorso e traccialo di nuovo.', 'Delete the flow and draw it again.'],
  'condition-missing': [
    'Seleziona la via e di’ quando si prende, oppure che è presa se nessun’altra vale.',
    'Select the way and say when it is taken, or that it is taken when no other is.',
  ],
  'flow-same-condition': [
    'Cambia una delle condizioni, o scegli quale via si prende se nessun’altra vale.',
    'Change one of the conditions, or choose which way is taken when no other is.',
  ],
  'condition-misplaced': ['Aggiungi una scelta prima del percorso.', 'Add a choice before the flow.'],
  'default-invalid': ['Scegli di nuovo il percorso predefinito.', 'Choose the default flow again.'],
  'feel-invalid': ['Correggi l’espressione nel campo indicato.', 'Correct the expression in the field.'],
  'feel-unbounded': [
    'Usa un’espressione più semplice, o un’attività di script.',
    'Use a simpler expression, or a script task.',
  ],
  'expression-required': ['Scrivi un’espressione che comincia con «=».', 'Write an expression that begins with "=".'],
  'timer-invalid': [
    'Indica una sola durata o data, per esempio tre giorni.',
    'Give one duration or date, such as three days.',
  ],
  'message-missing': ['Scegli il messaggio e dagli un nome.', 'Choose the message and name it.'],
  'correlation-missing': [
    'Indica il dato della pratica che il messaggio porterà, per esempio il numero.',
    'Say which datum of the case the message will bring.',
  ],
  'error-missing': ['Scegli l’errore.', 'Choose the error.'],
  'boundary-invalid': ['Trascina l’evento sul bordo di un’attività.', 'Drag the event onto the border of a task.'],
  'step-missing': ['Scegli che cosa fa il passo.', 'Choose what the step does.'],
  'step-unknown': [
    'Scegli un passo fra quelli offerti, o fai installare il plugin che manca.',
    'Choose one of the steps offered, or have the missing plugin installed.',
  ],
  'step-misplaced': ['Sostituisci il passo dal menu.', 'Replace the step by the menu.'],
  'config-invalid': ['Compila il campo indicato nel pannello del passo.', 'Fill in the field in the panel.'],
  'candidates-missing': ['Di’ chi svolge l’attività.', 'Say who does the task.'],
  'form-invalid': ['Correggi il modulo nel pannello.', 'Correct the form in the panel.'],
  'script-missing': ['Scrivi l’espressione dello script.', 'Write the expression of the script.'],
  'called-missing': ['Scegli l’iter da chiamare.', 'Choose the route to call.'],
  'loop-invalid': ['Indica l’elenco su cui si ripete.', 'Say over which list it repeats.'],
  'mapping-invalid': ['Completa o togli la riga delle variabili.', 'Complete or remove the row of variables.'],
  'error-unknown': [
    'Togli l’evento, o scegli un errore del passo.',
    'Remove the event, or choose an error of the step.',
  ],
  'field-unknown': ['Scegli un altro tipo di campo.', 'Choose another kind of field.'],
  'list-unknown': ['Scegli un altro elenco.', 'Choose another list.'],
  'group-unknown': ['Scegli di nuovo a chi spetta l’attività.', 'Choose again who does the task.'],
  'step-unavailable': [
    'Chiedi a chi amministra il sistema di configurarlo; intanto l’iter si può provare.',
    'Ask the administrator to configure it; the route can be tried meanwhile.',
  ],
  'nobody-holds': [
    'Scegli un altro ruolo o ufficio, oppure fai nominare qualcuno (o un sostituto) nell’organigramma.',
    'Choose another role or office, or have somebody appointed.',
  ],
  'value-unlisted': [
    'Scegli di nuovo la voce dall’elenco, o fai inserire quella che manca da chi amministra il sistema.',
    'Choose again from the list, or have the missing entry added by the administrator.',
  ],
  'nobody-starts': [
    'Nelle proprietà dell’iter, indicare chi può avviarlo.',
    'Say in the properties of the route who may start it.',
  ],
  'called-unpublished': ['Pubblica prima l’iter chiamato.', 'Publish the called route first.'],
  'rejection-ignored': [
    'Usa «Torna indietro» dal passo fino a chi deve correggere, o fino all’inizio (si aggiunge da sola la correzione di chi ha fatto la richiesta); oppure metti dopo il passo «Scegli», con un percorso per chi respinge.',
    'Draw “Go back” from the step to whoever corrects, or to the start (a correction by the requester is added), or put a choice behind the step with a flow for the rejection.',
  ],
  'rejection-nowhere': [
    'Usa «Torna indietro» dalla scelta fino a chi deve correggere, o fino all’inizio, oppure dai alla scelta una via presa se nessun’altra vale.',
    'Draw “Go back” from the choice to whoever corrects, or a default flow.',
  ],
  'approval-nowhere': [
    'Dalla scelta far uscire anche il percorso con cui l’iter prosegue.',
    'Draw the flow with which the route goes on out of the choice, too.',
  ],
  'rejection-onward': [
    'Dalla scelta, che va messa subito dopo il passo, usa «Torna indietro» fino a chi deve correggere, oppure porta il percorso di chi respinge a un avviso e a una fine sua.',
    'From the choice, right behind the step, draw “Go back” to whoever corrects, or lead the flow of the rejection to a notice and an end of its own.',
  ],
  'rejection-silent': [
    'Usa «Torna indietro» fino all’inizio (si aggiunge la correzione di chi ha fatto la richiesta), o metti almeno un avviso sul percorso di chi respinge.',
    'Draw “Go back” to a correction by the requester, or put at least a notice on the way of the rejection.',
  ],
};

export const remedyOf = (code: ProblemCode | SurroundingsCode): Localized => {
  const [it, en] = REMEDIES[code];
  return { it, en };
};
