import type { ElementRegistry, Overlays } from './services.js';

export interface Badge {
  readonly elementId: string;
  readonly text: string;
  /** For who listens, and as a tooltip. */
  readonly label: string;
  readonly cssClass?: string | undefined;
}

/** The right upper corner of an element, where its badge sits. */
const CORNER = { top: -12, right: 12 };

/** Puts a badge on each element named, in the place of all of the same kind. */
export const showBadges = (
  overlays: Overlays,
  registry: ElementRegistry,
  kind: string,
  badges: readonly Badge[],
): void => {
  const type = `lf-badge-${kind}`;
  overlays.remove({ type });
  for (const { elementId, text, label, cssClass } of badges) {
    if (registry.get(elementId) === undefined) continue;
    const html = document.createElement('span');
    html.className = ['lf-badge', type, cssClass ?? ''].join(' ').trim();
    html.textContent = text;
    html.title = label;
    html.setAttribute('role', 'img');
    html.setAttribute('aria-label', label);
    overlays.add(elementId, type, { position: CORNER, html, scale: { min: 0.7, max: 1.4 } });
  }
};
