import type { Engine } from '@libro-firma/engine';
import type { Directory, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { requireRev, revision } from './draft-routes.js';
import { drawingOf, drawingText } from './drawing.js';
import { routeRefusals } from './refusals.js';
import { draftXml } from './route-rows.js';
import type { RouteReads } from './route-view.js';

/** Which drawing of a route is meant: what is on the screen, the draft as it was read, or a version. */
export const chosenDrawing = {
  xml: drawingText.optional(),
  rev: revision.optional(),
  version: z.number().int().min(1).optional(),
};

export interface ChosenDrawing {
  readonly xml?: string | undefined;
  readonly rev?: number | undefined;
  readonly version?: number | undefined;
}

export const isOneDrawing = ({ xml, rev, version }: ChosenDrawing): boolean =>
  [xml, rev, version].filter((given) => given !== undefined).length === 1;

export const ONE_DRAWING = 'indicare uno solo fra xml, rev e version';

/**
 * Its XML. A revision without a draft means the version that is published, or the newest.
 *
 * @throws LibroFirmaError `routes.no-such-route`, `routes.no-such-version`, `routes.draft-changed`, and what
 * `drawingOf` throws
 */
export const xmlOf = async (
  tx: Tx,
  from: { readonly engine: Engine; readonly directory: Directory; readonly reads: RouteReads },
  routeId: string,
  chosen: ChosenDrawing,
): Promise<string> => {
  const route = await from.reads.one(tx, routeId);
  if (route === undefined) throw routeRefusals.noRoute(routeId);
  if (chosen.xml !== undefined) {
    await drawingOf(routeId, chosen.xml);
    return chosen.xml;
  }
  if (chosen.version !== undefined) {
    const version = route.versions.find((one) => one.version === chosen.version);
    if (version === undefined) throw routeRefusals.noVersion(chosen.version);
    return from.engine.definitionXml(tx, version.id);
  }
  await requireRev(tx, from.directory, route, chosen.rev ?? -1);
  const draft = await draftXml(tx, routeId);
  if (draft !== undefined) return draft;
  const version = route.published ?? route.versions[0];
  if (version === undefined) throw routeRefusals.noRoute(routeId);
  return from.engine.definitionXml(tx, version.id);
};
