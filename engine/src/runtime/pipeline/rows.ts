import type { Key } from '../../store/index.js';

export const keyText = ({ instance, n }: Key): string => `${instance}.${n}`;

/**
 * Rows of one table as they stand within a commit: what was loaded, and what has been added, changed and dropped since.
 * A row that comes and goes within one commit is never written.
 */
export class Rows<R extends Key> {
  private readonly loaded = new Map<string, R>();
  private readonly added = new Map<string, R>();
  private readonly changed = new Map<string, R>();
  private readonly dropped = new Map<string, Key>();

  load(rows: Iterable<R>): void {
    for (const row of rows) {
      const key = keyText(row);
      if (!this.knows(key)) this.loaded.set(key, row);
    }
  }

  knows(key: string): boolean {
    return this.loaded.has(key) || this.added.has(key) || this.changed.has(key) || this.dropped.has(key);
  }

  get(key: Key): R | undefined {
    const text = keyText(key);
    return this.added.get(text) ?? this.changed.get(text) ?? this.loaded.get(text);
  }

  add(row: R): void {
    this.added.set(keyText(row), row);
  }

  change(row: R): void {
    const key = keyText(row);
    if (this.added.has(key)) this.added.set(key, row);
    else this.changed.set(key, row);
  }

  drop(key: Key): void {
    const text = keyText(key);
    if (this.added.delete(text)) return;
    this.changed.delete(text);
    this.loaded.delete(text);
    this.dropped.set(text, key);
  }

  /** Rows that were added within this commit. */
  fresh(): IterableIterator<R> {
    return this.added.values();
  }

  /** Rows that this commit knows and has not dropped, as they stand now. */
  known(): readonly R[] {
    return [...new Map([...this.loaded, ...this.changed, ...this.added]).values()];
  }

  writes(): { readonly add: readonly R[]; readonly change: readonly R[]; readonly drop: readonly Key[] } {
    return { add: [...this.added.values()], change: [...this.changed.values()], drop: [...this.dropped.values()] };
  }
}
