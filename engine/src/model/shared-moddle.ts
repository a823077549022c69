import { BpmnModdle } from 'bpmn-moddle';
import { lfDescriptor } from './lf-moddle.js';

let made: BpmnModdle | undefined;

/**
 * BPMN 2.0 with the `lf:` namespace. One for all: reading and writing leave nothing in it, and to build its types takes
 * longer than to read a route.
 */
export const bpmnModdle = (): BpmnModdle => {
  // Moddle writes into the descriptor that it is given.
  made ??= new BpmnModdle({ lf: structuredClone(lfDescriptor) });
  return made;
};
