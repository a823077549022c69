import { useApi, useLive } from '@libro-firma/desk/kit';

/** How many notices are unread, now; `onNew` is called when one arrives. */
export const useUnread = (onNew?: () => void): { readonly unread: number; readonly reload: () => void } => {
  const { data, reload } = useApi<{ readonly unread: number }>('/notification/notices/count');
  useLive('notification.*', ({ type }) => {
    if (type === 'notification.notice' || type === 'notification.read') reload();
    if (type === 'notification.notice') onNew?.();
  });
  return { unread: data?.unread ?? 0, reload };
};
