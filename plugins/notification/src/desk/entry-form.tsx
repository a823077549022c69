import { say, Select, TextField, type JSX } from '@libro-firma/desk/kit';
import type { RecipientKind } from './answers.js';
import { withKind, type Draft, type DraftErrors } from './draft.js';
import { kindLabels } from './words.js';

const KINDS = (Object.keys(kindLabels) as RecipientKind[]).map((value) => ({ value, label: kindLabels[value] }));

/** A book that has one text, or a search: only a person who reads it knows where it parts. */
const askedApart = ({ name, givenName, familyName }: Draft): string | undefined =>
  /\s/.test(name) && givenName === '' && (familyName === '' || familyName === name)
    ? say(`Finora è «${name}»: dividi nome e cognome.`, `So far it is “${name}”: part given and family name.`)
    : undefined;

/** The fields of a recipient; name and e-mail first, since often nothing else is known. */
export const EntryForm = ({
  draft,
  errors,
  onChange,
}: {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onChange: (draft: Draft) => void;
}): JSX.Element => {
  const set = (key: keyof Draft) => (value: string) => onChange({ ...draft, [key]: value });
  return (
    <>
      <Select
        label={say('Tipo', 'Kind')}
        value={draft.kind}
        options={KINDS}
        {...(draft.kind === '' ? { placeholder: say('Scegli…', 'Choose…') } : {})}
        onChange={(value) => onChange(withKind(draft, value as RecipientKind))}
        error={errors.kind}
        required
      />
      {draft.kind === 'person' ? (
        <>
          <TextField
            key="givenName"
            label={say('Nome', 'Given name')}
            value={draft.givenName}
            onChange={set('givenName')}
            error={errors.givenName}
            maxLength={140}
            autocomplete="off"
            required
          />
          <TextField
            key="familyName"
            label={say('Cognome', 'Family name')}
            value={draft.familyName}
            onChange={set('familyName')}
            error={errors.familyName}
            help={askedApart(draft)}
            maxLength={140}
            autocomplete="off"
            required
          />
        </>
      ) : (
        <TextField
          key="name"
          label={draft.kind === '' ? say('Nome o denominazione', 'Name') : say('Denominazione', 'Name')}
          value={draft.name}
          onChange={set('name')}
          error={errors.name}
          maxLength={300}
          autocomplete="off"
          required
        />
      )}
      <TextField
        label="E-mail"
        type="email"
        value={draft.email}
        onChange={set('email')}
        error={errors.email}
        maxLength={254}
        autocomplete="off"
        required
      />
      <details class="lf-mail-more" open={[draft.pec, draft.address, draft.ipaCode, draft.taxCode].some(Boolean)}>
        <summary>{say('Altri dati', 'More data')}</summary>
        <TextField
          label={say('PEC', 'Certified e-mail (PEC)')}
          type="email"
          value={draft.pec}
          onChange={set('pec')}
          error={errors.pec}
          maxLength={254}
          autocomplete="off"
        />
        <TextField
          label={say('Indirizzo postale', 'Postal address')}
          value={draft.address}
          onChange={set('address')}
          maxLength={500}
          autocomplete="off"
        />
        {draft.kind === 'administration' ? (
          <TextField
            label={say('Codice IPA', 'IPA code')}
            value={draft.ipaCode}
            onChange={set('ipaCode')}
            error={errors.ipaCode}
            maxLength={32}
            autocomplete="off"
          />
        ) : null}
        <TextField
          label={
            draft.kind === 'person'
              ? say('Codice fiscale', 'Tax code')
              : say('Codice fiscale o partita IVA', 'Tax code or VAT number')
          }
          value={draft.taxCode}
          onChange={set('taxCode')}
          error={errors.taxCode}
          maxLength={32}
          autocomplete="off"
        />
      </details>
    </>
  );
};
