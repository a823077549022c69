/** The group keys of `startableBy`, the comma list in which a process names who may start it; without one, nobody. */
export const startersIn = (startableBy: string | null | undefined): readonly string[] =>
  (startableBy ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');
