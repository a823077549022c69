import { Button, useRef, useState, type JSX } from '@libro-firma/desk/kit';

export interface DropZoneProps {
  /** Of the button, for links to the field. */
  readonly id?: string | undefined;
  /** On the button: "Scegli il PDF". */
  readonly label: string;
  /** Before the button, where a mouse is likely: "Trascina qui il PDF, oppure". */
  readonly hint: string;
  /** For the system's dialog: endings and media types. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes files by the system's dialog (button, keyboard, touch) or dropped on it. */
export const DropZone = (props: DropZoneProps): JSX.Element => {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined): void => {
    const list = [...(files ?? [])];
    if (list.length > 0) props.onFiles(props.multiple === true ? list : list.slice(0, 1));
  };
  return (
    <div
      class={`lf-drop${over ? ' lf-drop-over' : ''}`}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <span class="lf-drop-hint">{props.hint}</span>
      <Button
        id={props.id}
        variant="outline-primary"
        size="sm"
        icon="it-upload"
        aria-describedby={props.describedBy}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept={props.accept}
        multiple={props.multiple === true}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can be chosen again after it was removed or put right.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
};
