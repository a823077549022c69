import { plural, say } from '@libro-firma/desk/kit';
import type { WatchAnswer } from '../api/watch-answers.js';
import type { Badges, DiagramBadge, Marks } from '../parts/diagram.js';

export interface Shown {
  readonly marks: Marks;
  readonly badges: Badges;
}

/** What the drawing shows of how many cases stand where, and where some of them are stopped. */
export const shownOf = (elements: WatchAnswer['elements']): Shown => {
  const here = Object.entries(elements);
  const failed = here.filter(([, { incidents }]) => incidents > 0);
  const waiting = here.filter(([, { tokens, incidents }]) => tokens > 0 && incidents === 0);
  const tokenBadge = ([elementId, { tokens }]: (typeof here)[number]): DiagramBadge => ({
    elementId,
    text: String(tokens),
    label: plural(tokens, say('pratica qui', 'case here'), say('pratiche qui', 'cases here')),
    cssClass: 'lf-badge-tokens',
  });
  const incidentBadge = ([elementId, { incidents }]: (typeof here)[number]): DiagramBadge => ({
    elementId,
    text: String(incidents),
    label: plural(incidents, say('pratica ferma', 'stopped case'), say('pratiche ferme', 'stopped cases')),
    cssClass: 'lf-badge-incidents',
  });
  return {
    marks: { 'lf-active': waiting.map(([id]) => id), 'lf-failed': failed.map(([id]) => id) },
    badges: {
      tokens: here.filter(([, { tokens }]) => tokens > 0).map(tokenBadge),
      incidents: failed.map(incidentBadge),
    },
  };
};
