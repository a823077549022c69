import { render } from 'preact';
import { startHistory } from '../kit/route/history.js';
import { App } from './app.js';
import { AppProvider, type AppDefinition } from './definition.js';
import { bootSession, watchSession } from './session/session.js';

/** Puts an app into the page: asks who is signed in, and shows what that person may see. */
export const startApp = (app: AppDefinition): void => {
  startHistory(app.owns);
  watchSession();
  void bootSession();
  const place = document.getElementById('app');
  if (place === null) return;
  render(
    <AppProvider value={app}>
      <App />
    </AppProvider>,
    place,
  );
};
