import { readFileSync } from 'node:fs';
import type { TestServer, Visitor } from './server.js';

/** Request, decision by the director of U1, repair by a machine. */
export const requestXml = readFileSync(new URL('./request.bpmn', import.meta.url), 'utf8');

export const deployXml = (visitor: Visitor, xml: string, query = '') =>
  visitor.ask('POST', `definitions${query}`, { raw: xml, headers: { 'content-type': 'application/xml' } });

export interface Started {
  readonly caseId: string;
  readonly taskId: string;
}

/** Anna asks for a repair; the director's task is open. */
export const startRequest = async (server: TestServer, anna: Visitor, change: object = {}): Promise<Started> => {
  const answer = await anna.ask('POST', 'cases', {
    body: { processId: 'request', title: 'Porta della sala', values: { cost: 100 }, ...change },
  });
  if (answer.status !== 201) throw new Error(`Starting gave ${answer.status}: ${answer.text}`);
  const caseId = String(answer.body['caseId']);
  const about = await anna.ask('GET', `cases/${caseId}`);
  const [step] = about.body['steps'] as { taskId: string }[];
  return { caseId, taskId: step?.taskId ?? '' };
};
