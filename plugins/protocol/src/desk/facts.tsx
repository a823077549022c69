import { DefinitionList, formatDate, formatDateTime, Link, type JSX } from '@libro-firma/desk/kit';
import { directionLabels, type Correspondent, type Registration } from './answers.js';

const nameOf = ({ name, office }: Correspondent): string => (office === undefined ? name : `${name}, ${office.name}`);

const detailsOf = ({ email, pec, address, taxCode }: Correspondent): readonly string[] =>
  [taxCode, address, email, pec].filter((part) => part !== undefined && part !== '') as readonly string[];

const partyText = (party: Correspondent): string => [nameOf(party), ...detailsOf(party)].join(' · ');

const Parties = ({ parties }: { readonly parties: readonly Correspondent[] }): JSX.Element => (
  <ul class="list-unstyled mb-0">
    {parties.map((party, place) => (
      <li key={place}>
        {nameOf(party)}
        <br />
        <span class="lf-muted">{detailsOf(party).join(' · ')}</span>
      </li>
    ))}
  </ul>
);

/** What the registration says, in words. */
export const Facts = ({ registration }: { readonly registration: Registration }): JSX.Element => {
  const { sender, recipients, classification, assignment, senderNumber, senderDate } = registration;
  const file = classification.caseFile;
  return (
    <DefinitionList
      items={[
        { term: 'Registro', value: `${registration.register.name} (${registration.register.code})` },
        { term: 'Data e ora', value: formatDateTime(registration.at) },
        { term: 'Verso', value: directionLabels[registration.direction] },
        { term: 'Mittente', value: sender === null ? undefined : partyText(sender) },
        { term: 'Firmato da', value: sender?.signers?.join(', ') },
        {
          term: 'Destinatari',
          wide: true,
          value: recipients === null || recipients.length === 0 ? undefined : <Parties parties={recipients} />,
        },
        { term: 'Numero del mittente', value: senderNumber },
        { term: 'Data del mittente', value: senderDate === null ? undefined : formatDate(senderDate) },
        { term: 'Classificazione', value: `${classification.code} ${classification.title}` },
        { term: 'Fascicolo', value: file === null ? undefined : `${file.code} ${file.title}` },
        { term: 'Assegnata a', value: assignment.office?.name ?? 'Nessun ufficio' },
        { term: 'Persona', value: assignment.person?.name },
        { term: 'Operatore', value: registration.operator.name },
        {
          term: 'Pratica',
          value:
            registration.caseId === null ? undefined : (
              <Link href={`/pratiche/${encodeURIComponent(registration.caseId)}`}>Apri la pratica</Link>
            ),
        },
        {
          term: 'Impronta della segnatura',
          wide: true,
          value:
            registration.segnaturaDigest === null ? undefined : (
              <code class="lf-code" style={{ overflowWrap: 'anywhere' }}>
                {registration.segnaturaDigest}
              </code>
            ),
        },
      ]}
    />
  );
};
