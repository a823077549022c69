import { say } from '@libro-firma/desk/kit';
import type { NavGroup } from '@libro-firma/desk/shell';

/** A hook by the frame's contract, though nothing changes: the list of routes, and the way back. */
export const useModelerNavigation = (): readonly NavGroup[] => [
  {
    entries: [{ href: '/modeler', label: say('Iter', 'Routes'), icon: 'it-list', also: ['/modeler/iter/:id'] }],
  },
  { entries: [{ href: '/', label: say('Torna alla scrivania', 'Back to the desk'), icon: 'it-inbox' }] },
];
