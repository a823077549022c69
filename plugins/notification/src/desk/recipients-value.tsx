import { MailAddress, type JSX } from '@libro-firma/desk/kit';
import { recipientsIn } from './recipients.js';

/** Whom a letter goes to, where nothing can be changed. */
export const RecipientsValue = ({ value }: { readonly value: unknown }): JSX.Element => (
  <ul class="lf-recipients-told">
    {recipientsIn(value).map(({ id, name, email }) => (
      <li key={id ?? `${name} ${email}`}>
        {name}
        {email === '' ? null : (
          <span class="lf-muted">
            <MailAddress address={email} />
          </span>
        )}
      </li>
    ))}
  </ul>
);
