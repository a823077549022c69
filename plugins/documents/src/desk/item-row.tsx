import {
  Badge,
  Button,
  Icon,
  plural,
  ProblemCode,
  ProgressBar,
  say,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';
import { sizeText } from './words.js';
import type { Item } from './use-uploads.js';

/** One file: its name, how far it is or what is wrong with it, and what can be done. */
export const ItemRow = ({
  item,
  main,
  removeId,
  onRemove,
  onRetry,
  onPreview,
  children,
}: {
  readonly item: Item;
  readonly main: boolean;
  /** Of the button that takes it away. */
  readonly removeId?: string | undefined;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
  readonly onPreview: ((url: string) => void) | undefined;
  /** Further buttons. */
  readonly children?: ComponentChildren;
}): JSX.Element => (
  <div class={`lf-file${item.state === 'failed' ? ' lf-file-wrong' : ''}`}>
    <Icon name={item.state === 'failed' ? 'it-warning-circle' : 'it-file'} size="md" />
    <div class="lf-file-words">
      <span class="lf-file-name">{item.name}</span>
      {item.state === 'sending' ? (
        <ProgressBar
          value={item.fraction < 1 ? item.fraction : undefined}
          label={
            item.fraction < 1
              ? say(`Caricamento di ${item.name}`, `Uploading ${item.name}`)
              : say(`Controllo di ${item.name}`, `Checking ${item.name}`)
          }
        />
      ) : null}
      {item.state === 'failed' ? (
        <>
          <span class="lf-file-error">{item.message}</span>
          <ProblemCode code={item.code} />
        </>
      ) : null}
      {item.state === 'done' ? (
        <span class="lf-muted">
          {sizeText(item.upload)} {main ? <Remarks item={item} /> : null}
        </span>
      ) : null}
    </div>
    <div class="lf-file-actions">
      {item.state === 'done' && onPreview !== undefined ? (
        <Button
          variant="link"
          size="xs"
          label={say(`Anteprima di ${item.name}`, `Preview of ${item.name}`)}
          onClick={() => onPreview(item.upload.id)}
        >
          {say('Anteprima', 'Preview')}
        </Button>
      ) : null}
      {item.state === 'failed' && item.passing ? (
        <Button
          variant="link"
          size="xs"
          label={say(`Riprova a caricare ${item.name}`, `Try again to upload ${item.name}`)}
          onClick={onRetry}
        >
          {say('Riprova', 'Try again')}
        </Button>
      ) : null}
      {children}
      <button id={removeId} type="button" class="lf-icon-button" onClick={onRemove}>
        <Icon
          name={item.state === 'sending' ? 'it-close' : 'it-delete'}
          label={
            item.state === 'sending'
              ? say(`Interrompi il caricamento di ${item.name}`, `Stop uploading ${item.name}`)
              : say(`Togli ${item.name}`, `Remove ${item.name}`)
          }
        />
      </button>
    </div>
  </div>
);

/** What the reader should know before signing or sending; nothing of it is forbidden. */
const Remarks = ({ item }: { readonly item: Item & { readonly state: 'done' } }): JSX.Element => {
  const { text, signatures = 0 } = item.upload.facts;
  return (
    <>
      {text === false ? (
        <Badge kind="warning" icon="it-warning-circle">
          {say(
            'Sembra una scansione: chi usa un lettore di schermo non può leggerla',
            'It looks like a scan: those who use a screen reader cannot read it',
          )}
        </Badge>
      ) : null}
      {signatures > 0 ? (
        <Badge kind="info">
          {say(
            `Contiene già ${plural(signatures, 'firma digitale', 'firme digitali')}`,
            `Holds ${plural(signatures, 'digital signature', 'digital signatures')} already`,
          )}
        </Badge>
      ) : null}
    </>
  );
};
