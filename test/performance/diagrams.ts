const wrap = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0"
  id="definitions" targetNamespace="https://libro-firma.it/bench"><process id="bench" isExecutable="true">${body}</process></definitions>`;

const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;

/** start -> user task -> end */
export const userTask = wrap(
  `<startEvent id="start"/><userTask id="review"><extensionElements><lf:assignmentDefinition candidateGroups="office"/></extensionElements></userTask><endEvent id="end"/>` +
    flow('start', 'review') +
    flow('review', 'end'),
);

/** start -> ten service tasks, each a job of its own -> end */
export const tenServices = wrap(
  `<startEvent id="start"/>${Array.from(
    { length: 10 },
    (_, n) =>
      `<serviceTask id="s${n}"><extensionElements><lf:taskDefinition type="bench.work:1"/></extensionElements></serviceTask>`,
  ).join('')}<endEvent id="end"/>` +
    flow('start', 's0') +
    Array.from({ length: 9 }, (_, n) => flow(`s${n}`, `s${n + 1}`)).join('') +
    flow('s9', 'end'),
);

/** The same for the peer, which calls a function instead of a job. */
export const tenServicesForPeer = tenServices.replace(
  /<serviceTask id="(s\d)">.*?<\/serviceTask>/g,
  '<serviceTask id="$1" implementation="${environment.services.work}"/>',
);
