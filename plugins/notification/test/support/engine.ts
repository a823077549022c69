import { createEngine, type Engine } from '@libro-firma/engine';
import { definePlugin, type Directory, type Live } from '@libro-firma/engine/plugin';

import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Protocol } from '@libro-firma/plugin-protocol/ports';
import { ContainerModule } from 'inversify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import notification from '../../src/index.js';
import { TENANT } from './world.js';

const REVIEW = `
    <boundaryEvent id="caught" attachedToRef="mail"><errorEventDefinition errorRef="refused"/></boundaryEvent>
    <sequenceFlow id="f3" sourceRef="caught" targetRef="review"/>
    <userTask id="review" name="Da rivedere"><extensionElements>
      <lf:assignmentDefinition candidateGroups="person:p-1"/>
    </extensionElements></userTask>
    <sequenceFlow id="f4" sourceRef="review" targetRef="end"/>`;

/** One mail to the recipients, then a notice to the requester. With `review` refused ones go to the task "Da rivedere". */
export const process = (review = true): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="test">
  <error id="refused" errorCode="notification.rejected"/>
  <process id="send" name="Invio" isExecutable="true">
    <startEvent id="start"><extensionElements>
      <lf:userTaskForm>{"fields":[{"key":"recipients","label":"Destinatari","kind":"notification.recipients","required":true}]}</lf:userTaskForm>
    </extensionElements></startEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="mail"/>
    <sendTask id="mail" name="Invio ai destinatari"><extensionElements>
      <lf:taskDefinition type="notification.mail:1"/>
      <lf:taskHeaders>
        <lf:header key="to" value="recipients"/>
        <lf:header key="attach" value="[]"/>
        <lf:header key="subject" value="=&quot;Su &quot; + case.title"/>
        <lf:header key="body" value="Gentile {{destinatario}}"/>
      </lf:taskHeaders>
      <lf:ioMapping><lf:input source="=recipients" target="recipients"/></lf:ioMapping>
    </extensionElements></sendTask>
    <sequenceFlow id="f2" sourceRef="mail" targetRef="tell"/>
    ${review ? REVIEW : ''}
    <serviceTask id="tell" name="Avviso"><extensionElements>
      <lf:taskDefinition type="notification.notice:1"/>
      <lf:taskHeaders>
        <lf:header key="to" value="requester"/>
        <lf:header key="text" value="=&quot;Accettate dal server: &quot; + string(mail.accepted)"/>
      </lf:taskHeaders>
    </extensionElements></serviceTask>
    <sequenceFlow id="f5" sourceRef="tell" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>`;

/** What the ports of other plugins would say is not asked by a mail without attachments. */
const neighbours = definePlugin({
  manifest: { name: 'neighbours', version: '0.0.0', label: { it: 'Vicini' }, engine: 1 },
  provides: [Documents, Protocol],
  module: new ContainerModule(({ bind }) => {
    bind(Documents).toConstantValue({} as Documents);
    bind(Protocol).toConstantValue({ whenVoided: () => undefined } as unknown as Protocol);
  }),
});

const directory: Directory = {
  groupsOf: async (_tx, actor) => [{ group: `person:${actor}`, kind: 'own' }],
  holdersOf: async (_tx, group) => [group.replace('person:', '')],
  permissionsOf: async () => new Set(),
  describe: async (_tx, ids) => ids.map((id) => ({ id, name: id, email: undefined })),
  labelOf: async (_tx, groups) => new Map(groups.map((group) => [group, group])),
  problemWith: async () => undefined,
};

export interface House {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly db: TestDatabase;
  /** Another engine on the same database, as after a restart. */
  restart(settings?: object): Promise<Engine>;
  close(): Promise<void>;
}

export const openHouse = async (
  settings: object,
  options: { readonly demo?: boolean; readonly live?: Live } = {},
): Promise<House> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-notification-'));
  const clock = testClock();
  const db = await testDatabase({ clock });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const start = async (given: object): Promise<Engine> => {
    const engine = await createEngine({
      ...{ database: db, directory, log, tenants: [TENANT], dataDir: folder, publicUrl: 'https://libro.example.it' },
      ...options,
      plugins: [neighbours, notification],
      settings: { notification: given },
    });
    for (const { definition, context } of engine.plugins) await definition.start?.(context);
    return engine;
  };
  /** What was started by hand is stopped by hand: `run` has not been called. */
  const stop = async (running: Engine): Promise<void> => {
    for (const { definition, context } of [...running.plugins].reverse()) await definition.stop?.(context);
    await running.stop();
  };
  let engine = await start(settings);
  return {
    ...{ engine, clock, db },
    restart: async (given = settings) => {
      await stop(engine);
      engine = await start(given);
      return engine;
    },
    close: async () => {
      await stop(engine);
      await db.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
