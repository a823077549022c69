import { Alert, Badge, Link, plural, type BadgeKind, type JSX } from '@libro-firma/desk/kit';
import type { Batch, BatchItem } from './answers.js';
import { outcomeWords } from './words.js';

/** "37 firmati, 3 non firmati", then each document: those that were not signed first, with the reason. */
export const BatchResult = ({ batch }: { readonly batch: Batch }): JSX.Element => {
  const { items, state, signed } = batch;
  const not = items.filter(({ outcome }) => outcome !== undefined && outcome !== 'signed');
  return (
    <>
      {state === 'finished' ? (
        <Alert kind={not.length === 0 ? 'success' : signed === 0 ? 'danger' : 'warning'} title={titleOf(batch)} live>
          {not.length === 0
            ? 'Tutti i documenti sono stati firmati e le pratiche sono andate avanti.'
            : 'Per ogni documento non firmato è indicato il perché: nessuno è andato perso.'}
        </Alert>
      ) : null}
      {not.length === 0 ? null : <Items title="Non firmati" items={not} />}
      <Items title="Firmati" items={items.filter(({ outcome }) => outcome === 'signed')} />
      <Items title="In attesa" items={items.filter(({ outcome }) => outcome === undefined)} />
    </>
  );
};

export const titleOf = ({ items, signed }: Batch): string => {
  const not = items.filter(({ outcome }) => outcome !== undefined && outcome !== 'signed').length;
  const yes = plural(signed, 'firmato', 'firmati');
  return not === 0 ? yes : `${yes}, ${plural(not, 'non firmato', 'non firmati')}`;
};

const Items = ({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly BatchItem[];
}): JSX.Element | null =>
  items.length === 0 ? null : (
    <section class="lf-signed-part" aria-label={title}>
      <h2 class="lf-signed-title">
        {title} <span class="lf-muted">({items.length})</span>
      </h2>
      <ul class="lf-signed-list">
        {items.map((item) => (
          <li key={item.n} data-outcome={item.outcome}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </section>
  );

const Item = ({ item }: { readonly item: BatchItem }): JSX.Element => {
  const { outcome, detail, title, caseId, documentName, onBehalfOf } = item;
  return (
    <>
      <div class="lf-signed-words">
        {caseId === '' ? (
          <span class="lf-signed-name">Documento n. {item.n}</span>
        ) : (
          <Link class="lf-signed-name" href={`/pratiche/${caseId}`}>
            {title}
          </Link>
        )}
        <span class="lf-muted">
          {documentName}
          {onBehalfOf === undefined ? '' : `, per conto di ${onBehalfOf.name}`}
        </span>
      </div>
      {outcome === undefined ? null : <Badge kind={kindOf(outcome)}>{outcomeWords[outcome] ?? outcome}</Badge>}
      {outcome === undefined || outcome === 'signed' || detail === undefined ? null : (
        <p class="lf-signed-why">{detail}</p>
      )}
    </>
  );
};

const kindOf = (outcome: string): BadgeKind =>
  outcome === 'signed' ? 'success' : outcome === 'failed' || outcome === 'credentialLocked' ? 'danger' : 'warning';
