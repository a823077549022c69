import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../kit/components/button.js';
import { Dialog } from '../../kit/components/dialog.js';
import { DiagramView } from './diagram-view.js';

/** "Guarda sul diagramma": opens the drawing over the page. */
export const DiagramButton = ({ caseId }: { readonly caseId: string }): JSX.Element => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline-primary" size="sm" icon="it-exchange-circle" onClick={() => setOpen(true)}>
        Guarda sul diagramma
      </Button>
      {open ? (
        <Dialog title="Dove si trova la pratica" size="full" onClose={() => setOpen(false)}>
          <DiagramView caseId={caseId} />
        </Dialog>
      ) : null}
    </>
  );
};
