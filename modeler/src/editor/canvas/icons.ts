/** The shapes of an icon, in its own box of 24 by 24. */
export interface IconShape {
  readonly paths: readonly { readonly d: string; readonly evenOdd: boolean }[];
}

const loading = new Map<string, Promise<ReadonlyMap<string, IconShape>>>();

/**
 * The icons of bootstrap-italia as paths. On the drawing they are drawn, not referred to, so that an exported SVG has
 * them too. Asked for once; without them steps are drawn without icons.
 */
export const loadIcons = (sprite: string): Promise<ReadonlyMap<string, IconShape>> => {
  const known = loading.get(sprite);
  if (known !== undefined) return known;
  const asked = read(sprite);
  loading.set(sprite, asked);
  asked.catch(() => loading.delete(sprite));
  return asked;
};

const read = async (sprite: string): Promise<ReadonlyMap<string, IconShape>> => {
  const answer = await fetch(sprite);
  if (!answer.ok) throw new Error(`the icons answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml');
  return new Map([...page.querySelectorAll('symbol')].map((symbol) => [symbol.id, shapeOf(symbol)]));
};

const shapeOf = (symbol: Element): IconShape => ({
  paths: [...symbol.querySelectorAll('path')].map((path) => ({
    d: path.getAttribute('d') ?? '',
    evenOdd: path.getAttribute('fill-rule') === 'evenodd',
  })),
});
