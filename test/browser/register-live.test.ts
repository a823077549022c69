import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { openMunicipality, type Municipality } from '../http/support/municipality.js';
import { ended, sample, startNote } from '../http/support/requests.js';
import { launchChromium } from '../support/chromium.js';
import { Desk } from './support/desk.js';
import { isUsable } from './support/usable.js';

/** Whatever is sent in takes a number at once: nobody signs it. */
const route = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="urn:test">
  <process id="iter" name="Iter" isExecutable="true">
    <extensionElements>
      <lf:properties>
        <lf:property name="startableBy" value="role:drafter@*" />
        <lf:property name="sector" value="*" />
      </lf:properties>
    </extensionElements>
    <startEvent id="start">
      <extensionElements>
        <lf:userTaskForm>{"fields":[{"key":"bundle","label":"Documenti","kind":"documents.bundle","required":true}]}</lf:userTaskForm>
      </extensionElements>
    </startEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="number" />
    <serviceTask id="number" name="Numero">
      <extensionElements>
        <lf:taskDefinition type="protocol.register:1" />
        <lf:taskHeaders>
          <lf:header key="register" value="liquidazioni" />
          <lf:header key="direction" value="internal" />
          <lf:header key="classification" value="VI.5" />
          <lf:header key="subject" value="=case.title" />
          <lf:header key="requireSignature" value="false" />
        </lf:taskHeaders>
      </extensionElements>
    </serviceTask>
    <sequenceFlow id="f2" sourceRef="number" targetRef="end" />
    <endEvent id="end" />
  </process>
</definitions>`;

describe('the register on somebody’s screen', function () {
  this.timeout(180_000);
  let town: Municipality;
  let browser: Browser;
  let desk: Desk;
  let processId: string;
  let pdf: Buffer;

  before(async () => {
    town = await openMunicipality({ log: { level: 'warn' } });
    const analyst = await town.as('analista');
    const body = { name: 'Nota interna', sector: '*', from: { xml: route } };
    const draft = await analyst.want<{ id: string; rev: number }>('POST', 'routes', { body });
    await analyst.want('POST', `routes/${draft.id}/publish`, { body: { rev: draft.rev, reason: 'Prima versione.' } });
    processId = draft.id;
    pdf = await sample('nota-sopralluogo-ponte');
    for (let n = 1; n <= 8; n += 1) await registered(`Nota interna ${n}`);
    browser = await launchChromium();
    desk = await Desk.open(browser, town.url, 'protocollo', 390);
  });
  after(async () => {
    await browser?.close();
    await town?.close();
  });
  beforeEach(async () => {
    await desk.goto('/protocollo/registro');
    await row('Nota interna 1').waitFor();
  });
  afterEach(() => expect(desk.failures).to.deep.equal([]));

  /** @returns the id of its registration */
  const registered = async (title: string): Promise<string> => {
    const by = await town.as('richiedente');
    // Each file is another one: a document is registered once.
    const bytes = Buffer.concat([pdf, Buffer.from(`\n% ${title}\n`)]);
    const caseId = await startNote(by, { title, main: { name: 'nota.pdf', bytes }, processId, values: {} });
    await ended(by, caseId);
    const { items } = await by.want<{ items: { id: string }[] }>('GET', `protocol/cases/${caseId}/registrations`);
    return items[0]?.id ?? '';
  };
  const row = (title: string) =>
    desk.page.getByRole('row').filter({ has: desk.page.getByText(title, { exact: true }) });

  it('gets a new number by itself, on top', async () => {
    await registered('Nota interna 9');
    await row('Nota interna 9').waitFor();
    expect(await desk.page.getByRole('row').nth(1).innerText()).to.contain('Nota interna 9');
    await isUsable(desk);
  });

  it('does not move under the eyes of whoever reads further down, nor under the hand', async () => {
    const read = row('Nota interna 2');
    const link = read.getByRole('link');
    await link.scrollIntoViewIfNeeded();
    await link.focus();
    const before = await read.boundingBox();
    await registered('Nota interna 10');
    await row('Nota interna 10').waitFor({ state: 'attached' });
    const after = await read.boundingBox();
    expect(before).not.to.equal(null);
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).to.be.below(2);
    expect(await link.evaluate((element) => element === document.activeElement)).to.equal(true);
  });

  it('shows to whoever reads it that somebody voided a registration', async () => {
    const id = await registered('Nota interna sbagliata');
    await row('Nota interna sbagliata').waitFor();
    const clerk = await town.as('protocollo');
    const body = { act: 'Disposizione n. 3', reason: 'Doppia' };
    await clerk.want('POST', `protocol/registrations/${id}/voiding`, { body });
    await row('Nota interna sbagliata').getByText('Annullata').waitFor();
    await desk.goto(`/protocollo/registro/${id}`);
    await desk.reads('automatica, dall’iter «Nota interna»');
  });

  it('tells who asked for the act, at once and on the case: by whom, by which act, why', async () => {
    const id = await registered('Nota interna doppia');
    const asker = await Desk.open(browser, town.url, 'richiedente', 1280);
    const clerk = await town.as('protocollo');
    const body = { act: 'Disposizione n. 4', reason: 'Registrata due volte' };
    await clerk.want('POST', `protocol/registrations/${id}/voiding`, { body });
    // What passes over the page says what it is about.
    await asker.reads(/«Nota interna doppia», è stato annullato da .*/);
    const mine = await town.as('richiedente');
    const { caseId } = await mine.want<{ caseId: string }>('GET', `protocol/registrations/${id}`);
    await asker.goto(`/pratiche/${caseId}`);
    await asker.reads('Provvedimento: Disposizione n. 4');
    await asker.reads('Motivo: Registrata due volte');
    await asker.reads(/^Annullata il .* da /);
    const downloads = asker.page.getByRole('link', { name: /^(Copia di cortesia|Segnatura XML)/ });
    expect(await downloads.allInnerTexts()).to.deep.equal([
      'Copia di cortesia (registrazione annullata)',
      'Segnatura XML (registrazione annullata)',
    ]);
    await isUsable(asker);
    expect(asker.failures).to.deep.equal([]);
  });
});
