import { api } from '@libro-firma/desk/kit';

const part = encodeURIComponent;

export const bundlePath = (caseId: string): string => `/documents/cases/${part(caseId)}/bundle`;

export const archiveUrl = (caseId: string): string => api.url(`/documents/cases/${part(caseId)}/archive`);

/** The bytes of one version; reading them is what counts as having opened it. */
export const contentUrl = (caseId: string, documentId: string, n: number, download = false): string =>
  api.url(`/documents/cases/${part(caseId)}/documents/${part(documentId)}/versions/${n}/content`, {
    download: download ? '1' : undefined,
  });

export const uploadPath = (id: string): string => `/documents/uploads/${part(id)}`;
export const uploadUrl = (id: string): string => api.url(`${uploadPath(id)}/content`);
