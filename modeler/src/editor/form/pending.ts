/** What is typed and cannot become part of the drawing. */
export interface RefusedText {
  /** The field that it stands in. */
  readonly id: string;
  readonly label: string;
  readonly why: string;
}

/** What is typed and not yet part of the drawing: written when typing rests, and before anybody reads the drawing. */
export class Pending {
  static readonly $inject: readonly string[] = [];
  readonly #writes = new Set<() => void>();
  readonly #refused = new Map<string, RefusedText>();
  readonly #listeners = new Set<() => void>();

  add(write: () => void): () => void {
    this.#writes.add(write);
    return () => this.#writes.delete(write);
  }

  flush(): void {
    for (const write of [...this.#writes]) write();
  }

  /** Said of a field as long as it shows what is refused. */
  refuse(text: RefusedText): () => void {
    this.#refused.set(text.id, text);
    this.#tell();
    return () => {
      if (this.#refused.get(text.id) !== text) return;
      this.#refused.delete(text.id);
      this.#tell();
    };
  }

  get refused(): readonly RefusedText[] {
    return [...this.#refused.values()];
  }

  onRefused(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
