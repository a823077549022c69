import type { JSX } from 'preact';
import { Icon } from '../../kit/components/icon.js';
import { Link, useLocation } from '../../kit/route/link.js';
import { matchPath } from '../../kit/route/match.js';
import { useApp, type NavEntry } from '../definition.js';
import { say } from '../../kit/text/language.js';

const Entry = ({ entry, path }: { readonly entry: NavEntry; readonly path: string }): JSX.Element => {
  const exact = matchPath(entry.href, path) !== undefined;
  const within = exact || (entry.also ?? []).some((pattern) => matchPath(pattern, path) !== undefined);
  return (
    <li>
      <Link href={entry.href} class={within ? 'lf-nav-current' : undefined} aria-current={exact ? 'page' : undefined}>
        <Icon name={entry.icon} />
        <span>{entry.label}</span>
        {entry.count === undefined || entry.count === 0 ? null : (
          <span class="lf-nav-count">
            <span aria-hidden="true">{entry.countMore === true ? `${entry.count}+` : entry.count}</span>
            <span class="visually-hidden">, {entry.countText}</span>
          </span>
        )}
      </Link>
    </li>
  );
};

/** The app's navigation, at the side or in the drawer. */
export const Navigation = (): JSX.Element => {
  const { useNavigation } = useApp();
  const groups = useNavigation();
  const { path } = useLocation();
  return (
    <nav aria-label={say('Principale', 'Main')} class="lf-nav">
      {groups
        .filter(({ entries }) => entries.length > 0)
        .map(({ title, entries }) => (
          <>
            {title === undefined ? null : <h2 class="lf-nav-title">{title}</h2>}
            <ul class="lf-nav-list">
              {entries.map((entry) => (
                <Entry key={entry.href} entry={entry} path={path} />
              ))}
            </ul>
          </>
        ))}
    </nav>
  );
};
