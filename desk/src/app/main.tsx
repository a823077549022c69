import { startApp } from '../shell/start.js';
import { QueueCount } from './navigation/use-queue-count.js';
import { useDeskNavigation } from './navigation/navigation.js';
import { deskPages } from './pages.js';

startApp({
  name: 'Libro Firma',
  home: '/',
  owns: (path) => !/^\/modeler(\/|$)/.test(path),
  pages: deskPages,
  pluginPages: true,
  useNavigation: useDeskNavigation,
  companion: QueueCount,
});
