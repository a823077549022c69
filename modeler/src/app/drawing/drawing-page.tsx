import { ErrorAlert, Skeleton, useCallback, useEffect, usePermission, useState, type JSX } from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { DraftAnswer, RouteAnswer } from '../api/route-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { routesApi } from '../api/routes-api.js';
import { useWideScreen } from '../parts/use-wide-screen.js';
import { RouteFrame } from '../route/route-frame.js';
import { DrawingDesk } from './drawing-desk.js';
import { DrawingToLookAt } from './drawing-to-look-at.js';

interface Read {
  readonly draft: DraftAnswer | undefined;
  readonly error: unknown;
}

/** The draft as it is now; `again` reads it anew, for whoever wants somebody else's. */
const useDraft = (id: string): Read & { readonly again: () => void } => {
  const [read, setRead] = useState<Read>({ draft: undefined, error: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let shown = true;
    setRead({ draft: undefined, error: undefined });
    routesApi.draft(id).then(
      (draft) => shown && setRead({ draft, error: undefined }),
      (error: unknown) => shown && setRead({ draft: undefined, error }),
    );
    return () => {
      shown = false;
    };
  }, [id, round]);
  const again = useCallback(() => setRound((value) => value + 1), []);
  return { ...read, again };
};

const Drawing = ({ route, reload }: { readonly route: RouteAnswer; readonly reload: () => void }): JSX.Element => {
  const { catalogue, error: catalogueError, retry } = useCatalogue();
  const { draft, error, again } = useDraft(route.id);
  const wide = useWideScreen();
  const mayModel = usePermission('engine.model');
  /** A window that is made narrow while somebody draws in it keeps the drawing, with what can be undone, out of sight. */
  const [begun, setBegun] = useState(wide);
  const [drawn, setDrawn] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (!wide || begun) return;
    again();
    setBegun(true);
  }, [wide]);
  if (error !== undefined) return <ErrorAlert error={error} onRetry={again} />;
  if (catalogueError !== undefined) return <ErrorAlert error={catalogueError} onRetry={retry} />;
  if (draft === undefined || catalogue === undefined) return <Skeleton lines={8} />;
  if (!mayModel) return <DrawingToLookAt {...{ xml: draft.xml, catalogue, mayModel }} />;
  return (
    <>
      {wide ? null : <DrawingToLookAt {...{ xml: (begun ? drawn : undefined) ?? draft.xml, catalogue, mayModel }} />}
      {begun ? (
        <DrawingDesk
          route={route}
          draft={draft}
          catalogue={catalogue}
          wide={wide}
          onChanged={reload}
          onReload={again}
          onNarrow={setDrawn}
        />
      ) : null}
    </>
  );
};

/** The drawing of a route: made on a wide screen, looked at on a phone and by who draws none. */
export const DrawingPage = ({ params }: PageProps): JSX.Element => {
  const id = params['id'] ?? '';
  return <RouteFrame id={id}>{(route, reload) => <Drawing key={id} route={route} reload={reload} />}</RouteFrame>;
};
