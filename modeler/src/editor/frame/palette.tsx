/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { render, type JSX } from '@bpmn-io/properties-panel/preact';
import type { Back } from '../canvas/back.js';
import type { BpmnJs } from '../canvas/bpmn-js.js';
import type { Mode } from '../canvas/mode.js';
import type { Placing } from '../canvas/placing.js';
import type { EventBus, Selection, Translate } from '../canvas/services.js';
import type { Shapes } from '../canvas/shapes.js';
import { GROUPS } from '../canvas/menus.js';
import type { Shape, ShapeGroup } from '../model/shapes.js';
import { Icon } from './icon.js';

interface Services {
  readonly shapes: Shapes;
  readonly placing: Placing;
  readonly back: Back;
  readonly selection: Selection;
  readonly mode: Mode;
  readonly bus: EventBus;
  readonly translate: Translate;
  readonly sprite: string | undefined;
}

const ShapeIcon = ({ shape, shapes }: { readonly shape: Shape; readonly shapes: Shapes }): JSX.Element => {
  const icon = shapes.icon(shape);
  return 'className' in icon ? (
    <span class={`lf-palette-icon ${icon.className}`} aria-hidden="true" />
  ) : (
    <span class="lf-palette-icon" dangerouslySetInnerHTML={{ __html: icon.imageHtml }} />
  );
};

/** Clicked or dragged with a pointer it follows that; by keyboard it is put where it belongs. */
const ShapeButton = ({ shape, services }: { readonly shape: Shape; readonly services: Services }): JSX.Element => {
  const { shapes, placing, bus, translate } = services;
  const follow = (event: Event): void => {
    event.preventDefault();
    shapes.drag(event, shape);
    bus.fire('lf.hint', { hint: translate('Click where it goes; Esc gives up') });
  };
  return (
    <button
      type="button"
      class="lf-palette-entry"
      draggable
      data-shape={shape.id}
      onClick={(event) => (event.detail === 0 ? placing.place(shape) : follow(event))}
      onDragStart={follow}
    >
      <ShapeIcon shape={shape} shapes={shapes} />
      <span>{shapes.label(shape)}</span>
    </button>
  );
};

const BackButton = ({ services }: { readonly services: Services }): JSX.Element => {
  const { back, selection, translate, sprite } = services;
  const start = (): void => {
    const [selected, more] = selection.get();
    back.from(selected !== undefined && more === undefined && back.possible(selected) ? selected : undefined);
  };
  return (
    <button
      type="button"
      class="lf-palette-entry"
      draggable
      data-shape="back"
      onClick={start}
      onDragStart={(event) => {
        event.preventDefault();
        back.drag(event);
      }}
    >
      <span class="lf-palette-icon">
        <Icon sprite={sprite} name="it-restore" />
      </span>
      <span>{translate('Go back')}</span>
    </button>
  );
};

/** The end stands last, behind the way back. */
const Office = ({ services }: { readonly services: Services }): JSX.Element => {
  const all = services.shapes.office;
  const end = all.filter(({ type }) => type === 'bpmn:EndEvent');
  return (
    <div class="lf-palette-group">
      {all.map((shape) => (end.includes(shape) ? null : <ShapeButton key={shape.id} {...{ shape, services }} />))}
      <BackButton services={services} />
      {end.map((shape) => (
        <ShapeButton key={shape.id} {...{ shape, services }} />
      ))}
    </div>
  );
};

const ORDER: readonly ShapeGroup[] = ['begin', 'people', 'ways', 'wait', 'happen', 'end', 'structure', 'notes'];

const Everything = ({ services }: { readonly services: Services }): JSX.Element => {
  const office = new Set(services.shapes.office);
  const rest = services.shapes.all.filter((shape) => !office.has(shape));
  return (
    <>
      {ORDER.filter((group) => rest.some((shape) => shape.group === group)).map((group) => (
        <div class="lf-palette-group" key={group} role="group" aria-label={services.translate(GROUPS[group])}>
          <p class="lf-palette-title">{services.translate(GROUPS[group])}</p>
          {rest.map((shape) =>
            shape.group === group ? <ShapeButton key={shape.id} {...{ shape, services }} /> : null,
          )}
        </div>
      ))}
    </>
  );
};

/** What can be drawn: the office's shapes first, all of BPMN that runs behind the switch. */
export const showPalette = (place: HTMLElement, bpmn: BpmnJs, sprite: string | undefined): void => {
  const services: Services = {
    shapes: bpmn.get('lfShapes'),
    placing: bpmn.get('lfPlacing'),
    back: bpmn.get('lfBack'),
    selection: bpmn.get('selection'),
    mode: bpmn.get('lfMode'),
    bus: bpmn.get('eventBus'),
    translate: bpmn.get('translate'),
    sprite,
  };
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', services.translate('What can be drawn'));
  const draw = (): void =>
    render(
      <>
        <Office services={services} />
        {services.mode.expert ? <Everything services={services} /> : null}
      </>,
      place,
    );
  draw();
  services.bus.on('lf.mode', draw);
  services.bus.on('diagram.destroy', () => render(null, place));
};
