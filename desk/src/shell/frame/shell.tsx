import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '../../kit/api/session.js';
import { Icon } from '../../kit/components/icon.js';
import { onLocation } from '../../kit/route/history.js';
import { Link } from '../../kit/route/link.js';
import logo from '../icon.svg';
import { useApp } from '../definition.js';
import { useModules } from '../plugins/modules.js';
import { ConnectionNotice } from './connection-notice.js';
import { ErrorBoundary } from './error-boundary.js';
import { Navigation } from './navigation.js';
import { usePageFocus } from './page-focus.js';
import { Routes, useRoute } from './routes.js';
import { UserMenu } from './user-menu.js';
import { say } from '../../kit/text/language.js';

const HeaderItems = (): JSX.Element => {
  const { headerItems } = useModules();
  return (
    <>
      {headerItems.map((item) => (
        <ErrorBoundary key={item.id} what={say('Una voce della barra', 'An entry of the bar')}>
          <item.component />
        </ErrorBoundary>
      ))}
    </>
  );
};

/** The navigation of narrow screens: a modal drawer. */
const Drawer = (): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => onLocation(() => dialog.current?.close()), []);
  return (
    <>
      <button
        type="button"
        class="lf-header-button lf-burger"
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => {
          dialog.current?.showModal();
          setOpen(true);
        }}
      >
        <Icon name="it-burger" label={say('Apri il menu', 'Open the menu')} />
      </button>
      <dialog
        ref={dialog}
        class="lf-drawer"
        aria-label="Menu"
        onClose={() => setOpen(false)}
        onMouseDown={(event) => {
          if (event.target === dialog.current) dialog.current?.close();
        }}
      >
        <div class="lf-drawer-head">
          <span>Menu</span>
          <button type="button" class="lf-icon-button" onClick={() => dialog.current?.close()}>
            <Icon name="it-close" label={say('Chiudi il menu', 'Close the menu')} />
          </button>
        </div>
        {open ? <Navigation /> : null}
      </dialog>
    </>
  );
};

export const Shell = (): JSX.Element => {
  const { administration, demo } = useSession();
  const { home, name, companion: Companion } = useApp();
  const { missing } = useModules();
  const found = useRoute();
  usePageFocus();
  return (
    <div class={found.kind === 'page' && found.route.wide === true ? 'lf-shell lf-shell-wide' : 'lf-shell'}>
      <a
        class="lf-skip"
        href="#contenuto"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('contenuto')?.focus();
        }}
      >
        {say('Vai al contenuto', 'Skip to the content')}
      </a>
      <header class="lf-header">
        {demo ? (
          <p class="lf-demo">
            {say('Ambiente dimostrativo – senza valore legale', 'Demonstration – without legal value')}
          </p>
        ) : null}
        <div class="lf-header-bar">
          <Drawer />
          <Link href={home} class="lf-brand">
            <img src={logo} alt="" />
            <span>
              <strong>{name}</strong>
              {administration === '' ? null : <small>{administration}</small>}
            </span>
          </Link>
          <div class="lf-header-items">
            <HeaderItems />
            <UserMenu />
          </div>
        </div>
      </header>
      <div class="lf-columns">
        <div class="lf-side">
          <Navigation />
        </div>
        <div class="lf-content">
          <ConnectionNotice />
          {missing.length === 0 ? null : (
            <p class="lf-connection" role="status">
              <Icon name="it-warning-circle" />
              <span>
                {say(
                  `Alcune funzioni non si sono caricate (${missing.join(', ')}). Ricarica la pagina; se continua, avvisa chi amministra il sistema.`,
                  `Some functions did not load (${missing.join(', ')}). Reload the page; if it goes on, tell whoever runs the system.`,
                )}
              </span>
            </p>
          )}
          <main id="contenuto" tabIndex={-1}>
            <Routes found={found} />
          </main>
          {Companion === undefined ? null : <Companion />}
        </div>
      </div>
    </div>
  );
};
