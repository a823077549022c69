import type { Publication } from './publications.js';

const italian = (day: string): string => day.split('-').reverse().join('/');

/** The certificate of publication (*relata*), as a text file for the case. */
export const certificateOf = (
  { year, number, title, firstDay, lastDay }: Publication,
  demo: boolean,
): { readonly name: string; readonly text: string } => ({
  name: `relata-${number}-${year}.txt`,
  text: [
    ...(demo ? ['PROVA - SENZA VALORE LEGALE', ''] : []),
    'Relata di pubblicazione',
    '',
    `L’atto «${title}» è stato pubblicato all’albo pretorio al numero ${number}/${year}`,
    `dal ${italian(firstDay)} al ${italian(lastDay)}.`,
    '',
  ].join('\n'),
});
