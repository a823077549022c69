import {
  Button,
  Link,
  Load,
  MailAddress,
  now,
  useApi,
  useCallback,
  useEffect,
  useLive,
  useSession,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { CaseRetry, Items, Message } from './answers.js';
import { MessageDialog } from './message-dialog.js';
import { StateBadge } from './state-badge.js';
import { nextText, troubleText } from './trouble.js';

const Trouble = ({
  message,
  next,
}: {
  readonly message: Message;
  readonly next: string | undefined;
}): JSX.Element | null => {
  const what = troubleText(message);
  if (what === undefined) return null;
  return (
    <>
      <span>{next === undefined ? what : `${what} ${next}`}</span>
      {message.answer === undefined ? null : (
        <details class="lf-mail-why">
          <summary>Motivo tecnico</summary>
          <code class="lf-mail-answer">{message.answer}</code>
        </details>
      )}
    </>
  );
};

interface OneProps {
  readonly message: Message;
  readonly next: string | undefined;
  readonly onOpen: () => void;
}

const One = ({ message, next, onOpen }: OneProps): JSX.Element => (
  <li class="lf-mail-row">
    <div class="lf-mail-words">
      <strong>{message.to.name}</strong>
      <span class="lf-muted">
        <MailAddress address={message.to.address} />
      </span>
      <span>
        <StateBadge message={message} />
      </span>
      <Trouble message={message} next={next} />
    </div>
    <Button variant="outline-primary" size="xs" onClick={onOpen} label={`Dettagli dell’invio a ${message.to.name}`}>
      Dettagli
    </Button>
  </li>
);

/** The mails of a case, one a recipient, beside its tasks. */
export const CasePanel = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const loaded = useApi<Items<Message>>(`/notification/cases/${encodeURIComponent(caseId)}/messages`);
  const waits = loaded.data?.items.some((one) => troubleText(one) !== undefined) === true;
  const about = useApi<{ readonly retries?: readonly CaseRetry[] }>(
    waits ? `/cases/${encodeURIComponent(caseId)}` : null,
  );
  const { reload: reloadMessages } = loaded;
  const { reload: reloadRetries } = about;
  const reload = useCallback(() => {
    reloadMessages();
    reloadRetries();
  }, [reloadMessages, reloadRetries]);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const { demo } = useSession();
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  useLive(`case:${caseId}`, ({ type }) => {
    if (type === 'notification.message' || type === 'live.reconnected') reload();
  });
  return (
    <Load from={loaded} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="lf-muted">Nessuna mail è partita da questa pratica.</p>
        ) : (
          <>
            <ul class="lf-mail-list">
              {items.map((message) => (
                <One
                  key={message.id}
                  message={message}
                  next={nextText(message, about.data?.retries, now())}
                  onOpen={() => setOpen(message.id)}
                />
              ))}
            </ul>
            <p class="lf-muted">
              «Accettata dal server» vuol dire che il server di posta ha preso in carico la mail, non che il
              destinatario l’ha ricevuta.
            </p>
            {demo ? <Link href="/posta-di-prova">Vedi che cosa è arrivato nella posta di prova</Link> : null}
            {open === undefined ? null : <MessageDialog id={open} onClose={() => setOpen(undefined)} />}
          </>
        )
      }
    </Load>
  );
};
