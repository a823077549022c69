import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from '../route/link.js';
import { matchPath } from '../route/match.js';

export interface LinkTab {
  readonly href: string;
  readonly label: string;
  /** Further paths below it on which this tab is the current one. */
  readonly also?: readonly string[] | undefined;
  readonly count?: number | undefined;
}

export interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}

/** The pages of one thing, as links that look like tabs: each has its address. */
export const LinkTabs = ({ label, tabs }: LinkTabsProps): JSX.Element => {
  const { path } = useLocation();
  const list = useRef<HTMLUListElement>(null);
  // On a narrow screen the row is longer than the screen: the current one is in view.
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (current === null || current === undefined || list.current === null) return;
    list.current.scrollLeft = current.offsetLeft - (list.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  const within = (tab: LinkTab): boolean =>
    [tab.href, ...(tab.also ?? [])].some((pattern) => matchPath(pattern, path) !== undefined);
  return (
    <nav aria-label={label} class="lf-link-tabs">
      <ul ref={list}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} aria-current={within(tab) ? 'page' : undefined}>
              {tab.label}
              {tab.count === undefined || tab.count === 0 ? null : <span class="lf-tab-count"> {tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
