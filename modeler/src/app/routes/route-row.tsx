import { Badge, Link, plural, say, type JSX, type Option } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import { groupsText } from '../parts/group-words.js';
import { byText, hasUnpublishedDraft, routeHref, routeStates, sectorName, versionName } from '../words.js';

const startersText = ({ startableBy, published }: RouteAnswer, catalogue: Catalogue | undefined): string => {
  if (startableBy.length === 0)
    return published === null
      ? say('Non è ancora detto chi lo avvia', 'Nothing says yet who starts it')
      : say('Non si avvia da solo: lo richiamano altri iter', 'Not started by itself: other routes call it');
  const names = groupsText(startableBy, catalogue);
  return say(`Può avviarlo: ${names}`, `May be started by: ${names}`);
};

/** Never asked for by a person: other routes call it. */
const isPart = ({ startableBy, published }: RouteAnswer): boolean => startableBy.length === 0 && published !== null;

/** When it last changed, and who did it. */
const changedText = (route: RouteAnswer): string => {
  if (route.draft !== null) return say(`Bozza di ${byText(route.draft)}`, `Draft by ${byText(route.draft)}`);
  if (route.retired !== null) return say(`Ritirato da ${byText(route.retired)}`, `Retired by ${byText(route.retired)}`);
  return route.published === null
    ? ''
    : say(`Pubblicato da ${byText(route.published)}`, `Published by ${byText(route.published)}`);
};

export const RouteBadges = ({ route }: { readonly route: RouteAnswer }): JSX.Element => {
  const { label, badge } = routeStates[route.state];
  return (
    <>
      <Badge kind={badge}>{label}</Badge>
      {route.version === null ? null : <Badge>{versionName(route.version)}</Badge>}
      {hasUnpublishedDraft(route) ? (
        <Badge kind="warning" icon="it-pencil">
          {say('Bozza da pubblicare', 'Unpublished draft')}
        </Badge>
      ) : null}
    </>
  );
};

/** A route in the list. */
export const RouteRow = ({
  route,
  sectors,
  catalogue,
}: {
  readonly route: RouteAnswer;
  readonly sectors: readonly Option[];
  /** For the names of roles in the language of the screen. */
  readonly catalogue: Catalogue | undefined;
}): JSX.Element => (
  <li class="lf-task">
    <div class="lf-task-main">
      <Link href={routeHref(route.id)} class="lf-task-title">
        {route.name}
      </Link>
      <p class="lf-task-step">
        <strong>{sectorName(route.sector, sectors)}</strong> · {startersText(route, catalogue)}
      </p>
      <p class="lf-muted">{changedText(route)}</p>
      <div class="lf-badges">
        <RouteBadges route={route} />
        {isPart(route) ? <Badge>{say('Parte di altri iter', 'Part of other routes')}</Badge> : null}
      </div>
    </div>
    {route.runningCases === 0 ? null : (
      <div class="lf-task-due">
        <Link href={routeHref(route.id, 'osserva')}>
          {plural(
            route.runningCases,
            say('pratica in corso', 'running case'),
            say('pratiche in corso', 'running cases'),
          )}
        </Link>
      </div>
    )}
  </li>
);
