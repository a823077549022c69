import { knownTypes, type MediaType } from './sniff.js';

const MAX = 180;
/** Control, format and direction characters, and what file systems and headers do not bear. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\u2028\u2029<>:"/\\|?*]/gu;

/**
 * A name that can be shown, saved and mailed: no path, no control or text-direction characters, at most 180 characters, with
 * an ending that tells the truth about the media type (`relazione.docx` that is a PDF becomes `relazione.docx.pdf`).
 */
export const cleanName = (given: string, mediaType: MediaType): string => {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(UNFIT, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const { endings } = knownTypes[mediaType];
  const ending = /\.([^.]+)$/.exec(clean.toLowerCase())?.[1] ?? '';
  const fits = (endings as readonly string[]).includes(ending);
  const stem = (fits ? clean.slice(0, -ending.length - 1) : clean).replace(/[. ]+$/, '');
  return `${[...(stem || 'documento')].slice(0, MAX).join('')}.${fits ? ending : endings[0]}`;
};
