import { defineDeskModule } from '@libro-firma/desk/kit';
import { BundleField } from './bundle-field.js';
import { CasePanel } from './case-panel.js';
import { CorrectionField } from './correction-field.js';
import './styles.css';

export default defineDeskModule({
  casePanels: [{ id: 'documents', title: 'Documenti', order: 10, component: CasePanel }],
  fields: [
    { kind: 'documents.bundle', component: BundleField, summary: 'elsewhere' },
    { kind: 'documents.correction', component: CorrectionField, summary: 'elsewhere' },
  ],
});
