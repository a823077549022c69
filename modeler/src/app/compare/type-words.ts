import { say } from '@libro-firma/desk/kit';

/** Elements in office words, by type; the step or what an event waits for says the rest. */
const words: Readonly<Record<string, string>> = {
  'bpmn:Process': say('Iter', 'Route'),
  'bpmn:Participant': say('Cornice', 'Pool'),
  'bpmn:Collaboration': say('Disegno', 'Drawing'),
  'bpmn:Lane': say('Corsia', 'Lane'),
  'bpmn:SequenceFlow': say('Freccia', 'Arrow'),
  'bpmn:StartEvent': say('Inizio', 'Start'),
  'bpmn:EndEvent': say('Fine', 'End'),
  'bpmn:IntermediateCatchEvent': say('Attesa', 'Wait'),
  'bpmn:IntermediateThrowEvent': say('Avviso', 'Signal'),
  'bpmn:BoundaryEvent': say('Evento sul bordo', 'Boundary event'),
  'bpmn:UserTask': say('Attività', 'Task'),
  'bpmn:ServiceTask': say('Passo automatico', 'Automatic step'),
  'bpmn:SendTask': say('Invio', 'Sending step'),
  'bpmn:ReceiveTask': say('Attesa di un messaggio', 'Wait for a message'),
  'bpmn:ScriptTask': say('Calcolo', 'Calculation'),
  'bpmn:ManualTask': say('Lavoro fuori dalla scrivania', 'Work outside the desk'),
  'bpmn:Task': say('Passo senza effetto', 'Step without effect'),
  'bpmn:ExclusiveGateway': say('Scelta', 'Choice'),
  'bpmn:ParallelGateway': say('Insieme', 'Together'),
  'bpmn:InclusiveGateway': say('Una o più vie', 'One or more ways'),
  'bpmn:EventBasedGateway': say('Quello che succede prima', 'What happens first'),
  'bpmn:CallActivity': say('Altro iter', 'Another route'),
  'bpmn:SubProcess': say('Sottoprocesso', 'Sub-process'),
  'bpmn:TextAnnotation': say('Nota', 'Note'),
};

export const typeText = (type: string): string => words[type] ?? type.replace(/^bpmn:/, '');

const events: Readonly<Record<string, string>> = {
  'bpmn:TimerEventDefinition': say('a tempo', 'at a time'),
  'bpmn:MessageEventDefinition': say('messaggio', 'message'),
  'bpmn:ErrorEventDefinition': say('errore', 'error'),
  'bpmn:SignalEventDefinition': say('segnale', 'signal'),
  'bpmn:EscalationEventDefinition': say('sollecito', 'escalation'),
  'bpmn:ConditionalEventDefinition': say('condizione', 'condition'),
  'bpmn:TerminateEventDefinition': say('chiude tutto', 'ends everything'),
  'bpmn:LinkEventDefinition': say('rimando', 'link'),
  'bpmn:CompensateEventDefinition': say('compensazione', 'compensation'),
};

export const eventText = (type: string): string => events[type] ?? type.replace(/^bpmn:/, '');
