import type { NavGroup } from '@libro-firma/desk/shell';

/** A hook by the frame's contract, though nothing changes: the list of routes, a new one, the way back. */
export const useModelerNavigation = (): readonly NavGroup[] => [
  {
    entries: [{ href: '/modeler', label: 'Iter', icon: 'it-list', also: ['/modeler/iter/:id'] }],
  },
  { entries: [{ href: '/', label: 'Torna alla scrivania', icon: 'it-inbox' }] },
];
