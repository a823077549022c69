import { CaseAccess, createPort, Directory, PluginContext, stepHandler } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Protocol } from '@libro-firma/plugin-protocol/ports';
import { ContainerModule } from 'inversify';
import { keepEntry, readEntry, recipientOf } from './addresses/store.js';
import { Mailroom } from './mailroom.js';
import { createAutomaticNotices, type AutomaticNotices } from './notices/automatic.js';
import { createNotices } from './notices/post.js';
import { messagesOfCase } from './outbox/journal.js';
import { AddressBook, Notices, Outbox } from './ports.js';
import type { NotificationSettings } from './settings.js';
import { MAIL_STEP } from './steps/mail-manifest.js';
import { createMailStep } from './steps/mail.js';
import { createNoticeStep, NOTICE_STEP } from './steps/notice.js';

type Context = PluginContext<NotificationSettings>;

/** Bound for the plugin itself only. */
export const MailroomKey = createPort<Mailroom>('notification.mailroom');
export const AutomaticNoticesKey = createPort<AutomaticNotices>('notification.automatic-notices');

const addressBook: AddressBook = {
  async entry(tx, id) {
    const entry = await readEntry(tx, id);
    return entry && recipientOf(entry);
  },
  async keep(tx, recipient, by) {
    return recipientOf(await keepEntry(tx, recipient, by));
  },
};

const outbox: Outbox = {
  async messagesOf(tx, caseId) {
    const messages = await messagesOfCase(tx, caseId);
    return messages.map(({ id, messageId, to, state, attempts, queuedAt, acceptedAt, answer }) => ({
      ...{ id, caseId, messageId, to, state, attempts, queuedAt, acceptedAt, answer },
    }));
  },
};

export const module = new ContainerModule(({ bind }) => {
  bind(AddressBook).toConstantValue(addressBook);
  bind(Outbox).toConstantValue(outbox);
  bind(MailroomKey)
    .toResolvedValue((context: Context) => new Mailroom(context), [PluginContext])
    .inSingletonScope();
  bind(Notices)
    .toResolvedValue(
      ({ db, live }: Context, directory: Directory) => createNotices({ db, live, directory }),
      [PluginContext, Directory],
    )
    .inSingletonScope();
  bind(AutomaticNoticesKey)
    .toResolvedValue(
      ({ db, engine, log }: Context, directory: Directory, notices: Notices) =>
        createAutomaticNotices({ db, engine, directory, log, notices }),
      [PluginContext, Directory, Notices],
    )
    .inSingletonScope();
  bind(stepHandler(MAIL_STEP))
    .toResolvedValue(
      (
        { db, engine, live, clock, settings, demo, publicUrl }: Context,
        directory: Directory,
        documents: Documents,
        protocol: Protocol,
        notices: Notices,
        mailroom: Mailroom,
      ) =>
        createMailStep({
          ...{ db, engine, live, settings, demo, publicUrl, directory, documents, protocol, notices },
          from: mailroom.from,
          courier: () => mailroom.courier(),
          now: () => clock.now(),
        }),
      [PluginContext, Directory, Documents, Protocol, Notices, MailroomKey],
    )
    .inSingletonScope();
  bind(stepHandler(NOTICE_STEP))
    .toResolvedValue(
      (
        { db, engine, settings, publicUrl }: Context,
        directory: Directory,
        protocol: Protocol,
        cases: CaseAccess,
        notices: Notices,
      ) => createNoticeStep({ db, engine, settings, publicUrl, directory, protocol, cases, notices }),
      [PluginContext, Directory, Protocol, CaseAccess, Notices],
    )
    .inSingletonScope();
});
