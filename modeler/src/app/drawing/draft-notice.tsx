import { Alert, Button, errorText, formatTime, Icon, say, type JSX } from '@libro-firma/desk/kit';
import { whenText } from '../words.js';
import type { DraftState } from './draft-saver.js';

/** In the row of tools: whether what is drawn is safe. */
export const DraftStatus = ({
  state,
  refused,
  onRetry,
}: {
  readonly state: DraftState;
  /** Something is typed that cannot be saved. */
  readonly refused: boolean;
  readonly onRetry: () => void;
}): JSX.Element => {
  const unsaved = refused && state.kind === 'saved';
  const [icon, text] = unsaved
    ? ['it-warning-circle', say('Un valore scritto nel modulo non è salvato', 'A value in the form is not saved')]
    : wordsOf(state);
  return (
    <p class={`lfm-draft-status lfm-draft-${unsaved ? 'failed' : state.kind}`} role="status">
      <Icon name={icon} size="xs" />
      <span>{text}</span>
      {state.kind === 'failed' ? (
        <Button variant="outline-primary" size="xs" onClick={onRetry}>
          {say('Salva di nuovo', 'Save again')}
        </Button>
      ) : null}
    </p>
  );
};

const wordsOf = (state: DraftState): readonly [string, string] => {
  switch (state.kind) {
    case 'saved':
      return [
        'it-check',
        state.at === undefined
          ? say('Nessuna modifica', 'No changes')
          : say(`Bozza salvata alle ${formatTime(state.at)}`, `Draft saved at ${formatTime(state.at)}`),
      ];
    case 'waiting':
      return ['it-pencil', say('Modifiche non ancora salvate', 'Changes not saved yet')];
    case 'saving':
      return ['it-refresh', say('Salvataggio…', 'Saving…')];
    case 'failed':
      return ['it-warning-circle', `${say('Bozza non salvata.', 'Draft not saved.')} ${errorText(state.error)}`];
    case 'conflict':
      return ['it-warning-circle', say('Salvataggio fermo', 'Saving has stopped')];
  }
};

export interface ConflictNoticeProps {
  readonly state: Extract<DraftState, { readonly kind: 'conflict' }>;
  readonly busy: boolean;
  readonly onCopy: () => void;
  readonly onReload: () => void;
}

/** Somebody else changed the draft: who, when, and the two ways on. Nothing of either person's work is lost by itself. */
export const ConflictNotice = ({ state, busy, onCopy, onReload }: ConflictNoticeProps): JSX.Element => {
  const who = state.by?.name ?? say('Un’altra persona', 'Somebody else');
  const when = state.at === undefined ? '' : `, ${whenText(state.at)}`;
  return (
    <Alert
      kind="warning"
      live
      title={say(`${who} ha cambiato questa bozza${when}`, `${who} changed this draft${when}`)}
    >
      <p>
        {say(
          'Il suo lavoro non è stato sovrascritto, e il tuo è ancora qui ma non viene più salvato. Puoi salvarlo come un altro iter, o ricaricare la bozza e ripartire da quella.',
          'Their work was not overwritten, and yours is still here but no longer saved. You can save it as another route, or reload the draft and go on from that.',
        )}
      </p>
      <div class="lf-actions">
        <Button size="xs" icon="it-copy" busy={busy} onClick={onCopy}>
          {say('Salva il mio come copia', 'Save mine as a copy')}
        </Button>
        <Button size="xs" variant="outline-primary" icon="it-refresh" onClick={onReload}>
          {say('Ricarica la bozza', 'Reload the draft')}
        </Button>
      </div>
    </Alert>
  );
};
