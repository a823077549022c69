import { DefinitionList, formatDateTime, Link, Load, useApi, useEffect, type JSX } from '@libro-firma/desk/kit';
import type { Items, Registration } from './answers.js';
import { RegistrationBadges } from './badges.js';
import { Downloads, Voided } from './registration-page.js';

const One = ({ registration }: { readonly registration: Registration }): JSX.Element => (
  <>
    <DefinitionList
      items={[
        {
          term: registration.register.name,
          value: (
            <>
              <Link href={`/protocollo/registro/${registration.id}`}>{registration.label}</Link>{' '}
              <RegistrationBadges registration={registration} />
            </>
          ),
        },
        { term: 'Data e ora', value: formatDateTime(registration.at) },
        {
          term: 'Classificazione',
          value: `${registration.classification.code} ${registration.classification.title}`,
        },
      ]}
    />
    <Voided voiding={registration.voiding} />
    <Downloads registration={registration} />
  </>
);

/** The numbers of a case, beside its tasks. */
export const CasePanel = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const loaded = useApi<Items<Registration>>(`/protocol/cases/${encodeURIComponent(caseId)}/registrations`);
  const { reload } = loaded;
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  return (
    <Load from={loaded} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="lf-muted">Nessun numero di protocollo: si prende dopo l’ultima firma.</p>
        ) : (
          <>
            {items.map((registration) => (
              <One key={registration.id} registration={registration} />
            ))}
          </>
        )
      }
    </Load>
  );
};
