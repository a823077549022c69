import { iconSprite, language, useEffect, useRef, useState, type Ref } from '@libro-firma/desk/kit';
import type { Catalogue, Editor, EditorProblem } from '../../editor/contract.js';
import { editorHost } from './editor-host.js';

export interface EditorState {
  readonly place: Ref<HTMLDivElement>;
  /** Once the drawing is shown. */
  readonly editor: Editor | undefined;
  readonly problems: readonly EditorProblem[];
  readonly failed: unknown;
}

export interface EditorListeners {
  readonly onChanged: () => void;
  /** A file was dropped: the drawing to show in place of the present one, or `undefined` to leave that. */
  readonly onDropped: (name: string, xml: string) => Promise<string | undefined>;
  /** What a dropped file gave took the place of the drawing. */
  readonly onImported: (name: string) => void;
}

/** The editor in its place, with a drawing; another `xml` begins anew. */
export const useEditor = (
  routeId: string,
  xml: string,
  catalogue: Catalogue,
  listeners: EditorListeners,
): EditorState => {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | undefined>(undefined);
  const [problems, setProblems] = useState<readonly EditorProblem[]>([]);
  const [failed, setFailed] = useState<unknown>(undefined);
  const latest = useRef(listeners);
  latest.current = listeners;
  useEffect(() => {
    let gone = false;
    let made: Editor | undefined;
    setFailed(undefined);
    const begin = async (): Promise<void> => {
      const { createEditor } = await import('../../editor/index.js');
      if (gone || place.current === null) return;
      made = createEditor({
        container: place.current,
        catalogue,
        host: { ...editorHost(routeId), adopt: (name, text) => latest.current.onDropped(name, text) },
        language: language(),
        iconSprite,
      });
      made.on('problems', setProblems);
      await made.open(xml);
      if (gone) return;
      made.on('changed', ({ dirty }) => {
        if (dirty) latest.current.onChanged();
      });
      made.on('imported', ({ name }) => latest.current.onImported(name));
      setEditor(made);
    };
    begin().catch((error: unknown) => {
      if (gone) return;
      reportError(error);
      setFailed(error);
    });
    return () => {
      gone = true;
      setEditor(undefined);
      made?.destroy();
    };
  }, [routeId, xml, catalogue]);
  return { place, editor, problems, failed };
};
