import type { JSX } from 'preact';
import { useSession, type ActingFor } from '../../kit/api/session.js';
import { useAction } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { HeaderPopover } from '../../kit/components/header-popover.js';
import { Icon } from '../../kit/components/icon.js';
import { Link } from '../../kit/route/link.js';
import { useApp } from '../definition.js';
import { signOut } from '../session/session.js';
import { chooseLanguage, language, languages, say, type Language } from '../../kit/text/language.js';

const rights: Readonly<Record<ActingFor['kind'], string>> = {
  substitute: say('come sostituto', 'as their substitute'),
  signingDelegation: say('per delega di firma', 'by delegation of signature'),
  functionsDelegation: say('per delega di funzioni', 'by delegation of functions'),
};

const names: Readonly<Record<Language, string>> = { it: 'Italiano', en: 'English' };

/** Where the app speaks more than one language: the other ones, each by its own name. */
const LanguageChoice = (): JSX.Element | null => {
  const others = languages().filter((one) => one !== language());
  if (others.length === 0) return null;
  return (
    <>
      {others.map((one) => (
        <button key={one} type="button" class="lf-menu-link" lang={one} onClick={() => chooseLanguage(one)}>
          <Icon name="it-comment" />
          <span>{names[one]}</span>
        </button>
      ))}
    </>
  );
};

const Menu = (): JSX.Element => {
  const { actor, actingFor } = useSession();
  const { home } = useApp();
  const leave = useAction(async (_key: string) => signOut(home));
  return (
    <div class="lf-user-menu">
      <p class="lf-user-name">{actor.name}</p>
      {actor.email === undefined ? null : <p class="lf-muted">{actor.email}</p>}
      {actingFor.length === 0 ? null : (
        <div class="lf-acting">
          <p>{say('Oggi agisci anche per:', 'Today you also act for:')}</p>
          <ul>
            {actingFor.map((one) => (
              <li key={`${one.id} ${one.kind}`}>
                <strong>{one.name}</strong>, {rights[one.kind]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Link href={`${home === '/' ? '' : home}/password`} class="lf-menu-link">
        <Icon name="it-key" />
        <span>{say('Cambia password', 'Change password')}</span>
      </Link>
      <LanguageChoice />
      {leave.error === undefined ? null : <ErrorAlert error={leave.error} />}
      <Button variant="outline-primary" size="sm" icon="it-logout" busy={leave.busy} onClick={() => void leave.run()}>
        {say('Esci', 'Sign out')}
      </Button>
      <a class="lf-licenses" href="/desk/licenses.txt" target="_blank" rel="noopener">
        {say('Licenze dei componenti (si apre in un’altra scheda)', 'Licences of the parts (opens in another tab)')}
      </a>
    </div>
  );
};

/** Whose desk it is, for whom they may act today, password, way out. */
export const UserMenu = (): JSX.Element => {
  const { actor } = useSession();
  return (
    <HeaderPopover
      icon="it-user"
      label={say(`${actor.name}: profilo e uscita`, `${actor.name}: profile and sign-out`)}
      title={say('Profilo', 'Profile')}
      text={actor.name}
    >
      {() => <Menu />}
    </HeaderPopover>
  );
};
