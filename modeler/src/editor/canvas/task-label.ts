/** The line height of names, in pixels of the drawing. */
const LINE = 14.4;
/** From so many lines on, a name in the middle of a task would run through its icon. */
const LONG_NAME = 2;
/** Above and below a name. */
const PADDING = 4;
const ELLIPSIS = '…';

/** Number of lines of the name that is drawn in a task. */
export const linesIn = (parent: SVGElement): number => parent.querySelectorAll('.djs-label tspan').length;

/** Takes away the lines that would leave the task, and says the whole name to who points at it. */
export const cutName = (parent: SVGElement, name: string, height: number): void => {
  const lines = [...parent.querySelectorAll('.djs-label tspan')];
  const room = Math.max(1, Math.floor((height - PADDING) / LINE));
  if (lines.length <= room) return;
  for (const line of lines.slice(room)) line.remove();
  const kept = lines.slice(0, room);
  const top = (height - room * LINE) / 2;
  for (const [at, line] of kept.entries()) line.setAttribute('y', String(top + (at + 1) * LINE - LINE / 4));
  const last = kept.at(-1);
  if (last !== undefined) last.textContent = `${(last.textContent ?? '').replace(/.{2}$/u, '')}${ELLIPSIS}`;
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = name;
  parent.append(title);
};

/** A long name stands below the icon of its task, as far as there is room. */
export const lowerName = (parent: SVGElement, height: number, icon: number): void => {
  const lines = linesIn(parent);
  if (lines < LONG_NAME) return;
  const top = (height - lines * LINE) / 2;
  const room = Math.max(0, top - 3);
  const by = Math.max(0, Math.min(room, icon + 5 - top));
  parent.querySelector('.djs-label')?.setAttribute('transform', `translate(0 ${by})`);
};
