import { say } from '@libro-firma/desk/kit';
import { startApp } from '@libro-firma/desk/shell';
import { useModelerNavigation } from './navigation.js';
import { modelerPages } from './pages.js';

startApp({
  name: say('Modellatore', 'Modeler'),
  home: '/modeler',
  owns: (path) => /^\/modeler(\/|$)/.test(path),
  pages: modelerPages,
  permissions: ['engine.model', 'engine.deploy', 'engine.watch'],
  useNavigation: useModelerNavigation,
});
