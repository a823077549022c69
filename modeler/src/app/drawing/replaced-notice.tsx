import { Alert, Button, say, type JSX } from '@libro-firma/desk/kit';

/** After a file took the place of the drawing: the way back to it. */
export const ReplacedNotice = ({
  fileName,
  onUndo,
  onClose,
}: {
  readonly fileName: string;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}): JSX.Element => (
  <Alert kind="info" live>
    <p>
      {say(
        `Ora vedi il disegno del file «${fileName}». Quello di prima c’è ancora, finché resti in questa pagina.`,
        `You now see the drawing of the file “${fileName}”. The one before is still there, as long as you stay on this page.`,
      )}
    </p>
    <div class="lf-actions">
      <Button size="xs" icon="it-restore" onClick={onUndo}>
        {say('Annulla l’apertura', 'Undo the opening')}
      </Button>
      <Button size="xs" variant="outline-primary" onClick={onClose}>
        {say('Va bene così', 'Fine like this')}
      </Button>
    </div>
  </Alert>
);
