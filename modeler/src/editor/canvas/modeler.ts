import { CloudElementTemplatesCoreModule } from 'bpmn-js-element-templates/core';
import BpmnModeler from 'bpmn-js/lib/Modeler.js';
import PaletteModule from 'bpmn-js/lib/features/palette/index.js';
import GlobalConnectModule from 'diagram-js/lib/features/global-connect/index.js';
import LassoModule from 'diagram-js/lib/features/lasso-tool/index.js';
import SpaceModule from 'bpmn-js/lib/features/space-tool/index.js';
import MinimapModule from 'diagram-js-minimap';
import NativeCopyPasteModule from 'bpmn-js-native-copy-paste';
import { descriptorOf } from '../model/descriptor.js';
import { PREFIX } from '../model/extension.js';
import type { Words } from '../model/produced.js';
import { Alone } from './alone.js';
import { Around } from './around.js';
import { Back } from './back.js';
import { TEXT_STYLE, type BpmnJs } from './bpmn-js.js';
import { Copies } from './copies.js';
import { Correction } from './correction.js';
import { Pad } from './context-pad.js';
import { DropZone } from './drop-zone.js';
import { EdgeScroll } from './edge-scroll.js';
import { Edits } from './edits.js';
import { Ends } from './ends.js';
import { InView } from './in-view.js';
import { Inserting } from './inserting.js';
import { Menus } from './menus.js';
import { Mode } from './mode.js';
import { Naming } from './naming.js';
import { Placing } from './placing.js';
import { rendererModule, type StepLook } from './renderer.js';
import { Removing } from './removing.js';
import { ReplaceMenu } from './replace-menu.js';
import { Room } from './room.js';
import type { DiModule, Translate } from './services.js';
import { Shapes } from './shapes.js';
import { StepInputs } from './step-inputs.js';
import { Steps, type EditorContext } from './steps.js';
import { WayOn } from './way-on.js';

/** bpmn-js without the parts that the editor brings itself. */
class Modeler extends BpmnModeler {
  override getModules(): never {
    const modules = (this as unknown as { readonly _modules: readonly object[] })._modules;
    return modules.filter((module) => module !== PaletteModule) as never;
  }
}

export interface ModelerOptions {
  readonly container: HTMLElement;
  readonly context: EditorContext;
  readonly look: StepLook;
  readonly words: Words;
  readonly translate: Translate;
  readonly expert: boolean;
  readonly modules: readonly object[];
}

/** bpmn-js with the steps, shapes, menus and edits of the editor. */
export const createModeler = (options: ModelerOptions): BpmnJs => {
  const { container, context, look, words, translate, expert } = options;
  const own: DiModule = {
    __init__: [
      'lfCopies',
      'lfSteps',
      'lfMenus',
      'lfPad',
      'lfBack',
      'lfWayOn',
      'lfStepInputs',
      'lfInserting',
      'lfRemoving',
      'lfDropZone',
      'lfNaming',
      'lfEnds',
      'lfAlone',
      'lfInView',
      'lfAround',
      'lfEdgeScroll',
      'replaceMenuProvider',
    ],
    lfContext: ['value', context],
    lfWords: ['value', words],
    translate: ['value', translate],
    lfCopies: ['type', Copies],
    lfMode: ['type', Mode],
    lfEdits: ['type', Edits],
    lfSteps: ['type', Steps],
    lfRoom: ['type', Room],
    lfInserting: ['type', Inserting],
    lfRemoving: ['type', Removing],
    lfDropZone: ['type', DropZone],
    lfNaming: ['type', Naming],
    lfEnds: ['type', Ends],
    lfAlone: ['type', Alone],
    lfInView: ['type', InView],
    lfAround: ['type', Around],
    lfEdgeScroll: ['type', EdgeScroll],
    lfShapes: ['type', Shapes],
    lfMenus: ['type', Menus],
    lfBack: ['type', Back],
    lfCorrection: ['type', Correction],
    lfWayOn: ['type', WayOn],
    lfPad: ['type', Pad],
    lfPlacing: ['type', Placing],
    lfStepInputs: ['type', StepInputs],
    replaceMenuProvider: ['type', ReplaceMenu],
    // bpmn-js-element-templates 2.37 puts settings back into the order of their template in commands that undo with what
    // another element held: afterwards a list of settings may contain itself. Forms write them in that order anyway.
    elementTemplatesUpdatePropertiesOrderBehavior: ['value', null],
  };
  return new Modeler({
    container,
    textRenderer: { defaultStyle: TEXT_STYLE },
    moddleExtensions: { [PREFIX]: descriptorOf(context.catalogue) },
    additionalModules: [
      CloudElementTemplatesCoreModule,
      rendererModule(look),
      LassoModule,
      SpaceModule,
      GlobalConnectModule,
      MinimapModule,
      NativeCopyPasteModule,
      own,
      ...options.modules,
    ] as never,
    ...{ lfExpert: expert },
  }) as unknown as BpmnJs;
};
