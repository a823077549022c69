import { child, flowElementsOf, many, processesOf, type ModdleElement } from './moddle.js';

const hold = (end: ModdleElement | undefined, side: 'incoming' | 'outgoing', flow: ModdleElement): void => {
  const held = many(end, side);
  if (end !== undefined && !held.includes(flow)) end.set(side, [...held, flow]);
};

/** BPMN lets a file leave out at its steps which arrows come and go (10.3.1): they are told by the arrows alone then. */
export const completeFlowEnds = (definitions: ModdleElement): void => {
  for (const flow of processesOf(definitions).flatMap(flowElementsOf)) {
    if (flow.$type !== 'bpmn:SequenceFlow') continue;
    hold(child(flow, 'sourceRef'), 'outgoing', flow);
    hold(child(flow, 'targetRef'), 'incoming', flow);
  }
};
