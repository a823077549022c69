import {
  Alert,
  announce,
  apiUrl,
  Button,
  MailAddress,
  plural,
  say,
  useApi,
  useEffect,
  type JSX,
} from '@libro-firma/desk/kit';
import type { AddressEntry, Duplicate, Items } from './answers.js';
import { useSlow } from './use-slow.js';
import { becauseWords } from './words.js';

const asks = (name: string, email: string): boolean => name.trim().length >= 3 || /@.+\../.test(email);

/** Entries of the address book that what is being typed may be. */
export const useDuplicates = (name: string, email: string, except?: string): readonly Duplicate[] => {
  const slow = useSlow(`${name.trim()}\n${email.trim()}`);
  const [slowName = '', slowEmail = ''] = slow.split('\n');
  const query = { name: slowName, email: slowEmail, except };
  const path = asks(slowName, slowEmail)
    ? apiUrl('/notification/addresses/similar', query).replace('/api/v1', '')
    : null;
  const { data } = useApi<Items<Duplicate>>(path);
  return data?.items ?? [];
};

/** Offers them: using what is there keeps the address book free of doubles. */
export const Duplicates = ({
  found,
  onUse,
  useLabel,
}: {
  readonly found: readonly Duplicate[];
  readonly onUse: (entry: AddressEntry) => void;
  readonly useLabel: string;
}): JSX.Element | null => {
  const count = found.length;
  useEffect(() => {
    if (count > 0)
      announce(
        say(
          `${plural(count, 'voce simile', 'voci simili')} in rubrica`,
          `${plural(count, 'similar entry', 'similar entries')} in the address book`,
        ),
      );
  }, [count]);
  if (count === 0) return null;
  return (
    <Alert kind="warning" title={say('Forse è già in rubrica', 'Perhaps it is in the address book already')}>
      <ul class="lf-mail-list">
        {found.map(({ entry, because }) => (
          <li key={entry.id} class="lf-mail-row">
            <div class="lf-mail-words">
              <strong>{entry.name}</strong>
              <span class="lf-muted">
                <MailAddress address={entry.email} /> ({becauseWords[because]})
              </span>
            </div>
            <Button
              variant="outline-primary"
              size="xs"
              onClick={() => onUse(entry)}
              label={`${useLabel}: ${entry.name}, ${entry.email}`}
            >
              {useLabel}
            </Button>
          </li>
        ))}
      </ul>
    </Alert>
  );
};
