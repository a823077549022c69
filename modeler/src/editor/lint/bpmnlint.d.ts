/** bpmnlint brings no types of its linter. */
declare module 'bpmnlint/lib/linter.js' {
  export interface Report {
    readonly id: string;
    readonly message: string;
    readonly [detail: string]: unknown;
  }
  export interface Rule {
    check(node: unknown, reporter: { report(id: string, message: string, detail?: object): void }): void;
  }
  export default class Linter {
    constructor(options: {
      readonly config: { readonly rules: Readonly<Record<string, 'error' | 'warn' | 'info'>> };
      readonly resolver: {
        resolveRule(pkg: string, name: string): () => Rule;
        resolveConfig(pkg: string, name: string): object;
      };
    });
    lint(root: unknown): Promise<Readonly<Record<string, readonly (Report & { readonly category: string })[]>>>;
  }
}
