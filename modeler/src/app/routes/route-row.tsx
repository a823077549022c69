import { Badge, Link, plural, say, type JSX, type Option } from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/answers.js';
import { byText, hasUnpublishedDraft, routeHref, routeStates, sectorName, versionName } from '../words.js';

const startersText = ({ startableBy, published }: RouteAnswer): string => {
  if (startableBy.length === 0)
    return published === null
      ? say('Non è ancora detto chi lo avvia', 'Nothing says yet who starts it')
      : say('Non si avvia da solo: lo richiamano altri iter', 'Not started by itself: other routes call it');
  const names = startableBy.map(({ label }) => label).join(', ');
  return say(`Può avviarlo: ${names}`, `May be started by: ${names}`);
};

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
}: {
  readonly route: RouteAnswer;
  readonly sectors: readonly Option[];
}): JSX.Element => (
  <li class="lf-task">
    <div class="lf-task-main">
      <Link href={routeHref(route.id)} class="lf-task-title">
        {route.name}
      </Link>
      <p class="lf-task-step">
        <strong>{sectorName(route.sector, sectors)}</strong> · {startersText(route)}
      </p>
      <p class="lf-muted">{changedText(route)}</p>
      <div class="lf-badges">
        <RouteBadges route={route} />
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
