import { defineDeskModule } from '@libro-firma/desk/kit';
import { CasePanel } from './case-panel.js';
import { RegisterPage } from './register-page.js';
import { RegistersPage } from './registers-page.js';
import { RegistrationPage } from './registration-page.js';

export default defineDeskModule({
  pages: [
    {
      path: 'protocollo/registro',
      title: 'Registro di protocollo',
      icon: 'it-folder',
      nav: 30,
      permission: 'protocol.register.read',
      component: RegisterPage,
    },
    { path: 'protocollo/registro/:id', title: 'Registrazione di protocollo', component: RegistrationPage },
    { path: 'protocollo/registri', title: 'Registri', permission: 'protocol.open', component: RegistersPage },
  ],
  casePanels: [{ id: 'protocol', title: 'Protocollo', order: 30, component: CasePanel }],
});
