import { startApp } from '@libro-firma/desk/shell';
import { useModelerNavigation } from './navigation.js';
import { modelerPages } from './pages.js';

startApp({
  name: 'Modellatore',
  home: '/modeler',
  owns: (path) => /^\/modeler(\/|$)/.test(path),
  pages: modelerPages,
  permissions: ['engine.model', 'engine.deploy', 'engine.watch'],
  useNavigation: useModelerNavigation,
});
