/** What is typed and not yet part of the drawing: written when typing rests, and before anybody reads the drawing. */
export class Pending {
  static readonly $inject: readonly string[] = [];
  readonly #writes = new Set<() => void>();

  add(write: () => void): () => void {
    this.#writes.add(write);
    return () => this.#writes.delete(write);
  }

  flush(): void {
    for (const write of [...this.#writes]) write();
  }
}
