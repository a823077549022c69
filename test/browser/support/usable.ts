import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { heights, type Desk } from './desk.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** A page, and who looks at it. */
type Seen = Pick<Desk, 'page' | 'who'>;

const look = async ({ page, who }: Seen, width: number): Promise<void> => {
  const where = `${who}, ${page.url()}, ${width} px`;
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(scrolls, `${where}: nothing to be pushed sideways`).to.be.at.most(0);
  await page.evaluate(axe); // by the debugger: the page's own policy lets no foreign script in
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
    where,
  ).to.deep.equal([]);
};

/** The page as it stands, on a wide screen and on a phone: axe finds nothing, and nothing has to be pushed sideways. */
export const isUsable = async (desk: Seen): Promise<void> => {
  const before = desk.page.viewportSize();
  for (const width of [1280, 390] as const) {
    await desk.page.setViewportSize({ width, height: heights[width] });
    await look(desk, width);
  }
  if (before !== null) await desk.page.setViewportSize(before);
};
