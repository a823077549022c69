import type { Move } from '../core/moves.js';

/** A choice of which no way can be taken (BPMN 2.0.2, 13.4.2 and 13.4.3: an exception). */
export const noWay = ({ name }: { readonly name: string }): Move => ({
  move: 'fail',
  code: 'no-flow',
  message: {
    it: `Nessuna condizione è vera ${name === '' ? 'in una scelta senza nome' : `in «${name}»`} e non c’è una via per gli altri casi.`,
    en: `No condition is true ${name === '' ? 'at a choice without a name' : `in "${name}"`} and there is no way for the other cases.`,
  },
});
