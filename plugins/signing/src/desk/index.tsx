import { defineDeskModule } from '@libro-firma/desk/kit';
import { BatchDialog } from './batch-dialog.js';
import { BatchPage } from './batch-page.js';
import { BatchesPage } from './batches-page.js';
import { CasePanel } from './case-panel.js';
import { LockedPage } from './locked-page.js';
import { markPanel } from './mark-panel.js';
import { SignaturePanel } from './signature-panel.js';
import './styles.css';

export default defineDeskModule({
  pages: [
    { path: 'firme', title: 'Le mie firme', icon: 'it-pencil', nav: 30, component: BatchesPage },
    {
      path: 'certificati-bloccati',
      title: 'Certificati bloccati',
      icon: 'it-unlocked',
      nav: 90,
      permission: 'signing.unlock',
      component: LockedPage,
    },
    { path: 'firme/:id', title: 'Risultato della firma', component: BatchPage },
  ],
  taskPanels: [
    { stepType: 'signing.signature:1', component: SignaturePanel },
    { stepType: 'signing.initials:1', component: markPanel('initials') },
    { stepType: 'signing.endorsement:1', component: markPanel('endorsement') },
  ],
  casePanels: [{ id: 'signing', title: 'Firme', order: 15, component: CasePanel }],
  batchActions: [
    {
      id: 'signing.sign',
      label: 'Firma i selezionati',
      icon: 'it-key',
      stepTypes: ['signing.signature:1'],
      component: BatchDialog,
    },
  ],
});
