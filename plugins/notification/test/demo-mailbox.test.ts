import { expect } from 'chai';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startDemoMailbox, type DemoMailbox } from '../src/demo/mailbox.js';
import { demoRoutes } from '../src/demo/routes.js';
import { listReceived } from '../src/demo/store.js';
import { mailJob, mailStepOf, RECIPIENTS } from './support/mail-step.js';
import { bytesOf, callerOf } from './support/routes.js';
import { createWorld, giveBundle, PDF, TENANT, type World } from './support/world.js';

interface Listed {
  readonly items: { readonly id: string; readonly to: string; readonly subject: string }[];
}

describe('the demo’s own mail box', () => {
  let world: World;
  let mailbox: DemoMailbox;
  let folder: string;
  let call: ReturnType<typeof callerOf>;
  beforeEach(async () => {
    world = await createWorld();
    folder = join(world.folder, 'received');
    mailbox = await startDemoMailbox({ ...world, folder, tenants: ['another', TENANT] });
    call = callerOf(world, demoRoutes({ cases: world.cases, folder }));
  });
  afterEach(async () => {
    await mailbox.stop();
    await world.close();
  });

  const send = async (job: object = {}): Promise<void> => {
    const bundle = await giveBundle(world);
    const input = { bundle, recipients: RECIPIENTS.slice(0, 1) };
    const result = await mailStepOf(world, mailbox.endpoint.port, { demo: true }).execute(mailJob({ input, job }));
    expect(result.kind).to.equal('completed');
  };

  it('takes mails over a real SMTP conversation on the loopback, and keeps them', async () => {
    await send();
    expect(mailbox.endpoint).to.deep.include({ host: '127.0.0.1', security: 'none' });
    const { items } = (await call('notification.demo.list', { id: 'p-1' })) as Listed;
    expect(items).to.have.length(1);
    expect(items[0]?.subject).to.match(/^PROVA - SENZA VALORE LEGALE - /);
    const id = items[0]?.id ?? '';
    expect((await stat(join(folder, `${id}.eml`))).mode & 0o777).to.equal(0o600);
    const mail = await call('notification.demo.read', { id: 'p-1' }, { params: { id } });
    expect(mail).to.have.nested.property('attachments[0].name', 'atto firmato.pdf');
    expect(mail)
      .to.have.property('body')
      .match(/PROVA - SENZA VALORE LEGALE/);
    const file = await call('notification.demo.attachment', { id: 'p-1' }, { params: { id, n: 1 } });
    expect((await bytesOf(file)).equals(PDF)).to.equal(true);
    expect(
      (await bytesOf(await call('notification.demo.source', { id: 'p-1' }, { params: { id } }))).toString(),
    ).to.match(/^Auto-Submitted/);
  });

  it('keeps a mail for the administration that sent it, and for no other', async () => {
    await send();
    const kept = await world.db.read('another', (tx) => listReceived(tx, { after: undefined, limit: 10 }));
    expect(kept).to.deep.equal([]);
  });

  it('shows a mail to whoever may see its case', async () => {
    await send({ confidential: true });
    const { items } = (await call('notification.demo.list', { id: 'p-1' })) as Listed;
    const id = items[0]?.id ?? '';
    const registry = { id: 'p-8', permissions: ['notification.outbox.read'] };
    expect(await call('notification.demo.list', registry)).to.deep.equal({ items: [], next: null });
    expect(await call('notification.demo.read', registry, { params: { id } })).to.equal(404);
  });

  it('tells those who look that something arrived, and nothing else', async () => {
    await send();
    expect(world.said).to.deep.include({
      to: { room: 'notification.demo:mailbox' },
      event: { type: 'notification.received' },
    });
  });

  it('is gone when it is stopped', async () => {
    await mailbox.stop();
    const refused = await new Promise<string | undefined>((resolve) => {
      const socket = connect(mailbox.endpoint.port, '127.0.0.1');
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.once('connect', () => resolve(undefined));
    });
    expect(refused).to.equal('ECONNREFUSED');
  });
});
