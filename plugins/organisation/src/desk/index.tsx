import { defineDeskModule } from '@libro-firma/desk/kit';
import { BookField } from './book-field.js';
import { ChartPage } from './chart-page.js';
import { NamedValue } from './named-value.js';
import { OfficeField } from './office-field.js';
import { OfficePage } from './office-page.js';
import { PersonField } from './person-field.js';
import { SubstitutionsPage } from './substitutions-page.js';
import './styles.css';

export default defineDeskModule({
  pages: [
    {
      path: 'organigramma',
      title: 'Organigramma',
      icon: 'it-pa',
      nav: 60,
      permission: 'organisation.read',
      component: ChartPage,
    },
    { path: 'organigramma/:office', title: 'Ufficio', permission: 'organisation.read', component: OfficePage },
    {
      path: 'sostituzioni',
      title: 'Sostituzioni e deleghe',
      icon: 'it-user',
      nav: 70,
      permission: 'organisation.read',
      component: SubstitutionsPage,
    },
  ],
  fields: [
    { kind: 'organisation.book', component: BookField, summary: NamedValue },
    { kind: 'organisation.office', component: OfficeField, summary: NamedValue },
    { kind: 'organisation.person', component: PersonField, summary: NamedValue },
  ],
});
