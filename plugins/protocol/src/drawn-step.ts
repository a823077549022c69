import type { DrawnElement } from '@libro-firma/engine/plugin';

/** Steps of the house give neither signature books nor recipients; of another plugin's nothing is known. */
const OF_THE_HOUSE = /^(?:documents|notification|protocol|signing)\./;

/** Whether a step may give a case the signature book or the recipients that a registration takes. */
export const givesInputs = (stepType: string): boolean => !OF_THE_HOUSE.test(stepType);

/** How a problem calls an element. */
export const named = ({ name, id }: DrawnElement): string => (name === '' ? id : name);
