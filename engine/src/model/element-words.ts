/** What this executor does not run, in the words of Italian manuals of BPMN; what is missing here is called as it is. */
const ELEMENTS: Readonly<Record<string, string>> = {
  'bpmn:AdHocSubProcess': 'un sottoprocesso ad hoc (passi in qualunque ordine)',
  'bpmn:BusinessRuleTask': 'un’attività con tabella di decisione',
  'bpmn:ComplexGateway': 'una decisione complessa (gateway complesso)',
  'bpmn:EventBasedGateway': 'una scelta tra eventi (quel che accade per primo)',
  'bpmn:ManualTask': 'un’attività fuori dalla scrivania',
  'bpmn:Transaction': 'una transazione',
  'bpmn:CallChoreography': 'una coreografia chiamata',
  'bpmn:ChoreographyTask': 'un’attività di coreografia',
  'bpmn:SubChoreography': 'una coreografia',
};

const EVENTS: Readonly<Record<string, string>> = {
  'bpmn:CancelEventDefinition': 'annullamento',
  'bpmn:CompensateEventDefinition': 'compensazione',
  'bpmn:ConditionalEventDefinition': 'condizione',
  'bpmn:ErrorEventDefinition': 'errore',
  'bpmn:EscalationEventDefinition': 'passaggio al livello superiore',
  'bpmn:LinkEventDefinition': 'collegamento',
  'bpmn:MessageEventDefinition': 'messaggio',
  'bpmn:SignalEventDefinition': 'segnale',
  'bpmn:TerminateEventDefinition': 'termine di tutto',
  'bpmn:TimerEventDefinition': 'tempo',
};

const POSITIONS: Readonly<Record<string, string>> = {
  'bpmn:BoundaryEvent': 'attaccato a un passo',
  'bpmn:EndEvent': 'come fine',
  'bpmn:IntermediateCatchEvent': 'come attesa lungo il percorso',
  'bpmn:IntermediateThrowEvent': 'lungo il percorso',
  'bpmn:StartEvent': 'come inizio',
};

export const italianElement = (type: string): string => ELEMENTS[type] ?? `l’elemento ${type.replace('bpmn:', '')}`;

/** An event by its definition and by where it stands: "un evento di segnale attaccato a un passo". */
export const italianEvent = (definition: string | undefined, position: string): string => {
  const kind = definition === undefined ? 'un evento senza tipo' : `un evento di ${EVENTS[definition] ?? definition}`;
  return `${kind} ${POSITIONS[position] ?? 'in questa posizione'}`;
};
