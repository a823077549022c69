/** Particles that begin an Italian family name: "De Luca", "Lo Cascio", "Della Valle". */
const PARTICLES = new Set(
  'da dal dalla dalle de degli dei del dell della delle dello di la le li lo van von san santa'.split(' '),
);

const TITLES = /^(sig|sigg|signor|signora|sig\.ra|dott|dott\.ssa|dr|ing|arch|avv|prof|prof\.ssa|geom|rag|on)\.?$/i;

export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
}

/** A person as the register has them: one text, and its two parts where whoever wrote it kept them apart. */
export interface NamedPerson extends Partial<PersonName> {
  readonly name: string;
}

/**
 * The schema wants *Nome* and *Cognome* apart: the parts that were given are taken as they are. Where only one text is
 * known nothing in it tells which words are which, and both elements are required: as the last resort the last word is
 * taken for the family name, with the particles before it; titles are left out. A single word is a family name, and *Nome*
 * stays empty. The register keeps the text as it was given.
 */
export const personName = ({ name, givenName, familyName }: NamedPerson): PersonName => {
  if (givenName !== undefined && familyName !== undefined) return { givenName, familyName };
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word, index, all) => !(index < all.length - 1 && TITLES.test(word)));
  let start = Math.max(0, words.length - 1);
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase().replace(/['’]$/, ''))) start -= 1;
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') };
};
