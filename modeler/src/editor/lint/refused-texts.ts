import type { DiagramElement } from '../canvas/services.js';
import { REFUSED_TEXT, type EditorProblem } from '../contract.js';
import type { Pending } from '../form/pending.js';

/** What is typed in the form of the element and is not taken into the drawing, and so not saved. */
export const refusedTexts = ({ refused }: Pick<Pending, 'refused'>, shown: DiagramElement): readonly EditorProblem[] =>
  refused.map(({ id, label, why }) => ({
    severity: 'error',
    code: REFUSED_TEXT,
    elementId: (shown.labelTarget ?? shown).id,
    field: id.replace(/^lf-/, ''),
    text: {
      it: `Quello che è scritto in «${label}» non entra nel disegno e non è salvato. ${why}.`,
      en: `What is written in “${label}” is not part of the drawing and not saved. ${why}.`,
    },
    doNow: {
      it: 'Correggilo nel suo campo, prima di passare ad altro.',
      en: 'Correct it in its field, before you go on.',
    },
  }));
