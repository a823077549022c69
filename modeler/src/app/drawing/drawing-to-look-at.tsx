import { Alert, say, type JSX } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import { Diagram } from '../parts/diagram.js';

/** On a narrow screen. */
export const DrawingToLookAt = ({
  xml,
  catalogue,
}: {
  readonly xml: string;
  readonly catalogue: Catalogue;
}): JSX.Element => (
  <>
    <Alert>
      {say(
        'Per disegnare serve uno schermo più grande. Qui puoi guardare il disegno, provarlo e seguire le pratiche.',
        'Drawing takes a larger screen. Here you can look at the drawing, try it, and watch its cases.',
      )}
    </Alert>
    <Diagram xml={xml} catalogue={catalogue} label={say('Disegno dell’iter', 'Drawing of the route')} />
  </>
);
