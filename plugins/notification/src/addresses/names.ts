/** Words that say what somebody is and not who: they do not tell two entries apart. */
const TITLES = new Set(
  (
    'sig sigg signor signora signori ra dott ssa dottore dottoressa dr ing arch avv prof professore professoressa geom rag on egr ' +
    'spett spettabile gent gentile ditta societa impresa azienda srl srls spa sapa snc sas scarl scrl coop cooperativa'
  ).split(' '),
);

/** Letters and digits only, without accents, in lower case, words apart by one space. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // S.r.l. and S.p.A. are one word each.
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/['’]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The words that tell an entry apart; all of them when there are titles only. */
export const significantWords = (name: string): readonly string[] => {
  const words = plain(name).split(' ').filter(Boolean);
  const telling = words.filter((word) => !TITLES.has(word));
  return telling.length > 0 ? telling : words;
};

/**
 * What two spellings of one name have in common: "Rossi Mario", "Dott. Mario ROSSI" and "mario rossi" give the same key.
 * At most 300 characters.
 */
export const nameKey = (name: string): string => [...significantWords(name)].sort().join(' ').slice(0, 300);

/** Where a name stands in the book: as it is written, accents, capitals and signs aside. At most 300 characters. */
export const orderKey = (name: string): string => plain(name).slice(0, 300);

/** E-mail addresses are compared as nearly all servers do: without regard to case. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

const pairsOf = (text: string): string[] => {
  const pairs: string[] = [];
  for (const word of text.split(' ')) {
    const padded = ` ${word} `;
    for (let at = 0; at < padded.length - 1; at += 1) pairs.push(padded.slice(at, at + 2));
  }
  return pairs;
};

/** Sørensen-Dice coefficient over letter pairs of two keys, 0 (nothing in common) to 1 (equal). */
export const likeness = (first: string, second: string): number => {
  if (first === second) return first === '' ? 0 : 1;
  const left = pairsOf(first);
  const right = pairsOf(second);
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of right) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    counts.set(pair, count - 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
};

/** From here on two names are offered as the same: one wrong or missing letter in a usual name still passes. */
export const SIMILAR = 0.78;
