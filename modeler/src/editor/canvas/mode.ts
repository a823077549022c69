import type { EventBus } from './services.js';

/** Whether all of BPMN, FEEL and JSON are shown. */
export class Mode {
  static readonly $inject = ['eventBus', 'config.lfExpert'];
  readonly #bus: EventBus;
  #expert: boolean;

  constructor(eventBus: EventBus, expert: boolean | undefined) {
    this.#bus = eventBus;
    this.#expert = expert === true;
  }

  get expert(): boolean {
    return this.#expert;
  }

  set expert(on: boolean) {
    if (on === this.#expert) return;
    this.#expert = on;
    this.#bus.fire('lf.mode', { expert: on });
  }
}
