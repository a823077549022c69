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

const rights: Readonly<Record<ActingFor['kind'], string>> = {
  substitute: 'come sostituto',
  signingDelegation: 'per delega di firma',
  functionsDelegation: 'per delega di funzioni',
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
          <p>Oggi agisci anche per:</p>
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
        <span>Cambia password</span>
      </Link>
      {leave.error === undefined ? null : <ErrorAlert error={leave.error} />}
      <Button variant="outline-primary" size="sm" icon="it-logout" busy={leave.busy} onClick={() => void leave.run()}>
        Esci
      </Button>
      <a class="lf-licenses" href="/desk/licenses.txt" target="_blank" rel="noopener">
        Licenze dei componenti (si apre in un’altra scheda)
      </a>
    </div>
  );
};

/** Whose desk it is, for whom they may act today, password, way out. */
export const UserMenu = (): JSX.Element => {
  const { actor } = useSession();
  return (
    <HeaderPopover icon="it-user" label={`${actor.name}: profilo e uscita`} title="Profilo" text={actor.name}>
      {() => <Menu />}
    </HeaderPopover>
  );
};
