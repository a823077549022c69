import {
  Button,
  Card,
  confirm,
  ErrorAlert,
  navigate,
  say,
  toast,
  useAction,
  usePermission,
  type JSX,
} from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { byText } from '../words.js';

/** Throws the draft away: back to what is published, or away with a route that never was. */
export const DropDraft = ({ route }: { readonly route: RouteAnswer }): JSX.Element | null => {
  const mayModel = usePermission('engine.model');
  const never = route.version === null;
  const drop = useAction(async (_key: string) => {
    const sure = await confirm({
      title: never ? say('Eliminare l’iter?', 'Delete the route?') : say('Eliminare la bozza?', 'Delete the draft?'),
      text: never
        ? say(
            `«${route.name}» non è mai stato pubblicato: il disegno va perso.`,
            `“${route.name}” was never published: the drawing is lost.`,
          )
        : say(
            'Le modifiche non pubblicate vanno perse; resta in uso la versione pubblicata.',
            'What was not published is lost; the published version stays in use.',
          ),
      confirmLabel: say('Elimina', 'Delete'),
      danger: true,
    });
    if (!sure) return;
    await routesApi.dropDraft(route.id, route.rev);
    toast(never ? say('Iter eliminato.', 'Route deleted.') : say('Bozza eliminata.', 'Draft deleted.'));
    if (never) navigate('/modeler', { force: true });
  });
  if (route.draft === null || !mayModel) return null;
  return (
    <Card title={say('Bozza', 'Draft')}>
      {drop.error === undefined ? null : <ErrorAlert error={drop.error} />}
      <p>{say(`L’ultima modifica è di ${byText(route.draft)}.`, `Last changed by ${byText(route.draft)}.`)}</p>
      <div class="lf-actions lfm-below">
        <Button variant="outline-danger" icon="it-delete" busy={drop.busy} onClick={() => void drop.run()}>
          {never ? say('Elimina l’iter', 'Delete the route') : say('Elimina la bozza', 'Delete the draft')}
        </Button>
      </div>
    </Card>
  );
};
