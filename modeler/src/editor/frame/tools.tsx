/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { render, type JSX } from '@bpmn-io/properties-panel/preact';
import type { BpmnJs } from '../canvas/bpmn-js.js';
import type { Fitting } from '../canvas/fit.js';
import type { Mode } from '../canvas/mode.js';
import { zoomTo } from '../canvas/pinch.js';
import type { Canvas, CommandStack, EditorActions, EventBus, Selection, Translate } from '../canvas/services.js';
import { Icon } from './icon.js';

interface ToolProps {
  readonly sprite: string | undefined;
  readonly name: string;
  readonly icon: string;
  readonly label: string;
  /** What does the same on the keyboard: "Ctrl+Z". */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

const Tool = ({ sprite, name, icon, label, keys, disabled = false, pressed, onClick }: ToolProps): JSX.Element => (
  <button
    type="button"
    class={`lf-tool lf-tool-${name}`}
    title={keys === undefined ? label : `${label} (${keys})`}
    aria-label={label}
    aria-keyshortcuts={keys?.replace('Ctrl', 'Control').replace(/^(?:Canc|Del)$/, 'Delete')}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onClick}
  >
    <Icon sprite={sprite} name={icon} />
  </button>
);

interface Minimap {
  toggle(): void;
  isOpen(): boolean;
}

const ZOOM = 1.2;

/** Undo and redo, copies, search, zoom, overview; and the switch that shows everything. */
export const showTools = (place: HTMLElement, bpmn: BpmnJs, sprite: string | undefined, fitting: Fitting): void => {
  const bus = bpmn.get<EventBus>('eventBus');
  const canvas = bpmn.get<Canvas>('canvas');
  const stack = bpmn.get<CommandStack>('commandStack');
  const selection = bpmn.get<Selection>('selection');
  const actions = bpmn.get<EditorActions>('editorActions');
  const mode = bpmn.get<Mode>('lfMode');
  const minimap = bpmn.get<Minimap>('minimap');
  const t = bpmn.get<Translate>('translate');
  place.setAttribute('role', 'toolbar');
  place.setAttribute('aria-label', t('Tools of the drawing'));
  const act = (name: string, options?: object) => (): void => {
    actions.trigger(name, options);
    canvas.focus();
  };

  // The search closes at a click anywhere else, and this click is still on its way up.
  const find = (): void => void setTimeout(() => actions.trigger('find'));

  const draw = (): void => {
    const chosen = selection.get().length > 0;
    const tool = (
      name: string,
      icon: string,
      label: string,
      onClick: () => void,
      more: Pick<ToolProps, 'keys' | 'disabled' | 'pressed'> = {},
    ): JSX.Element => <Tool {...{ sprite, name, icon, label, onClick, ...more }} />;
    render(
      <>
        <div class="lf-tool-group">
          {tool('undo', 'it-restore', t('Undo'), act('undo'), { keys: 'Ctrl+Z', disabled: !stack.canUndo() })}
          {tool('redo', 'it-restore', t('Redo'), act('redo'), { keys: 'Ctrl+Y', disabled: !stack.canRedo() })}
        </div>
        <div class="lf-tool-group">
          {tool('copy', 'it-copy', t('Copy'), act('copy'), { keys: 'Ctrl+C', disabled: !chosen })}
          {tool('paste', 'it-inbox', t('Paste'), act('paste'), { keys: 'Ctrl+V' })}
          {tool('delete', 'it-delete', t('Delete'), act('removeSelection'), {
            keys: t('key:delete'),
            disabled: !chosen,
          })}
        </div>
        <div class="lf-tool-group">
          {tool('lasso', 'it-maximize-alt', t('Select several'), act('lassoTool'))}
          {tool('space', 'bpmn-icon-space-tool', t('Make room'), act('spaceTool'))}
          {tool('connect', 'it-arrow-right', t('Connect two elements'), act('globalConnectTool'))}
        </div>
        <div class="lf-tool-group">
          {tool('find', 'it-search', t('Find in the drawing'), find, { keys: 'Ctrl+F' })}
          {tool('smaller', 'it-zoom-out', t('Smaller'), () => zoomTo(canvas, canvas.zoom() / ZOOM))}
          {tool('larger', 'it-zoom-in', t('Larger'), () => zoomTo(canvas, canvas.zoom() * ZOOM))}
          {tool('fit', 'it-maximize', t('Show all'), () => fitting.fit())}
          {tool('map', 'it-presentation', t('Overview'), () => minimap.toggle(), { pressed: minimap.isOpen() })}
        </div>
        <button
          type="button"
          class="lf-expert"
          role="switch"
          aria-checked={mode.expert}
          onClick={() => {
            mode.expert = !mode.expert;
          }}
        >
          <span class="lf-expert-knob" aria-hidden="true" />
          {t('All of BPMN')}
        </button>
      </>,
      place,
    );
  };
  draw();
  bus.on(['commandStack.changed', 'selection.changed', 'lf.mode', 'minimap.toggle', 'import.done'], draw);
  bus.on('diagram.destroy', () => render(null, place));
};
