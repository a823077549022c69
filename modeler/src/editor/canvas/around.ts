import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor.js';
import { crossed, detour, hidden } from './detour.js';
import type { DiagramElement, ElementRegistry, EventBus, Modeling, Point } from './services.js';

/** An arrow that is drawn by hand goes around the steps between, where bpmn-js would lead it through them. */
export class Around extends CommandInterceptor {
  static override readonly $inject = ['eventBus', 'elementRegistry', 'modeling'];
  readonly #registry: ElementRegistry;
  readonly #modeling: Modeling;

  constructor(eventBus: EventBus, registry: ElementRegistry, modeling: Modeling) {
    super(eventBus as never);
    this.#registry = registry;
    this.#modeling = modeling;
    let byHand = false;
    // Around the command of bpmn-js.
    eventBus.on('connect.end', 1500, () => void (byHand = true));
    eventBus.on(['connect.cleanup', 'connect.ended'], () => void (byHand = false));
    this.postExecuted('connection.create', 300, (({ context }: { context: { connection: DiagramElement } }) => {
      if (byHand && context.connection.type === 'bpmn:SequenceFlow') this.#lead(context.connection);
    }) as never);
  }

  #lead(flow: DiagramElement): void {
    const { source, target, waypoints = [], parent } = flow;
    if (source === undefined || target === undefined || source === target) return;
    const all = this.#registry.filter((element) => element.parent === parent && element !== flow);
    const through = crossed(waypoints, source, target, all);
    if (through === 0) return;
    // A process without a pool has no border.
    const around = parent?.parent === undefined ? undefined : parent;
    const blame = (way: readonly Point[]): number => 3 * crossed(way, source, target, all) + hidden(way, all);
    // A way back stands above: a way on is told from it below.
    const sides = target.x < source.x ? (['above', 'below'] as const) : (['below', 'above'] as const);
    const [best] = sides
      .map((side) => detour(source, target, all, side, around))
      .sort((one, other) => blame(one) - blame(other));
    if (best !== undefined && crossed(best, source, target, all) < through) {
      this.#modeling.updateWaypoints(flow, best);
    }
  }
}
