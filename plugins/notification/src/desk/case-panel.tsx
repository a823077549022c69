import {
  Button,
  Link,
  Load,
  MailAddress,
  plural,
  useApi,
  useEffect,
  useLive,
  useSession,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Items, Message } from './answers.js';
import { MessageDialog } from './message-dialog.js';
import { StateBadge } from './state-badge.js';

/** Why a mail is not with the server yet, in the server's words. */
const waitingText = ({ state, attempts, answer }: Message): string | undefined => {
  if (state === 'failed' || state === 'unknown') return answer;
  if (state !== 'queued' || attempts === 0) return undefined;
  return `${plural(attempts, 'tentativo', 'tentativi')}, si ritenta da solo. ${answer ?? ''}`;
};

const One = ({ message, onOpen }: { readonly message: Message; readonly onOpen: () => void }): JSX.Element => {
  const waiting = waitingText(message);
  return (
    <li class="lf-mail-row">
      <div class="lf-mail-words">
        <strong>{message.to.name}</strong>
        <span class="lf-muted">
          <MailAddress address={message.to.address} />
        </span>
        <span>
          <StateBadge message={message} />
        </span>
        {waiting === undefined ? null : <span class="lf-muted lf-mail-answer">{waiting}</span>}
      </div>
      <Button variant="outline-primary" size="xs" onClick={onOpen} label={`Dettagli dell’invio a ${message.to.name}`}>
        Dettagli
      </Button>
    </li>
  );
};

/** The mails of a case, one a recipient, beside its tasks. */
export const CasePanel = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const loaded = useApi<Items<Message>>(`/notification/cases/${encodeURIComponent(caseId)}/messages`);
  const { reload } = loaded;
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
                <One key={message.id} message={message} onOpen={() => setOpen(message.id)} />
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
