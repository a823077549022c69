import fc from 'fast-check';
import { bpmn, inside, userTask } from '../conformance/support/bpmn.js';

/** A block of a structured process: what comes in goes out, whatever is inside. */
type Block =
  | { readonly kind: 'task' }
  | { readonly kind: 'sequence'; readonly of: readonly Block[] }
  | { readonly kind: 'exclusive' | 'parallel' | 'inclusive'; readonly of: readonly Block[] }
  | { readonly kind: 'subProcess'; readonly of: Block }
  | { readonly kind: 'loop'; readonly of: Block };

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const branches = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant<Block>({ kind: 'task' }),
      fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((of): Block => ({ kind: 'sequence', of })),
      fc
        .tuple(fc.constantFrom('exclusive' as const, 'parallel' as const, 'inclusive' as const), branches)
        .map(([kind, of]): Block => ({ kind, of })),
      tie('block').map((of): Block => ({ kind: 'subProcess', of })),
      tie('block').map((of): Block => ({ kind: 'loop', of })),
    ),
  };
}).block;

/** Writes blocks as BPMN; ids are numbered in the order of writing. */
class Writer {
  readonly elements: string[] = [];
  readonly flows: string[] = [];
  constructor(private readonly numbers: { next: number }) {}

  id(prefix: string): string {
    return `${prefix}${(this.numbers.next += 1)}`;
  }

  connect(from: string, to: string, condition?: string): void {
    this.flows.push(`${from} -> ${to}${condition === undefined ? '' : ` [${condition}]`}`);
  }

  /** First and last element of the block. */
  write(what: Block): readonly [string, string] {
    switch (what.kind) {
      case 'task':
        return this.task();
      case 'sequence':
        return this.sequence(what.of);
      case 'subProcess':
        return this.subProcess(what.of);
      case 'loop':
        return this.loop(what.of);
      default:
        return this.split(what.kind, what.of);
    }
  }

  private task(): readonly [string, string] {
    const id = this.id('task');
    this.elements.push(userTask(id));
    return [id, id];
  }

  private sequence(of: readonly Block[]): readonly [string, string] {
    const parts = of.map((part) => this.write(part));
    for (let n = 1; n < parts.length; n += 1) this.connect(parts[n - 1]?.[1] ?? '', parts[n]?.[0] ?? '');
    return [parts[0]?.[0] ?? '', parts.at(-1)?.[1] ?? ''];
  }

  /** `pick` is the number that the last completed task gave. */
  private split(kind: 'exclusive' | 'parallel' | 'inclusive', of: readonly Block[]): readonly [string, string] {
    const fork = this.id(kind);
    const join = this.id('join');
    of.forEach((branch, index) => {
      const [first, last] = this.write(branch);
      const conditional = kind !== 'parallel' && index > 0;
      this.connect(fork, first, conditional ? `=pick > ${index}` : undefined);
      this.connect(last, join);
      if (index === 0) {
        const other = kind === 'parallel' ? '' : ` default="${fork}_${first}"`;
        this.elements.push(`<${kind}Gateway id="${fork}"${other}/><${kind}Gateway id="${join}"/>`);
      }
    });
    return [fork, join];
  }

  private subProcess(of: Block): readonly [string, string] {
    const id = this.id('sub');
    const inner = new Writer(this.numbers);
    const [first, last] = inner.write(of);
    inner.elements.push(`<startEvent id="${id}in"/><endEvent id="${id}out"/>`);
    inner.connect(`${id}in`, first);
    inner.connect(last, `${id}out`);
    this.elements.push(
      `<subProcess id="${id}">${inside(inner.elements.join('\n'), inner.flows.join('\n'))}</subProcess>`,
    );
    return [id, id];
  }

  /** Left when `again` is not true; a task in it, so that it waits. */
  private loop(of: Block): readonly [string, string] {
    const enter = this.id('enter');
    const leave = this.id('leave');
    const [first, last] = this.write(of);
    const [task] = this.task();
    const after = this.id('after');
    this.elements.push(
      `<exclusiveGateway id="${enter}"/><exclusiveGateway id="${leave}" default="${leave}_${after}"/><task id="${after}"/>`,
    );
    this.connect(enter, first);
    this.connect(last, task);
    this.connect(task, leave);
    this.connect(leave, after);
    this.connect(leave, enter, '=again = true');
    return [enter, after];
  }
}

export const randomProcess: fc.Arbitrary<string> = block.map((what) => {
  const writer = new Writer({ next: 0 });
  const [first, last] = writer.write(what);
  writer.elements.push('<startEvent id="start"/><endEvent id="end"/>');
  writer.connect('start', first);
  writer.connect(last, 'end');
  return bpmn(writer.elements.join('\n'), writer.flows.join('\n'));
});
