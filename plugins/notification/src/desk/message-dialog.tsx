import { Alert, DefinitionList, Dialog, formatDateTime, Load, plural, useApi, type JSX } from '@libro-firma/desk/kit';
import type { MessageDetail } from './answers.js';
import { FileLinks } from './file-links.js';
import { StateBadge } from './state-badge.js';

const Detail = ({ message, path }: { readonly message: MessageDetail; readonly path: string }): JSX.Element => (
  <>
    {message.maybeTwice ? (
      <Alert kind="warning">
        Un tentativo precedente è finito senza risposta del server: il destinatario potrebbe ricevere due copie, con lo
        stesso Message-ID.
      </Alert>
    ) : null}
    <DefinitionList
      items={[
        { term: 'Stato', value: <StateBadge message={message} /> },
        { term: 'A', value: `${message.to.name} <${message.to.address}>` },
        { term: 'Da', value: `${message.from.name} <${message.from.address}>` },
        { term: 'Oggetto', value: message.subject },
        { term: 'In coda dal', value: formatDateTime(message.queuedAt) },
        {
          term: 'Accettata dal server',
          value: message.acceptedAt === undefined ? undefined : formatDateTime(message.acceptedAt),
        },
        { term: 'Tentativi', value: message.trial ? undefined : plural(message.attempts, 'tentativo', 'tentativi') },
        { term: 'Risposta del server', value: message.answer && <code class="lf-mail-answer">{message.answer}</code> },
        { term: 'Message-ID', value: <code class="lf-mail-answer">{message.messageId}</code> },
      ]}
    />
    <h3>Testo</h3>
    <p class="lf-mail-body">{message.body.trim()}</p>
    <h3>Allegati</h3>
    <FileLinks path={path} attachments={message.attachments} />
  </>
);

/** One mail as it was handed to the server: state, text, attachments. */
export const MessageDialog = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }): JSX.Element => {
  const path = `/notification/messages/${encodeURIComponent(id)}`;
  const loaded = useApi<MessageDetail>(path);
  return (
    <Dialog title="Invio per e-mail" size="lg" onClose={onClose}>
      <Load from={loaded}>{(message) => <Detail message={message} path={path} />}</Load>
    </Dialog>
  );
};
