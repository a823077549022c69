import { api } from '@libro-firma/desk/kit';

export const batchPath = (id: string): string => `/signing/batches/${encodeURIComponent(id)}`;

/** The page with the outcome of a batch; it can be opened again at any time. */
export const batchPage = (id: string): string => `/firme/${encodeURIComponent(id)}`;

export const readinessPath = (taskIds: readonly string[]): string =>
  `/signing/readiness?tasks=${taskIds.map(encodeURIComponent).join(',')}`;

/** The bytes of a version, from the documents plugin: reading them is what counts as opening. */
export const contentUrl = (caseId: string, document: { readonly id: string; readonly version: number }): string =>
  api.url(
    `/documents/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(document.id)}/versions/${document.version}/content`,
  );
