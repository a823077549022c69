import type { Canvas, EventBus } from './services.js';

/** As auto-scroll has them: how near to an edge the drawing begins to move, in pixels of the screen. */
const NEAR = 20;
const NEVER = [0, 0, 0, 0];
/** The drags that begin in the palette: of a shape, and of the way back. */
const FROM_THE_PALETTE = ['create', 'lf.back'];

interface AutoScroll {
  setOptions(options: { readonly scrollThresholdIn: readonly number[] }): void;
}

interface Dragged {
  readonly originalEvent?: unknown;
}

/** What comes from the palette passes the edge beside it: the drawing stands still until the pointer is well inside. */
export class EdgeScroll {
  static readonly $inject = ['eventBus', 'canvas', 'autoScroll'];

  constructor(bus: EventBus, canvas: Canvas, autoScroll: AutoScroll) {
    const near = (): void => autoScroll.setOptions({ scrollThresholdIn: [NEAR, NEAR, NEAR, NEAR] });
    const inside = ({ originalEvent: event }: Dragged): boolean => {
      if (!(event instanceof MouseEvent)) return true;
      const { left, top, right, bottom } = canvas.getContainer().getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      return x > left + NEAR && x < right - NEAR && y > top + NEAR && y < bottom - NEAR;
    };
    for (const drag of FROM_THE_PALETTE) {
      bus.on(`${drag}.init`, () => autoScroll.setOptions({ scrollThresholdIn: NEVER }));
      bus.on<Dragged>(`${drag}.move`, (event) => inside(event) && near());
      bus.on(`${drag}.cleanup`, near);
    }
  }
}
