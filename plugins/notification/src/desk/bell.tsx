import {
  api,
  Button,
  HeaderPopover,
  Icon,
  Link,
  Load,
  plural,
  say,
  toast,
  useAction,
  useApi,
  useSession,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Items, Notice } from './answers.js';
import { NoticeList } from './notice-list.js';
import { useUnread } from './use-unread.js';

const Latest = ({ onRead, close }: { readonly onRead: () => void; readonly close: () => void }): JSX.Element => {
  const loaded = useApi<Items<Notice>>('/notification/notices?unread=true&limit=5');
  const read = useAction(async (idempotencyKey: string, body: object) => {
    await api.post('/notification/notices/read', body, { idempotencyKey });
    onRead();
    loaded.reload();
  });
  return (
    <>
      <Load from={loaded} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="lf-muted">{say('Nessun avviso da leggere.', 'Nothing to read.')}</p>
          ) : (
            <>
              <NoticeList notices={items} onFollow={({ id }) => void read.run({ ids: [id] })} />
              <Button
                variant="outline-primary"
                size="xs"
                busy={read.busy}
                onClick={() => void read.run({ upTo: items[0]?.createdAt ?? 0 })}
              >
                {say('Segna tutti come letti', 'Mark all as read')}
              </Button>
            </>
          )
        }
      </Load>
      <p class="lf-notices-all">
        <Link href="/avvisi" onClick={close}>
          {say('Tutti gli avvisi', 'All notices')}
        </Link>
      </p>
    </>
  );
};

const TOAST_LENGTH = 160;

/** Says what the notice is about: whoever works on something else decides whether to look. */
const announce = async (): Promise<void> => {
  const latest = await api.get<Items<Notice>>('/notification/notices?unread=true&limit=1').catch(() => undefined);
  const text = latest?.items[0]?.text ?? say('È arrivato un avviso.', 'A notice has come.');
  const letters = [...text];
  toast(letters.length <= TOAST_LENGTH ? text : `${letters.slice(0, TOAST_LENGTH).join('').trimEnd()}…`, 'info');
};

/** The notices to be read, counted live in the bar on top of every page. */
export const Bell = (): JSX.Element => {
  const { unread, reload } = useUnread(() => void announce());
  const label =
    unread === 0
      ? say('Avvisi', 'Notices')
      : say(
          `Avvisi, ${plural(unread, 'da leggere', 'da leggere')}`,
          `Notices, ${plural(unread, 'to read', 'to read')}`,
        );
  return (
    <HeaderPopover icon="it-horn" label={label} count={unread} title={say('Avvisi', 'Notices')}>
      {(close) => <Latest onRead={reload} close={close} />}
    </HeaderPopover>
  );
};

/** In the demo, where the mails that it sent can be seen. */
export const DemoMailLink = (): JSX.Element | null => {
  const { demo } = useSession();
  return demo ? (
    <Link href="/posta-di-prova" class="lf-header-button">
      <Icon name="it-mail" label={say('Posta di prova', 'Trial mail')} />
    </Link>
  ) : null;
};
