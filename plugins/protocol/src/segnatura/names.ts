/** Particles that begin an Italian family name: "De Luca", "Lo Cascio", "Della Valle". */
const PARTICLES = new Set(
  'da dal dalla dalle de degli dei del dell della delle dello di la le li lo van von san santa'.split(' '),
);

const TITLES = /^(sig|sigg|signor|signora|sig\.ra|dott|dott\.ssa|dr|ing|arch|avv|prof|prof\.ssa|geom|rag|on)\.?$/i;

export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
}

/**
 * The schema wants *Nome* and *Cognome* apart, and an address book holds one text. The last word is taken for the family
 * name, with the particles before it; titles are left out. A single word is a family name, and *Nome* stays empty.
 * The register keeps the text as it was given.
 */
export const personName = (name: string): PersonName => {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word, index, all) => !(index < all.length - 1 && TITLES.test(word)));
  let start = Math.max(0, words.length - 1);
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase().replace(/['’]$/, ''))) start -= 1;
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') };
};
