import { Alert, say, type JSX } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import { Diagram } from '../parts/diagram.js';

interface DrawingToLookAtProps {
  readonly xml: string;
  readonly catalogue: Catalogue;
  /** Whoever looks may draw, on a larger screen. */
  readonly mayModel: boolean;
}

/** On a narrow screen, and for who draws no routes. */
export const DrawingToLookAt = ({ xml, catalogue, mayModel }: DrawingToLookAtProps): JSX.Element => (
  <>
    <Alert>
      {mayModel
        ? say(
            'Per disegnare serve uno schermo più grande. Qui puoi guardare il disegno, provarlo e seguire le pratiche.',
            'Drawing takes a larger screen. Here you can look at the drawing, try it, and watch its cases.',
          )
        : say(
            'Qui puoi guardare il disegno. Lo cambia chi ha il ruolo di analista.',
            'Here you can look at the drawing. Those with the role of analyst change it.',
          )}
    </Alert>
    <Diagram xml={xml} catalogue={catalogue} label={say('Disegno dell’iter', 'Drawing of the route')} />
  </>
);
