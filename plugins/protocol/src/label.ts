/** At least seven digits (DPR 445/2000, art. 57). */
export const paddedNumber = (number: number): string => String(number).padStart(7, '0');

/** `0000123/2026` */
export const numberLabel = (number: number, year: number): string => `${paddedNumber(number)}/${year}`;

/** A trial case takes no number. */
export const trialLabel = (n: number): string => `PROVA-${n}`;

/** What everything says that was made with a key of the demo authority. */
export const WITHOUT_VALUE = 'PROVA - SENZA VALORE LEGALE';
