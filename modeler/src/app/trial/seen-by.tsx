import { say, Select, type JSX } from '@libro-firma/desk/kit';
import type { Person } from '../api/route-answers.js';

interface SeenByProps {
  readonly label: string;
  readonly people: readonly Person[];
  /** Id of who is chosen. */
  readonly value: string;
  readonly onChange: (person: string) => void;
}

/** In whose place a start form is filled in: its lists are that person's. */
export const SeenBy = ({ label, people, value, onChange }: SeenByProps): JSX.Element => (
  <Select
    label={label}
    help={say(
      'Uffici, libri firma ed elenchi sono quelli che vede questa persona.',
      'Offices, signature books and lists are those that this person sees.',
    )}
    options={people.map(({ id, name }) => ({ value: id, label: name }))}
    value={value}
    onChange={onChange}
  />
);
