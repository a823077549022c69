import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { Link } from '../route/link.js';
import { Button } from './button.js';
import { Icon } from './icon.js';
import { say } from '../text/language.js';

export type BadgeKind = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'trial';

export const Badge = ({
  kind = 'neutral',
  icon,
  children,
}: {
  readonly kind?: BadgeKind | undefined;
  readonly icon?: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <span class={`lf-badge lf-badge-${kind}`}>
    {icon === undefined ? null : <Icon name={icon} size="xs" />}
    {children}
  </span>
);

/** Marks what has no legal effect. */
export const TrialBadge = (): JSX.Element => <Badge kind="trial">{say('PROVA', 'TRIAL')}</Badge>;

export const EmptyState = ({
  icon = 'it-inbox',
  title,
  children,
  actions,
}: {
  readonly icon?: string | undefined;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}): JSX.Element => (
  <div class="lf-empty">
    <Icon name={icon} size="xl" />
    <p class="lf-empty-title">{title}</p>
    {children === undefined ? null : <div class="lf-empty-text">{children}</div>}
    {actions === undefined ? null : <div class="lf-actions">{actions}</div>}
  </div>
);

/** "Mostra altri", below a list that has more. */
export const Pagination = ({
  hasMore,
  busy,
  onMore,
  label = say('Mostra altri', 'Show more'),
}: {
  readonly hasMore: boolean;
  readonly busy?: boolean | undefined;
  readonly onMore: () => void;
  readonly label?: string | undefined;
}): JSX.Element | null =>
  hasMore ? (
    <div class="lf-pagination">
      <Button variant="outline-primary" onClick={onMore} busy={busy}>
        {label}
      </Button>
    </div>
  ) : null;

export const Card = ({
  title,
  actions,
  children,
  level = 2,
  class: extra,
  id: anchor,
}: {
  readonly title?: string | undefined;
  /** Links lead there, and it can take the focus. */
  readonly id?: string | undefined;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Of the heading. */
  readonly level?: 2 | 3 | undefined;
  readonly class?: string | undefined;
}): JSX.Element => {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      id={anchor}
      tabIndex={anchor === undefined ? undefined : -1}
      class={`lf-card${extra === undefined ? '' : ` ${extra}`}`}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title === undefined ? null : (
        <header class="lf-card-head">
          <Heading id={id}>{title}</Heading>
          {actions === undefined ? null : <div class="lf-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
};

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The page's one `h1` (and the window's title), what stands above and below it, and its main actions. */
export const PageHeader = ({
  title,
  back,
  badges,
  children,
  actions,
}: {
  readonly title: string;
  readonly back?: Crumb | undefined;
  readonly badges?: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}): JSX.Element => {
  useEffect(() => {
    document.title = `${title} – Libro Firma`;
  }, [title]);
  return (
    <header class="lf-page-head">
      {back === undefined ? null : (
        <nav aria-label={say('Torna indietro', 'Back')} class="lf-back">
          <Link href={back.href}>
            <Icon name="it-arrow-left" size="xs" />
            <span>{back.label}</span>
          </Link>
        </nav>
      )}
      <div class="lf-page-head-line">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {badges === undefined ? null : <div class="lf-badges">{badges}</div>}
          {children === undefined ? null : <div class="lf-page-lead">{children}</div>}
        </div>
        {actions === undefined ? null : <div class="lf-actions">{actions}</div>}
      </div>
    </header>
  );
};

export interface Definition {
  readonly term: string;
  readonly value: ComponentChildren;
  /** Takes a line of its own where several stand beside one another: lists, digests. */
  readonly wide?: boolean;
}

/** Terms and values; those without a value are left out. */
export const DefinitionList = ({ items }: { readonly items: readonly (Definition | undefined)[] }): JSX.Element => (
  <dl class="lf-definitions">
    {items.map((item) =>
      item === undefined || item.value === undefined || item.value === null || item.value === '' ? null : (
        <div key={item.term} class={item.wide === true ? 'lf-definition-wide' : undefined}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ),
    )}
  </dl>
);
