import { render } from 'preact';
import { startHistory } from '../kit/route/history.js';
import { App } from './app.js';
import { bootSession, watchSession } from './session/session.js';

startHistory();
watchSession();
void bootSession();
const place = document.getElementById('app');
if (place !== null) render(<App />, place);
