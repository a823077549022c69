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
import { EditorError, REFUSED_TEXT, type Catalogue } from '../../editor/contract.js';
import type { DraftAnswer, RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { downloadText, refusalText } from '../parts/bpmn-file.js';
import { routeHref } from '../words.js';
import { ConflictNotice } from './draft-notice.js';
import { DrawingTools } from './drawing-tools.js';
import { ProblemStrip } from './problem-list.js';
import { PublishDialog } from './publish-dialog.js';
import { useDraftSaver } from './use-draft-saver.js';
import { useEditor } from './use-editor.js';
import { useOpenedFile, type OpenedFile } from './use-opened-file.js';

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
  /** There is no room any more to draw: what is drawn by now, to look at. Tools and canvas wait out of sight. */
  readonly onNarrow: (xml: string) => void;
}

/** Where a route is drawn: tools, canvas and problems, the draft saved all the while. */
export const DrawingDesk = (props: DrawingDeskProps): JSX.Element => {
  const { route, draft, catalogue, wide, onChanged, onReload, onNarrow } = props;
  const [publishing, setPublishing] = useState(false);
  const [copying, setCopying] = useState(false);
  const changed = useRef<() => void>(() => undefined);
  const dropped = useRef<OpenedFile | undefined>(undefined);
  const { place, editor, problems, failed } = useEditor(route.id, draft.xml, catalogue, {
    onChanged: () => changed.current(),
    onDropped: (name, xml) => dropped.current?.adopt(name, xml) ?? Promise.resolve(undefined),
    onImported: (name) => dropped.current?.shown(name),
  });
  const { state, saver } = useDraftSaver(route, draft, editor, onChanged);
  const file = useOpenedFile(route, catalogue, editor, () => saver?.replaced());
  dropped.current = file;
  changed.current = () => {
    file.touched();
    saver?.changed();
  };
  useEffect(() => {
    if (wide || editor === undefined) return;
    void saver?.flush();
    editor.xml().then(onNarrow, reportError);
  }, [wide, editor, saver]);
  useUnsaved(
    state.kind !== 'saved',
    say(
      'Le ultime modifiche al disegno non sono ancora salvate e andrebbero perse.',
      'The last changes to the drawing are not saved yet and would be lost.',
    ),
    () => saver?.flush() ?? Promise.resolve(false),
  );

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
      {wide ? (
        <DrawingTools
          route={route}
          state={state}
          refused={problems.some(({ code }) => code === REFUSED_TEXT)}
          ready={editor !== undefined}
          onRetry={() => void saver?.flush()}
          onOpen={(chosen) => void file.open(chosen)}
          onSave={(what) => void saveFile(what)}
          onTry={() => navigate(routeHref(route.id, 'prova'))}
          onPublish={() => setPublishing(true)}
        />
      ) : null}
      {state.kind === 'conflict' ? (
        <ConflictNotice state={state} busy={copying} onCopy={() => void copy()} onReload={() => void reload()} />
      ) : null}
      {file.notice}
      {file.refused === undefined ? null : (
        <Alert kind="danger" title={say('Il file non è stato aperto', 'The file was not opened')}>
          <p>{file.refused}</p>
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
      <div ref={place} class="lfm-canvas" hidden={!wide} />
      <div hidden={!wide}>
        <ProblemStrip problems={problems} onShow={(elementId, field) => editor?.reveal(elementId, field)} />
      </div>
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
