import { child, text } from '../model/moddle.js';
import type { Edits } from './edits.js';
import type { DiagramElement, EventBus, Translate } from './services.js';

const OUTCOME_IS = '=outcome = ';

/** Conditions as they are written: quoting is JSON's. */
export const outcomeIs = (value: string): string => `${OUTCOME_IS}${JSON.stringify(value)}`;

/** The way on that is drawn after the way back is the one that is taken whenever nobody rejected. */
export class WayOn {
  static readonly $inject = ['eventBus', 'lfEdits', 'translate'];

  constructor(eventBus: EventBus, edits: Edits, translate: Translate) {
    const isBack = ({ businessObject }: DiagramElement): boolean =>
      businessObject.name === translate('no') &&
      text(child(businessObject, 'conditionExpression'), 'body')?.startsWith(OUTCOME_IS) === true;

    eventBus.on<{ context: { connection: DiagramElement } }>(
      'commandStack.connection.create.postExecute',
      ({ context: { connection } }) => {
        const gateway = connection.source;
        if (gateway?.businessObject.$type !== 'bpmn:ExclusiveGateway') return;
        if (child(gateway.businessObject, 'default') !== undefined) return;
        const [back, more] = gateway.outgoing.filter((other) => other !== connection);
        if (back === undefined || more !== undefined || !isBack(back)) return;
        edits.batch(() => {
          edits.defaultFlow(gateway, connection);
          if ((connection.businessObject.name ?? '') === '') edits.name(connection, translate('yes'));
        });
      },
    );
  }
}
