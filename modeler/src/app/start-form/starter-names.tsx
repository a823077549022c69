import { Button, say, useId, useState, type JSX } from '@libro-firma/desk/kit';
import type { Person } from '../api/route-answers.js';

/** As many as are read at a glance. */
const FEW = 12;

/** Who may start a route today; of many, the first ones until all are asked for. */
export const StarterNames = ({ people }: { readonly people: readonly Person[] }): JSX.Element => {
  const [all, setAll] = useState(false);
  const id = useId();
  // One more name takes no more room than the button.
  const folds = people.length > FEW + 1;
  const shown = folds && !all ? people.slice(0, FEW) : people;
  const others = people.length - FEW;
  return (
    <>
      <ul id={id} class="lfm-people">
        {shown.map(({ id: person, name }) => (
          <li key={person}>{name}</li>
        ))}
      </ul>
      {folds ? (
        <Button size="xs" variant="outline-primary" aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {all
            ? say('Mostra solo i primi', 'Show the first only')
            : say(`e altre ${others} persone`, `and ${others} more`)}
        </Button>
      ) : null}
    </>
  );
};
