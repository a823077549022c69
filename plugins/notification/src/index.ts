import { CaseAccess, CaseHints, definePlugin, Directory } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Protocol } from '@libro-firma/plugin-protocol/ports';
import { recipientsField } from './addresses/field.js';
import { addressRoutes } from './addresses/routes.js';
import { demoRoom, demoRoutes } from './demo/routes.js';
import { migrations } from './migrations/index.js';
import { AutomaticNoticesKey, MailroomKey, module } from './module.js';
import { noticeRoutes } from './notices/routes.js';
import { createVoidedNotices } from './notices/voided.js';
import { outboxRoutes } from './outbox/routes.js';
import { trial } from './outbox/trial.js';
import { nobodyToWriteTo } from './nobody-to-write-to.js';
import { nothingToAttach } from './nothing-to-attach.js';
import { permissions } from './permissions.js';
import { AddressBook, Notices, Outbox } from './ports.js';
import { NotificationSettings } from './settings.js';
import { MAIL_STEP, mailManifest } from './steps/mail-manifest.js';
import { noticeManifest } from './steps/notice.js';
import { strangePlaceholders } from './strange-placeholders.js';
import { withoutNumber } from './without-number.js';

export default definePlugin({
  manifest: {
    name: 'notification',
    version: '0.1.0',
    label: { it: 'Avvisi e posta', en: 'Notices and mail' },
    engine: 1,
    steps: [mailManifest, noticeManifest],
  },
  module,
  migrations,
  settings: NotificationSettings,
  permissions,
  provides: [AddressBook, Outbox, Notices],
  requires: [Directory, Documents, Protocol],
  desk: {
    module: new URL('./desk/index.js', import.meta.url),
    styles: new URL('./desk/index.css', import.meta.url),
  },
  rooms: [demoRoom],
  fields: () => [recipientsField()],
  checks: () => [nothingToAttach, nobodyToWriteTo, strangePlaceholders, withoutNumber],
  routes: ({ container, live }) => {
    const cases = container.get(CaseAccess);
    const mailroom = container.get(MailroomKey);
    return [
      ...noticeRoutes(live),
      ...addressRoutes(),
      ...outboxRoutes({ cases, documents: container.get(Documents) }),
      ...(mailroom.isDemoMailbox ? demoRoutes({ cases, folder: mailroom.mailboxFolder }) : []),
    ];
  },
  trial,
  publishable: async ({ container }, stepType) =>
    stepType !== MAIL_STEP || container.get(MailroomKey).mayDeliver
      ? undefined
      : {
          it: 'Il passo «Invio per e-mail» non può essere pubblicato: nessun server di posta è configurato (impostazioni smtpHost o smtpUrl, e from, del plugin notification).',
          en: 'No SMTP server is configured (settings smtpHost or smtpUrl, and from, of the notification plugin).',
        },
  start: async ({ container, engine, live }) => {
    container.get(Protocol).whenVoided(createVoidedNotices({ engine, live, directory: container.get(Directory) }));
    await container.get(MailroomKey).start();
    const automatic = container.get(AutomaticNoticesKey);
    container.get(CaseHints).listen((tenant, hints) => automatic.listener(tenant, hints));
  },
  stop: async ({ container }) => {
    await container.get(AutomaticNoticesKey).settled();
    await container.get(MailroomKey).stop();
  },
  health: async ({ container }) => {
    const problem = await container.get(MailroomKey).problem();
    // Mails wait in the journal: a node must not be taken out of service because the mail server is.
    if (problem === undefined) return { ok: true };
    return {
      ok: true,
      message: {
        it: `Il server di posta non è utilizzabile, le mail restano in coda: ${problem}`,
        en: `The SMTP server cannot be used, mails wait: ${problem}`,
      },
    };
  },
});
