/** A version of a process, as people see it. */
export interface DefinitionView {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly name: string;
  /**
   * superseded: published once, and followed by a newer version; its cases go on with it. retired: it was the last one
   * published, and no case is started with it any more.
   */
  readonly state: 'draft' | 'published' | 'superseded' | 'retired';
  readonly deployedBy: string;
  readonly deployedAt: number;
  readonly publishedBy: string | undefined;
  readonly publishedAt: number | undefined;
  readonly reason: string | undefined;
}

/** A row of `lf_definition`. */
export interface DefinitionRow {
  readonly id: string;
  readonly process_id: string;
  readonly version: number;
  readonly name: string;
  readonly digest: string;
  /** trial: kept for trials of a drawing; no version, and in no list. */
  readonly state: DefinitionView['state'] | 'trial';
  readonly deployed_by: string;
  readonly deployed_at: number;
  readonly published_by: string | null;
  readonly published_at: number | null;
  readonly reason: string | null;
}

export const definitionView = (row: DefinitionRow): DefinitionView => ({
  id: row.id,
  processId: row.process_id,
  version: row.version,
  name: row.name,
  state: row.state === 'trial' ? 'draft' : row.state,
  deployedBy: row.deployed_by,
  deployedAt: row.deployed_at,
  publishedBy: row.published_by ?? undefined,
  publishedAt: row.published_at ?? undefined,
  reason: row.reason ?? undefined,
});
