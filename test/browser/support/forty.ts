import { bpmn } from '../../conformance/support/bpmn.js';
import { simplePdf } from '../../../plugins/documents/test/support/pdf-builder.js';
import { sample, startNote, taskAt, upload } from '../../http/support/requests.js';
import type { Municipality } from '../../http/support/municipality.js';
import type { Visitor } from '../../http/support/visitor.js';

/** What the director of the sector signs alone: no clerk's check, no second signature. */
const values = {
  office: 'gare',
  book: 'lf-area-opere',
  classification: 'VI.5',
  transmissionMode: 'paper',
  recipients: [{ kind: 'person', name: 'Rosa Bianchi', email: 'rosa.bianchi@posta.example' }],
};

const group = (expression: string): string =>
  `<lf:assignmentDefinition candidateGroups="=[${expression}]"/><lf:taskSchedule dueDate="=now() + duration(&quot;P3D&quot;)"/>`;

/** A route on which the author may still correct the document while it waits for its signature. */
const amendable = bpmn(
  `<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@*"/></lf:properties></extensionElements>
   <startEvent id="start"><extensionElements><lf:userTaskForm>{"fields": [
     {"key": "bundle", "label": "Documenti", "kind": "documents.bundle", "required": true}
   ]}</lf:userTaskForm></extensionElements></startEvent>
   <parallelGateway id="split"/><parallelGateway id="join"/><endEvent id="end"/>
   <userTask id="rettifica" name="Rettifica"><extensionElements>
     ${group('&quot;person:&quot; + case.requester')}
     <lf:userTaskForm>{"fields": [{"key": "bundle", "label": "Documenti", "kind": "documents.correction"}]}</lf:userTaskForm>
   </extensionElements></userTask>
   <userTask id="firma" name="Firma del dirigente"><extensionElements>
     <lf:taskDefinition type="signing.signature:1"/>
     ${group('&quot;book:lf-area-opere:signer1&quot;')}
     <lf:ioMapping><lf:input source="=bundle" target="bundle"/></lf:ioMapping>
   </extensionElements></userTask>`,
  `start -> split -> firma -> join -> end
   split -> rettifica -> join`,
  { id: 'nota-rettificabile' },
);

export const publishAmendable = async (by: Visitor): Promise<void> => {
  await by.want('POST', 'definitions', { bytes: amendable, type: 'application/xml' });
};

export const titleOf = (n: number): string => `Nota del cantiere n. ${String(n).padStart(2, '0')}`;

const AT_ONCE = 4;

/** Notes in the signer's queue, one of them amendable. @returns cases by number, from 1 */
export const startForty = async (town: Municipality, amendableNumber: number): Promise<ReadonlyMap<number, string>> => {
  const author = await town.as('richiedente');
  const letter = await sample('nota-sopralluogo-ponte');
  const cases = new Map<number, string>();
  const start = async (n: number): Promise<void> => {
    // Some of them are word for word the same letter.
    const bytes =
      n % 10 === 0 ? letter : simplePdf('', '', { 4: { dict: '', data: `BT /F1 12 Tf 72 700 Td (${n}) Tj ET` } });
    const main = { name: `nota-${n}.pdf`, bytes };
    const plain = { title: titleOf(n), main, values };
    const other = { ...plain, processId: 'nota-rettificabile', values: {} };
    const caseId = await startNote(author, n === amendableNumber ? other : plain);
    cases.set(n, caseId);
    await taskAt(author, caseId, 'firma');
  };
  const few = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, to - n + 1) }, (_none, index) => start(n + index)));
  };
  await few(1, 39);
  // The last one comes last into the queue, and to its turn.
  await few(40, 40);
  return cases;
};

/** The author brings another document while the first one waits for its signature. */
export const amend = async (author: Visitor, caseId: string): Promise<void> => {
  const { id } = await taskAt(author, caseId, 'rettifica');
  const main = await upload(author, 'rettificata.pdf', await sample('nota-chiusura-strada'));
  await author.want('POST', `tasks/${id}/complete`, { body: { values: { bundle: { main } } } });
};
