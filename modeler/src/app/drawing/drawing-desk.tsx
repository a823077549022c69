import {
  Alert,
  confirm,
  errorText,
  navigate,
  say,
  Skeleton,
  toast,
  useEffect,
  useRef,
  useState,
  useUnsaved,
  type JSX,
} from '@libro-firma/desk/kit';
import { EditorError, type Catalogue } from '../../editor/contract.js';
import type { DraftAnswer, RouteAnswer } from '../api/answers.js';
import { routesApi } from '../api/routes-api.js';
import { downloadText, readBpmnFile, refusalText } from '../parts/bpmn-file.js';
import { routeHref } from '../words.js';
import { adoptProcess } from './adopt-process.js';
import { ConflictNotice } from './draft-notice.js';
import { DrawingTools } from './drawing-tools.js';
import { ProblemStrip } from './problem-list.js';
import { PublishDialog } from './publish-dialog.js';
import { useDraftSaver } from './use-draft-saver.js';
import { useEditor } from './use-editor.js';

export interface DrawingDeskProps {
  readonly route: RouteAnswer;
  readonly draft: DraftAnswer;
  readonly catalogue: Catalogue;
  /** The route is another one now: read it again. */
  readonly onChanged: () => void;
  /** There is room to draw. */
  readonly wide: boolean;
  /** Read the draft again and begin anew. */
  readonly onReload: () => void;
  /** There is no room any more, and all is saved. */
  readonly onNarrow: () => void;
}

/** Where a route is drawn: tools, canvas and problems, the draft saved all the while. */
export const DrawingDesk = (props: DrawingDeskProps): JSX.Element => {
  const { route, draft, catalogue, wide, onChanged, onReload, onNarrow } = props;
  const [publishing, setPublishing] = useState(false);
  const [copying, setCopying] = useState(false);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const changed = useRef<() => void>(() => undefined);
  const { place, editor, problems, failed } = useEditor(route.id, draft.xml, catalogue, {
    onChanged: () => changed.current(),
    onImported: (name) => void adoptShown(name),
  });
  const { state, saver } = useDraftSaver(route, draft, editor, onChanged);
  changed.current = () => saver?.changed();
  useEffect(() => {
    let still = true;
    if (!wide && saver !== undefined) void saver.flush().then((saved) => saved && still && onNarrow());
    return () => {
      still = false;
    };
  }, [wide, saver]);
  useUnsaved(
    state.kind !== 'saved',
    say(
      'Le ultime modifiche al disegno non sono ancora salvate e andrebbero perse.',
      'The last changes to the drawing are not saved yet and would be lost.',
    ),
  );

  /** The drawing from a file, under this route's name. */
  const show = async (name: string, xml: string): Promise<void> => {
    if (editor === undefined) return;
    setRefused(undefined);
    try {
      await editor.open(await adoptProcess(xml, route.id));
      saver?.changed();
      toast(say(`Aperto «${name}».`, `Opened “${name}”.`));
    } catch (error) {
      setRefused(refusalText(name, error));
      if (!(error instanceof EditorError)) reportError(error);
    }
  };
  const adoptShown = async (name: string): Promise<void> => {
    if (editor !== undefined) await show(name, await editor.xml());
  };
  const openFile = async (file: File): Promise<void> => {
    setRefused(undefined);
    try {
      await show(file.name, await readBpmnFile(file));
    } catch (error) {
      setRefused(refusalText(file.name, error));
    }
  };
  const saveFile = async (what: 'bpmn' | 'svg'): Promise<void> => {
    if (editor === undefined) return;
    if (what === 'bpmn') downloadText(`${route.id}.bpmn`, 'application/xml', await editor.xml());
    else downloadText(`${route.id}.svg`, 'image/svg+xml', await editor.svg());
  };
  const copy = async (): Promise<void> => {
    if (editor === undefined) return;
    setCopying(true);
    try {
      const made = await routesApi.create({
        name: say(`${route.name} (copia)`, `${route.name} (copy)`),
        sector: route.sector ?? '*',
        from: { xml: await editor.xml() },
      });
      navigate(routeHref(made.id), { force: true });
    } catch (error) {
      toast(errorText(error), 'error');
    } finally {
      setCopying(false);
    }
  };
  const reload = async (): Promise<void> => {
    const sure = await confirm({
      title: say('Ricaricare la bozza?', 'Reload the draft?'),
      text: say(
        'Vedrai il disegno salvato dall’altra persona; le tue modifiche non salvate andranno perse.',
        'You will see what the other person saved; your changes that are not saved will be lost.',
      ),
      confirmLabel: say('Ricarica', 'Reload'),
      danger: true,
    });
    if (sure) onReload();
  };

  return (
    <div class="lfm-drawing">
      <DrawingTools
        route={route}
        state={state}
        ready={editor !== undefined}
        onRetry={() => void saver?.flush()}
        onOpen={(file) => void openFile(file)}
        onSave={(what) => void saveFile(what)}
        onTry={async () => {
          if (await (saver?.flush() ?? true)) navigate(routeHref(route.id, 'prova'));
        }}
        onPublish={() => setPublishing(true)}
      />
      {state.kind === 'conflict' ? (
        <ConflictNotice state={state} busy={copying} onCopy={() => void copy()} onReload={() => void reload()} />
      ) : null}
      {refused === undefined ? null : (
        <Alert kind="danger" title={say('Il file non è stato aperto', 'The file was not opened')}>
          <p>{refused}</p>
          <p class="lf-muted">{say('Il disegno è rimasto com’era.', 'The drawing stayed as it was.')}</p>
        </Alert>
      )}
      {failed === undefined ? null : (
        <Alert kind="danger">
          {failed instanceof EditorError
            ? refusalText(route.name, failed)
            : say('Il disegno non si è aperto: ricarica la pagina.', 'The drawing did not open: reload the page.')}
        </Alert>
      )}
      {editor === undefined && failed === undefined ? <Skeleton lines={6} /> : null}
      <div ref={place} class="lfm-canvas" />
      <ProblemStrip problems={problems} onShow={(elementId, field) => editor?.reveal(elementId, field)} />
      {publishing && editor !== undefined ? (
        <PublishDialog
          route={route}
          save={async () => ((await saver?.flush()) === true ? saver?.rev() : undefined)}
          check={() => editor.check()}
          onShow={(elementId, field) => editor.reveal(elementId, field)}
          onClose={() => setPublishing(false)}
          onPublished={(published) => {
            setPublishing(false);
            saver?.restart(published.rev);
            onChanged();
          }}
        />
      ) : null}
    </div>
  );
};
