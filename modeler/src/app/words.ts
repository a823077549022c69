import { formatDateTime, formatRelativeDay, formatTime, say, type BadgeKind } from '@libro-firma/desk/kit';
import type { CaseState } from './api/case-answers.js';
import type { Change, RouteAnswer, RouteState, VersionState } from './api/route-answers.js';

/** Words that several pages use. */

export const routeStates: Readonly<Record<RouteState, { readonly label: string; readonly badge: BadgeKind }>> = {
  published: { label: say('Pubblicato', 'Published'), badge: 'success' },
  draft: { label: say('Mai pubblicato', 'Never published'), badge: 'warning' },
  retired: { label: say('Ritirato', 'Retired'), badge: 'neutral' },
};

export const versionStates: Readonly<Record<VersionState, { readonly label: string; readonly badge: BadgeKind }>> = {
  published: { label: say('In uso', 'In use'), badge: 'success' },
  superseded: { label: say('Sostituita', 'Superseded'), badge: 'neutral' },
  draft: { label: say('Caricata, mai pubblicata', 'Loaded, never published'), badge: 'warning' },
  retired: { label: say('Ritirata', 'Retired'), badge: 'neutral' },
};

export const caseStates: Readonly<Record<CaseState, string>> = {
  running: say('In corso', 'Running'),
  completed: say('Conclusa', 'Completed'),
  terminated: say('Chiusa dall’iter', 'Closed by its route'),
  cancelled: say('Interrotta', 'Stopped'),
};

/** `oggi alle 12:03`, `ieri alle 9:40`, `24/11/2026, 19:21`. */
export const whenText = (at: number): string => {
  const day = formatRelativeDay(at);
  return day === say('oggi', 'today') || day === say('ieri', 'yesterday')
    ? say(`${day} alle ${formatTime(at)}`, `${day} at ${formatTime(at)}`)
    : formatDateTime(at);
};

/** `Maria Alaimo, oggi alle 12:03`. */
export const byText = ({ by, at }: Pick<Change, 'by' | 'at'>): string => `${by.name}, ${whenText(at)}`;

export const versionName = (version: number): string => say(`Versione ${version}`, `Version ${version}`);

export const sectorName = (
  sector: string | null,
  sectors: readonly { readonly value: string; readonly label: string }[],
): string => {
  if (sector === null || sector === '') return say('Nessun settore', 'No sector');
  if (sector === '*') return say('Tutti i settori', 'All sectors');
  return sectors.find(({ value }) => value === sector)?.label ?? sector;
};

/** Address of a page of a route: `drawing` is the page itself. */
export const routeHref = (
  id: string,
  page?: 'versioni' | 'avvio' | 'prova' | 'scenari' | 'osserva',
  below?: string,
): string =>
  ['/modeler/iter', encodeURIComponent(id), page, below === undefined ? undefined : encodeURIComponent(below)]
    .filter((part) => part !== undefined)
    .join('/');

/** Whether something was drawn that is not in use. */
export const hasUnpublishedDraft = (route: RouteAnswer): boolean => route.draft !== null && route.published !== null;
