import { useApi, type Option } from '@libro-firma/desk/kit';

const none: readonly Option[] = [];

/** The sectors of the organisation as of today; empty until they are read. */
export const useSectors = (): readonly Option[] => {
  const { data } = useApi<readonly Option[] | { readonly items: readonly Option[] }>('/lists/organisation.sectors');
  if (data === undefined) return none;
  return 'items' in data ? data.items : data;
};
