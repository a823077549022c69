// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an ambient module cannot be imported
/// <reference path="./bpmnlint.d.ts" />
import Linter from 'bpmnlint/lib/linter.js';
import type { EditorProblem } from '../contract.js';
import type { ModdleElement } from '../model/moddle.js';
import type { Finding, LocalRule } from './rules.js';

export type Lint = (root: ModdleElement) => Promise<readonly EditorProblem[]>;

interface Detail {
  readonly finding: Finding;
  readonly elementName: string | undefined;
}

/** bpmnlint with the rules of this executor, in place of its general ones. */
export const createLint = (rules: readonly LocalRule[]): Lint => {
  const linter = new Linter({
    config: { rules: Object.fromEntries(rules.map(({ name }) => [`lf/${name}`, 'error' as const])) },
    resolver: {
      resolveRule: (_pkg, name) => () => ({
        check(node, reporter) {
          const element = node as ModdleElement;
          if (element.id === undefined || typeof element.$instanceOf !== 'function') return;
          const rule = rules.find((one) => one.name === name);
          for (const finding of rule?.check(element) ?? []) {
            reporter.report(element.id, finding.text.it, { finding, elementName: element.name } satisfies Detail);
          }
        },
      }),
      resolveConfig: () => ({}),
    },
  });
  return async (root) =>
    Object.values(await linter.lint(root))
      .flat()
      .flatMap(({ id, finding, elementName }): readonly EditorProblem[] =>
        finding === undefined
          ? []
          : [
              {
                severity: 'error',
                elementId: id,
                ...(elementName === undefined ? {} : { elementName: elementName as string }),
                ...(finding as Finding),
              },
            ],
      );
};
