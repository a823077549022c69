import { defineDeskModule } from '@libro-firma/desk/kit';
import { AddressBookPage } from './address-book-page.js';
import { Bell, DemoMailLink } from './bell.js';
import { CasePanel } from './case-panel.js';
import { DemoPage } from './demo-page.js';
import { NoticesPage } from './notices-page.js';
import { OutboxPage } from './outbox-page.js';
import { RecipientsField } from './recipients-field.js';
import { RecipientsValue } from './recipients-value.js';
import './styles.css';

export default defineDeskModule({
  pages: [
    {
      path: 'rubrica',
      title: 'Rubrica',
      icon: 'it-card',
      nav: 40,
      permission: 'notification.addressBook.use',
      component: AddressBookPage,
    },
    {
      path: 'invii',
      title: 'Invii per e-mail',
      icon: 'it-mail',
      nav: 45,
      permission: 'notification.outbox.read',
      component: OutboxPage,
    },
    { path: 'avvisi', title: 'Avvisi', component: NoticesPage },
    { path: 'posta-di-prova', title: 'Posta di prova', component: DemoPage },
  ],
  casePanels: [{ id: 'notification', title: 'Invii', order: 40, component: CasePanel }],
  headerItems: [
    { id: 'notification.bell', order: 10, component: Bell },
    { id: 'notification.demo-mail', order: 20, component: DemoMailLink },
  ],
  fields: [{ kind: 'notification.recipients', component: RecipientsField, summary: RecipientsValue }],
});
