import type { Shape } from '../model/shapes.js';

const ICON = /^it-[a-z0-9-]+$/;
const COLOR = /^#[0-9a-f]{6}$/i;
const HOUSE_BLUE = '#0057b8';

/** How a menu of diagram-js shows a shape's icon: a class of the BPMN font, or a coloured square with a white icon. */
export const iconOf = (
  shape: Shape,
  sprite: string | undefined,
): { readonly className: string } | { readonly imageHtml: string } =>
  shape.icon.startsWith('bpmn-icon-')
    ? { className: shape.icon }
    : { imageHtml: stepIcon(shape.icon, shape.step?.color, sprite) };

/** Attributes only: a style would be refused by the page's policy. */
export const stepIcon = (icon: string, color: string | undefined, sprite: string | undefined): string => {
  const fill = color !== undefined && COLOR.test(color) ? color : HOUSE_BLUE;
  const use =
    sprite !== undefined && ICON.test(icon)
      ? `<use href="${sprite}#${icon}" x="4" y="4" width="16" height="16" fill="#ffffff"></use>`
      : '';
  return `<svg class="lf-step-icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><rect width="24" height="24" rx="6" fill="${fill}"></rect>${use}</svg>`;
};
