import {
  formatDate,
  Link,
  MailAddress,
  Table,
  type Column,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PersonView, RoleView } from './answers.js';
import { roleNames } from './words.js';

const Role = ({ role }: { readonly role: RoleView }): JSX.Element => (
  <li>
    {role.label}, <Link href={`/organigramma/${encodeURIComponent(role.office.id)}`}>{role.office.name}</Link>
    {role.validTo === undefined ? null : <span class="lf-muted"> fino al {formatDate(role.validTo)}</span>}
  </li>
);

const columns = (withOffices: boolean): readonly Column<PersonView>[] => [
  { key: 'name', header: 'Persona', title: true, render: ({ name }) => name },
  {
    key: 'roles',
    header: 'Ruoli',
    render: ({ roles }) =>
      withOffices ? (
        <ul class="organisation-roles">
          {roles.map((role) => (
            <Role key={`${role.role}@${role.office.id}`} role={role} />
          ))}
        </ul>
      ) : (
        roleNames(roles)
      ),
  },
  {
    key: 'email',
    header: 'E-mail',
    render: ({ email }) => (
      <a href={`mailto:${email}`}>
        <MailAddress address={email} />
      </a>
    ),
  },
];

/** People with their roles; with the offices where they are not all of one office. */
export const PeopleTable = ({
  caption,
  people,
  withOffices = false,
  busy,
  empty,
}: {
  readonly caption: string;
  readonly people: readonly PersonView[];
  readonly withOffices?: boolean;
  readonly busy?: boolean;
  readonly empty?: ComponentChildren;
}): JSX.Element => (
  <Table
    caption={caption}
    columns={columns(withOffices)}
    rows={people}
    rowKey={({ id }) => id}
    busy={busy}
    empty={empty}
  />
);
