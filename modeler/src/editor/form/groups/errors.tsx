/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../../canvas/services.js';
import { child, eventDefinition, text } from '../../model/moddle.js';
import type { Shape } from '../../model/shapes.js';
import { entry, group, type MakeGroup } from '../group.js';
import { useForm, type EntryProps, type FormServices } from '../services.js';

const ERROR = 'bpmn:ErrorEventDefinition';

const codeOf = (event: DiagramElement): string | undefined =>
  text(child(eventDefinition(event.businessObject), 'errorRef'), 'errorCode');

/** Where the next event sits on the lower border, further left for each that is there. */
const place = (host: DiagramElement): { readonly x: number; readonly y: number } => ({
  x: host.x + host.width - 20 - (host.attachers?.length ?? 0) * 40,
  y: host.y + host.height,
});

const attach = (services: FormServices, host: DiagramElement, shape: Shape, name: string): DiagramElement => {
  const { factory, modeling, edits } = services;
  const made = factory.createShape({
    type: 'bpmn:BoundaryEvent',
    eventDefinitionType: shape.event,
    ...shape.attrs,
  });
  const event = modeling.createShape(made, place(host), host, { attach: true });
  edits.name(event, name);
  return event;
};

/** The errors that a step can end with, each caught by an event on its border. */
const Errors = ({ element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, selection, shapes, steps, translate } = services;
  const shape = shapes.boundary.find(({ event }) => event === ERROR);
  const caught = (element.attachers ?? []).filter((event) => eventDefinition(event.businessObject)?.$type === ERROR);
  const draw = (code: string, label: string): void => {
    if (shape === undefined) return;
    edits.batch(() => {
      const event = attach(services, element, shape, label);
      const definition = eventDefinition(event.businessObject);
      if (definition === undefined) return;
      const made = edits.reference(event, definition, 'errorRef', { errorCode: code });
      if (made !== undefined && (made.name ?? '') === '') edits.set(event, { name: label }, made);
      selection.select(event);
    });
  };
  return (
    <ul class="lf-errors">
      {(steps.of(element)?.errors ?? []).map(({ code, label }) => {
        const event = caught.find((one) => codeOf(one) === code) ?? caught.find((one) => codeOf(one) === undefined);
        return (
          <li key={code}>
            <span>{services.say(label)}</span>
            <button
              type="button"
              class="lf-row-add"
              data-error={code}
              onClick={() => (event === undefined ? draw(code, services.say(label)) : selection.select(event))}
            >
              {event === undefined ? translate('Draw what happens then') : translate('Show it')}
            </button>
          </li>
        );
      })}
    </ul>
  );
};

/** Time that runs out, a message that comes: events on the border of a step. */
const OnBorder = ({ element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, selection, shapes } = services;
  return (
    <div class="lf-border">
      {shapes.boundary
        .filter(({ event }) => event !== ERROR)
        .map((shape) => (
          <button
            type="button"
            class="lf-row-add"
            key={shape.id}
            data-boundary={shape.id}
            onClick={() => edits.batch(() => selection.select(attach(services, element, shape, shapes.label(shape))))}
          >
            {shapes.label(shape)}
          </button>
        ))}
    </div>
  );
};

export const errorsGroup: MakeGroup = (element, { shapes, steps, translate }) => {
  const { businessObject } = element;
  if (!businessObject.$instanceOf('bpmn:Activity') || shapes.boundary.length === 0) return undefined;
  const errors = steps.of(element)?.errors ?? [];
  return group(
    'border',
    translate('If something happens meanwhile'),
    [...(errors.length === 0 ? [] : [entry('errors', Errors)]), entry('border', OnBorder)],
    errors.length > 0,
  );
};
