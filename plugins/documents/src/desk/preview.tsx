import { Button, Dialog, PdfViewer, say, type JSX } from '@libro-firma/desk/kit';

/** A PDF over the whole screen. */
export const Preview = ({
  title,
  url,
  downloadUrl,
  onClose,
  onOpened,
}: {
  readonly title: string;
  readonly url: string;
  readonly downloadUrl?: string | undefined;
  readonly onClose: () => void;
  readonly onOpened?: (() => void) | undefined;
}): JSX.Element => (
  <Dialog
    title={title}
    size="full"
    onClose={onClose}
    actions={
      <Button variant="outline-primary" onClick={onClose}>
        {say('Chiudi', 'Close')}
      </Button>
    }
  >
    <PdfViewer url={url} title={title} downloadUrl={downloadUrl} onOpened={onOpened} />
  </Dialog>
);
