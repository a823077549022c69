import { api, type Option, type Page } from '@libro-firma/desk/kit';
import type { EditorHost, ListItem } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';

const everyRoute = async (): Promise<readonly RouteAnswer[]> => {
  const found: RouteAnswer[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<RouteAnswer> = await api.get('/routes', { query: { cursor, limit: 100 } });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
};

const readList = async (name: string): Promise<readonly ListItem[]> => {
  const answer = await api.get<readonly Option[] | { readonly items: readonly Option[] }>(
    `/lists/${encodeURIComponent(name)}`,
  );
  return 'items' in answer ? answer.items : answer;
};

/** What the editor asks of the server, for the route that is drawn. */
export const editorHost = (routeId: string): EditorHost => {
  const lists = new Map<string, Promise<readonly ListItem[]>>();
  return {
    list(name) {
      const known = lists.get(name);
      if (known !== undefined) return known;
      const asked = readList(name);
      lists.set(name, asked);
      asked.catch(() => lists.delete(name));
      return asked;
    },
    async routes() {
      const all = await everyRoute();
      return all.filter(({ id, state }) => id !== routeId && state !== 'retired').map(({ id, name }) => ({ id, name }));
    },
    async check(xml, signal) {
      const { problems } = await routesApi.check(routeId, xml, signal);
      return problems;
    },
  };
};
