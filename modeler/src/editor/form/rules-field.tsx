/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import { ANYWHERE, type Rule } from '../model/rule.js';
import { ChosenField } from './chosen.js';
import { SelectField } from './choices.js';
import { Rows } from './rows.js';
import { useForm, type FormServices } from './services.js';
import { variableChoices } from './variables.js';

type Kind = 'role' | 'book' | 'requester' | 'person' | 'substitute';

const BOOKS = 'organisation.books';
const OFFICES = 'organisation.offices';
const PEOPLE = 'organisation.people';
const SUBSTITUTE = 'substitute';

const WORDS: Readonly<Record<Kind, string>> = {
  role: 'Who has a role in an office',
  book: 'Who has a place in a signature book',
  requester: 'Who made the request',
  person: 'One person',
  substitute: 'The substitute of the signer',
};

const kindOf = (rule: Rule): Kind => (rule.kind === 'book' && rule.position === SUBSTITUTE ? 'substitute' : rule.kind);

const pathOf = (services: FormServices, element: DiagramElement, list: string): string | undefined =>
  variableChoices(services.variables(element), (variable) => variable.list === list)[0]?.value;

interface RulesProps {
  readonly id: string;
  readonly element: DiagramElement;
  readonly value: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
  /** Nothing is known of a case before it starts. */
  readonly withoutCase?: boolean;
}

/** Who may do something, one way a row: every one of them may. */
export const RulesField = ({ id, element, value, onChange, withoutCase = false }: RulesProps): JSX.Element => {
  const services = useForm();
  const { catalogue, translate } = services;
  const kinds = catalogue.ruleKinds.filter((kind) => !withoutCase || (kind !== 'requester' && kind !== 'substitute'));
  const place = (list: string): { readonly variable: string } | { readonly fixed: string } => {
    const path = withoutCase ? undefined : pathOf(services, element, list);
    return path === undefined ? { fixed: '' } : { variable: path };
  };
  const fresh = (kind: Kind): Rule => {
    switch (kind) {
      case 'role':
        return { kind, role: catalogue.roles[0]?.value ?? '', office: ANYWHERE };
      case 'book':
        return { kind, position: catalogue.positions[0]?.value ?? '', book: place(BOOKS) };
      case 'substitute':
        return { kind: 'book', position: SUBSTITUTE, book: place(BOOKS) };
      case 'requester':
        return { kind };
      case 'person':
        return { kind, person: place(PEOPLE) };
    }
  };
  const named = (values: typeof catalogue.roles) =>
    values.map((one) => ({ value: one.value, label: services.say(one.label) }));
  return (
    <Rows
      id={id}
      rows={value}
      called={translate('Who')}
      add={value.length === 0 ? translate('Say who') : translate('Or somebody else too')}
      make={() => fresh(kinds[0] ?? 'role')}
      onChange={onChange}
    >
      {(rule, set, at) => (
        <>
          <SelectField
            id={`${id}-${at}-kind`}
            label={translate('Who')}
            bare
            value={kindOf(rule)}
            choices={kinds.map((kind) => ({ value: kind, label: translate(WORDS[kind]) }))}
            onChange={(kind) => set(fresh(kind as Kind))}
          />
          {rule.kind === 'role' ? (
            <>
              <SelectField
                id={`${id}-${at}-role`}
                label={translate('Role')}
                bare
                value={rule.role}
                choices={named(catalogue.roles)}
                onChange={(role) => set({ ...rule, role })}
              />
              <ChosenField
                id={`${id}-${at}-office`}
                label={translate('Office')}
                bare
                element={element}
                list={OFFICES}
                any={translate('Any office')}
                withoutCase={withoutCase}
                value={rule.office}
                onChange={(office) => set({ ...rule, office })}
              />
            </>
          ) : null}
          {rule.kind === 'book' && kindOf(rule) === 'book' ? (
            <SelectField
              id={`${id}-${at}-position`}
              label={translate('Place in the book')}
              bare
              value={rule.position}
              choices={named(catalogue.positions)}
              onChange={(position) => set({ ...rule, position })}
            />
          ) : null}
          {rule.kind === 'book' ? (
            <ChosenField
              id={`${id}-${at}-book`}
              label={translate('Signature book')}
              bare
              element={element}
              list={BOOKS}
              withoutCase={withoutCase}
              value={rule.book}
              onChange={(book) => set({ ...rule, book })}
            />
          ) : null}
          {rule.kind === 'person' ? (
            <ChosenField
              id={`${id}-${at}-person`}
              label={translate('Person')}
              bare
              element={element}
              list={PEOPLE}
              withoutCase={withoutCase}
              value={rule.person}
              onChange={(person) => set({ ...rule, person })}
            />
          ) : null}
        </>
      )}
    </Rows>
  );
};
