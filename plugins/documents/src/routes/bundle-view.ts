import type { ActorId, Directory, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { Bundle, CaseDocument, Documents, DocumentVersion } from '../ports.js';
import { findRemoved } from '../rows/documents.js';

const versionView = z.strictObject({
  n: z.number(),
  kind: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number(),
  digest: z.string(),
  pages: z.number().optional(),
  createdBy: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: z.number(),
});

const documentView = z.strictObject({
  id: z.string(),
  role: z.enum(['main', 'attachment', 'derived']),
  head: versionView,
  /** Oldest first. */
  versions: z.array(versionView),
  /** The viewer opened the present version. */
  opened: z.boolean(),
  /** Until when a signature under way keeps it from being changed. */
  lockedUntil: z.number().optional(),
  removedAt: z.number().optional(),
});

export const bundleView = z.strictObject({
  /** `null` while the case has no documents. */
  bundle: z
    .strictObject({
      id: z.string(),
      confidential: z.boolean(),
      mode: z.enum(['live', 'trial']),
      main: documentView.optional(),
      attachments: z.array(documentView),
      derived: z.array(documentView),
      /** Attachments that corrections took out; still readable. */
      removed: z.array(documentView),
    })
    .nullable(),
});

type DocumentView = z.input<typeof documentView>;
type VersionView = z.input<typeof versionView>;

/** The bundle of a case as one actor sees it, with the names of those who made the versions. */
export const viewBundle = async (
  tx: Tx,
  documents: Documents,
  directory: Directory,
  bundle: Bundle,
  actor: ActorId,
): Promise<NonNullable<z.input<typeof bundleView>['bundle']>> => {
  const removed = await findRemoved(tx, bundle.id);
  const all = [...(bundle.main ? [bundle.main] : []), ...bundle.attachments, ...bundle.derived, ...removed];
  const versions = new Map<string, readonly DocumentVersion[]>();
  for (const { id } of all) versions.set(id, await documents.versions(tx, id));
  const makers = [...new Set([...versions.values()].flat().map(({ createdBy }) => createdBy))];
  const names = new Map((await directory.describe(tx, makers)).map(({ id, name }) => [id, name]));

  const viewVersion = (version: DocumentVersion): VersionView => ({
    n: version.n,
    kind: version.kind,
    name: version.name,
    mediaType: version.mediaType,
    size: version.size,
    digest: version.digest,
    ...(version.pages === undefined ? {} : { pages: version.pages }),
    // A step of a plugin made it: nobody's name.
    createdBy: { id: version.createdBy, name: names.get(version.createdBy) ?? '' },
    createdAt: version.createdAt,
  });
  const viewDocument = async (document: CaseDocument): Promise<DocumentView> => ({
    id: document.id,
    role: document.role,
    head: viewVersion(document.head),
    versions: (versions.get(document.id) ?? []).map(viewVersion),
    opened: await documents.hasOpened(tx, actor, document.id, document.head.digest),
    ...(document.lock ? { lockedUntil: document.lock.until } : {}),
    ...(document.removedAt === undefined ? {} : { removedAt: document.removedAt }),
  });
  const viewAll = async (list: readonly CaseDocument[]): Promise<DocumentView[]> => {
    const views: DocumentView[] = [];
    for (const document of list) views.push(await viewDocument(document));
    return views;
  };
  return {
    id: bundle.id,
    confidential: bundle.confidential,
    mode: bundle.mode,
    ...(bundle.main ? { main: await viewDocument(bundle.main) } : {}),
    attachments: await viewAll(bundle.attachments),
    derived: await viewAll(bundle.derived),
    removed: await viewAll(removed),
  };
};
