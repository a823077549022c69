/**
 * A whole diagram from what matters in a test: the elements as BPMN, and the flows as arrows.
 * `a -> b -> c` makes two flows, with ids `a_b` and `b_c` (chains are parted by lines or `;`); `g -> x [=amount > 10]` one with a condition.
 */
export const bpmn = (elements: string, flows: string, options: { id?: string; definitions?: string } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0"
  id="definitions" targetNamespace="https://libro-firma.it/test">
  ${options.definitions ?? ''}
  <process id="${options.id ?? 'process'}" isExecutable="true">
    ${inside(elements, flows)}
  </process>
</definitions>`;

/** The same for the inside of a sub-process. */
export const inside = (elements: string, flows: string): string => `${elements}\n${flowsOf(flows)}`;

const flowsOf = (text: string): string =>
  text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => {
      const condition = /\[(.*)\]$/.exec(line)?.[1];
      const stations = line
        .replace(/\[.*\]$/, '')
        .split('->')
        .map((station) => station.trim());
      return stations.slice(1).map((target, index) => flowXml(stations[index] ?? '', target, condition));
    })
    .join('\n');

const flowXml = (source: string, target: string, condition: string | undefined): string =>
  `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${
    condition === undefined ? '' : `<conditionExpression>${escape(condition)}</conditionExpression>`
  }</sequenceFlow>`;

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A user task for everybody in "office". */
export const userTask = (id: string, inner = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements>
     <lf:assignmentDefinition candidateGroups="office"/>${inner}
   </extensionElements></userTask>`;

export const serviceTask = (id: string, type: string, inner = ''): string =>
  `<serviceTask id="${id}" name="${id}"><extensionElements>
     <lf:taskDefinition type="${type}"/>${inner}
   </extensionElements></serviceTask>`;

export const timer = (kind: 'Duration' | 'Date' | 'Cycle', value: string): string =>
  `<timerEventDefinition><time${kind}>${escape(value)}</time${kind}></timerEventDefinition>`;
