import { useEffect, useRef, useState } from '@libro-firma/desk/kit';
import type { Editor } from '../../editor/contract.js';
import type { DraftAnswer, RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { createDraftSaver, type DraftSaver, type DraftState } from './draft-saver.js';

export interface SavedDrawing extends DraftSaver {
  /** Another drawing took the place of this one. */
  replaced(): void;
}

export interface SavedDraft {
  readonly state: DraftState;
  /** `undefined` until the editor stands. */
  readonly saver: SavedDrawing | undefined;
}

/** Keeps the draft of a route saved while it is drawn, and sees when somebody else changed it. */
export const useDraftSaver = (
  route: RouteAnswer,
  draft: DraftAnswer,
  editor: Editor | undefined,
  onSaved: (route: RouteAnswer) => void,
): SavedDraft => {
  const [state, setState] = useState<DraftState>({ kind: 'saved', at: draft.at ?? undefined });
  const [saver, setSaver] = useState<SavedDrawing | undefined>(undefined);
  const saved = useRef(onSaved);
  saved.current = onSaved;
  useEffect(() => {
    if (editor === undefined) return;
    /** The published version as the editor writes it, where that is what was opened: whoever undoes all has no draft. */
    let published = draft.version === null ? Promise.resolve<string | undefined>(undefined) : editor.xml();
    /** What can be undone leads back to it. */
    let from = draft.version !== null;
    let drafted = false;
    const made = createDraftSaver({
      rev: draft.rev,
      async read() {
        const xml = await editor.xml();
        // Marked as it is read: what is drawn while the save is under way counts as a change again.
        editor.markSaved();
        return xml;
      },
      async save(xml, rev) {
        if ((from && editor.undone) || xml === (await published)) {
          if (!drafted) return { rev, same: true };
          await routesApi.dropDraft(route.id, rev);
          drafted = false;
          saved.current(await routesApi.get(route.id));
          // Not what the route says now: a colleague may have saved meanwhile.
          return { rev: rev + 1, same: true };
        }
        const answer = await routesApi.saveDraft(route.id, { xml, rev });
        // The server drops what was drawn back to what is published, in whatever session.
        drafted = answer.draft !== null;
        saved.current(answer);
        return { rev: answer.rev, same: !drafted };
      },
      reread: () => routesApi.draft(route.id),
      onState: setState,
    });
    setState({ kind: 'saved', at: draft.at ?? undefined });
    setSaver({
      ...made,
      restart(rev) {
        // What is drawn was published.
        published = editor.xml();
        from = false;
        drafted = false;
        made.restart(rev);
      },
      replaced() {
        from = false;
        made.changed();
      },
    });
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
