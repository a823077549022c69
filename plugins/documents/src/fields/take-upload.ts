import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { uploadNotFound, uploadUsed } from '../errors.js';
import { findUpload, useUpload, type Upload } from '../rows/uploads.js';

/** The actor's own upload, now the case's. Throws `documents.upload-not-found` and `documents.upload-used`. */
export const takeUpload = async (tx: Tx, id: string, actor: ActorId, caseId: string): Promise<Upload> => {
  const upload = await findUpload(tx, id, actor);
  if (!upload) throw uploadNotFound(id);
  if (upload.usedBy !== undefined || !(await useUpload(tx, id, caseId))) throw uploadUsed(upload.name);
  return upload;
};

export const uploadIds = (main: string | undefined, others: readonly string[]): readonly string[] =>
  main === undefined ? others : [main, ...others];
