import { useEffect, useRef, useState } from '@libro-firma/desk/kit';
import type { Editor } from '../../editor/contract.js';
import type { DraftAnswer, RouteAnswer } from '../api/answers.js';
import { routesApi } from '../api/routes-api.js';
import { createDraftSaver, type DraftSaver, type DraftState } from './draft-saver.js';

export interface SavedDraft {
  readonly state: DraftState;
  /** `undefined` until the editor stands. */
  readonly saver: DraftSaver | undefined;
}

/** Keeps the draft of a route saved while it is drawn, and sees when somebody else changed it. */
export const useDraftSaver = (
  route: RouteAnswer,
  draft: DraftAnswer,
  editor: Editor | undefined,
  onSaved: (route: RouteAnswer) => void,
): SavedDraft => {
  const [state, setState] = useState<DraftState>({ kind: 'saved', at: draft.at ?? undefined });
  const [saver, setSaver] = useState<DraftSaver | undefined>(undefined);
  const saved = useRef(onSaved);
  saved.current = onSaved;
  useEffect(() => {
    if (editor === undefined) return;
    const made = createDraftSaver({
      rev: draft.rev,
      async read() {
        const xml = await editor.xml();
        // Marked as it is read: what is drawn while the save is under way counts as a change again.
        editor.markSaved();
        return xml;
      },
      async save(xml, rev) {
        const answer = await routesApi.saveDraft(route.id, { xml, rev });
        saved.current(answer);
        return answer;
      },
      reread: () => routesApi.draft(route.id),
      onState: setState,
    });
    setState({ kind: 'saved', at: draft.at ?? undefined });
    setSaver(made);
    const leave = (): void => {
      if (document.visibilityState === 'hidden') void made.flush();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      made.stop();
      setSaver(undefined);
    };
  }, [editor, draft, route.id]);
  useEffect(() => {
    saver?.overtaken(route.rev, route.draft?.by ?? route.published?.by, route.draft?.at ?? route.published?.at);
  }, [saver, route.rev]);
  return { state, saver };
};
