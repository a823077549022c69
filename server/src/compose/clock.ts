import { readFileSync, statSync } from 'node:fs';
import { LibroFirmaError, type Clock } from '@libro-firma/engine/plugin';

export const systemClock: Clock = { now: () => Date.now() };

const READ_EVERY = 50;

const offsetIn = (file: string): number => {
  const text = readFileSync(file, 'utf8').trim();
  const offset = Number(text === '' ? '0' : text);
  if (!Number.isSafeInteger(offset))
    throw new LibroFirmaError(
      'invalid',
      'server.clock-file',
      { it: `Il file dell’orologio ${file} deve contenere un numero intero di millisecondi da sommare all’ora.` },
      { where: file },
    );
  return offset;
};

/**
 * The system's time plus the milliseconds that a file holds: exercises and tests move the clock by writing the file. It
 * is looked at again twenty times a second at most.
 */
export const fileClock = (file: string): Clock => {
  let offset = offsetIn(file);
  let looked = performance.now();
  let changed = statSync(file).mtimeMs;
  return {
    now: () => {
      const at = performance.now();
      if (at - looked >= READ_EVERY) {
        looked = at;
        const { mtimeMs } = statSync(file);
        if (mtimeMs !== changed) {
          changed = mtimeMs;
          offset = offsetIn(file);
        }
      }
      return Date.now() + offset;
    },
  };
};

/**
 * @throws LibroFirmaError `server.clock-refused`: a movable clock outside the demo and the tests;
 * `server.clock-file`: not a number
 */
export const clockOf = (file: string | undefined, allowed: boolean): Clock => {
  if (file === undefined) return systemClock;
  if (!allowed)
    throw new LibroFirmaError('invalid', 'server.clock-refused', {
      it: 'clock.file sposta l’ora del sistema ed è ammesso solo nella dimostrazione e nelle prove: toglilo dalle impostazioni.',
      en: 'clock.file moves the time and is allowed in the demo and in tests only.',
    });
  return fileClock(file);
};
