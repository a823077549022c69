/** The same names, those that come again (letter case aside) with a number: `nota.pdf`, `nota (2).pdf`. */
export const uniqueNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, ending = ''] = /^(.*?)(\.[^.]+)?$/.exec(name) ?? [];
    let unique = name;
    for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${stem} (${i})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
};
