import { Badge, Button, Checkbox, type JSX } from '@libro-firma/desk/kit';
import type { Readiness } from './answers.js';

export interface DocumentsToSignProps {
  readonly items: readonly Readiness[];
  /** Tasks that the signer leaves out this time. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (taskId: string, leave: boolean) => void;
  readonly onOpen: (taskId: string) => void;
}

/** Only what was opened in its present version can be ticked; the others say what is in the way. */
export const DocumentsToSign = ({ items, left, onLeave, onOpen }: DocumentsToSignProps): JSX.Element => (
  <ul class="lf-sign-list">
    {items.map((item) => (
      <li key={item.taskId} class="lf-sign-item">
        <Checkbox
          label={`Firma «${item.title ?? item.taskId}»`}
          hideLabel
          checked={item.ready && !left.has(item.taskId)}
          disabled={!item.ready}
          onChange={(checked) => onLeave(item.taskId, !checked)}
        />
        <div class="lf-signed-words">
          <span class="lf-signed-name">{item.title ?? 'Attività non più disponibile'}</span>
          <span class="lf-muted">
            {item.document?.name}
            {item.onBehalfOf === undefined ? '' : `, per conto di ${item.onBehalfOf.name}`}
          </span>
          {item.ready || item.reason?.code === 'notOpened' ? null : <span>{item.reason?.text}</span>}
        </div>
        <div class="lf-sign-state">
          {item.trial ? <Badge kind="trial">PROVA</Badge> : null}
          <State item={item} />
          {item.document === undefined ? null : (
            <Button variant="link" size="xs" label={`Apri «${item.title ?? ''}»`} onClick={() => onOpen(item.taskId)}>
              Apri
            </Button>
          )}
        </div>
      </li>
    ))}
  </ul>
);

const State = ({ item }: { readonly item: Readiness }): JSX.Element =>
  item.ready ? (
    <Badge kind="success" icon="it-check">
      aperto
    </Badge>
  ) : item.reason?.code === 'notOpened' ? (
    <Badge kind="warning">da aprire</Badge>
  ) : (
    <Badge kind="danger">non firmabile</Badge>
  );
