import { Button, Dialog, PdfViewer, type JSX } from '@libro-firma/desk/kit';
import type { Readiness } from './answers.js';
import { contentUrl } from './addresses.js';

export interface QuickOpenProps {
  readonly items: readonly Readiness[];
  readonly taskId: string;
  readonly onMove: (taskId: string) => void;
  readonly onOpened: () => void;
  readonly onClose: () => void;
}

/** One document after the other over the whole screen, those that are still to be opened first. */
export const QuickOpen = ({ items, taskId, onMove, onOpened, onClose }: QuickOpenProps): JSX.Element | null => {
  const readable = items.filter(({ document: one, caseId }) => one !== undefined && caseId !== undefined);
  const at = readable.findIndex((item) => item.taskId === taskId);
  const item = readable[at];
  if (item?.document === undefined || item.caseId === undefined) return null;
  const after = [...readable.slice(at + 1), ...readable.slice(0, at)];
  const unopened = after.filter(({ document: one }) => one?.opened === false);
  const [next] = unopened;
  return (
    <Dialog
      title={item.title ?? item.document.name}
      size="full"
      onClose={onClose}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose}>
            Torna all’elenco
          </Button>
          {next === undefined ? null : (
            <Button icon="it-arrow-right" onClick={() => onMove(next.taskId)}>
              Prossimo da aprire
            </Button>
          )}
        </>
      }
    >
      {next === undefined ? null : (
        <p class="lf-muted">
          {unopened.length === 1
            ? 'Dopo questo ne resta uno da aprire.'
            : `Dopo questo ne restano ${unopened.length} da aprire.`}
        </p>
      )}
      <PdfViewer
        key={item.document.digest}
        url={contentUrl(item.caseId, item.document)}
        title={item.document.name}
        onOpened={onOpened}
      />
    </Dialog>
  );
};
