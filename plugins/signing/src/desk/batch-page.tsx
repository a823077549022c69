import { Load, PageHeader, formatDateTime, type JSX } from '@libro-firma/desk/kit';
import { BatchProgress } from './batch-progress.js';
import { BatchResult } from './batch-result.js';
import { useBatch } from './use-batch.js';

/** One batch: how far it is, and in the end what was signed and what was not, and why. */
export const BatchPage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const loaded = useBatch(params['id'] ?? '');
  return (
    <Load from={loaded}>
      {(batch) => (
        <>
          <PageHeader title="Risultato della firma" back={{ href: '/firme', label: 'Le mie firme' }}>
            {`Avviata il ${formatDateTime(batch.createdAt)}`}
          </PageHeader>
          <BatchProgress batch={batch} onChanged={loaded.reload} />
          <BatchResult batch={batch} />
        </>
      )}
    </Load>
  );
};
